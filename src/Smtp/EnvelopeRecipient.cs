using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp;

/// <summary>One recipient of an envelope.</summary>
/// <param name="Address">Where the mail goes.</param>
public sealed record EnvelopeRecipient(Mailbox Address)
{
    /// <summary>When the sender wants to be notified; reaches servers that offer DSN.</summary>
    public DsnNotify Notify { get; init; }

    /// <summary>
    /// The recipient as first given, with its type: <c>rfc822;someone@example.org</c>, or <c>utf-8;...</c> when it holds
    /// characters beyond ASCII (RFC 3461 section 4.2, RFC 6533 section 3). Plain: the encoding is done here.
    /// </summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>Why the recipient cannot be used; null when it can.</summary>
    internal string? WhyUnusable() =>
        Notify.HasFlag(DsnNotify.Never) && Notify != DsnNotify.Never
            ? "Notification never goes with no other wish for notification (RFC 3461 section 4.1)."
            : OriginalRecipient is { } original ? DsnText.WhyNoOriginalRecipient(original) : null;
}
