using System.Diagnostics.CodeAnalysis;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp;

/// <summary>From whom, to whom, and what the sender asks of those on the way. What is in the message itself does not count here.</summary>
public sealed record Envelope
{
    /// <summary>An envelope to be filled.</summary>
    public Envelope()
    {
    }

    /// <summary>An envelope of addresses as people write them; an empty sender is the null reverse path.</summary>
    /// <exception cref="FormatException">A text is no address; the message says which and why.</exception>
    [SetsRequiredMembers]
    public Envelope(string sender, params IReadOnlyList<string> recipients)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipients);
        if (!TryRead(sender, recipients, out Mailbox? from, out List<EnvelopeRecipient>? to, out string? why))
        {
            throw new FormatException(why);
        }

        Sender = from;
        Recipients = to;
    }

    /// <summary>Where notifications of failure go; null is the null reverse path <c>&lt;&gt;</c>, to which none go (RFC 5321 section 4.5.5).</summary>
    public Mailbox? Sender { get; init; }

    /// <summary>The recipients; at least one.</summary>
    public required IReadOnlyList<EnvelopeRecipient> Recipients { get; init; }

    /// <summary>A text by which the sender knows the message again in notifications (RFC 3461 section 4.4): printable ASCII, 100 characters at most.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>How much of the message notifications bring back.</summary>
    public DsnReturn Return { get; init; }

    /// <summary>True when the message must not be passed on without authenticated TLS, here and further on (RFC 8689 section 2).</summary>
    public bool RequiresTls { get; init; }

    /// <summary>
    /// True when the message asks to be delivered rather than protected: <c>TLS-Required: No</c> (RFC 8689 section 3). Does
    /// not count when <see cref="RequiresTls"/> is set.
    /// </summary>
    public bool TlsIsOptional { get; init; }

    /// <summary>An envelope of addresses as people write them, without exceptions; <paramref name="why"/> says which text is no address, and why.</summary>
    public static bool TryCreate(
        string sender,
        IReadOnlyList<string> recipients,
        [NotNullWhen(true)] out Envelope? envelope,
        [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipients);
        envelope = TryRead(sender, recipients, out Mailbox? from, out List<EnvelopeRecipient>? to, out why)
            ? new Envelope { Sender = from, Recipients = to }
            : null;
        return envelope is not null;
    }

    /// <summary>Why the envelope cannot be used; null when it can. Asked by whoever takes it from a caller.</summary>
    internal string? WhyUnusable() =>
        Recipients.Count == 0 ? "The envelope has no recipient."
        : EnvelopeId is { } id && DsnText.WhyNoEnvelopeId(id) is { } why ? why
        : Recipients.Select(recipient => recipient.WhyUnusable()).FirstOrDefault(one => one is not null);

    private static bool TryRead(
        string sender,
        IReadOnlyList<string> recipients,
        out Mailbox? from,
        [NotNullWhen(true)] out List<EnvelopeRecipient>? to,
        [NotNullWhen(false)] out string? why)
    {
        from = null;
        to = null;
        if (sender is not ("" or "<>") && !Mailbox.TryParse(sender, out from, out why))
        {
            why = $"The sender {Shown(sender)}: {why}.";
            return false;
        }

        if (recipients.Count == 0)
        {
            why = "The envelope has no recipient.";
            return false;
        }

        List<EnvelopeRecipient> read = [];
        foreach (string text in recipients)
        {
            if (!Mailbox.TryParse(text, out Mailbox? address, out why))
            {
                why = $"The recipient {Shown(text)}: {why}.";
                return false;
            }

            read.Add(new EnvelopeRecipient(address));
        }

        to = read;
        why = null;
        return true;
    }

    private static string Shown(string text) => $"\"{SmtpText.Escape(System.Text.Encoding.UTF8.GetBytes(text))}\"";
}
