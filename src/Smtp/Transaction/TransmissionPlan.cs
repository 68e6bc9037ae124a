using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Smtp.Content;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>
/// How a message goes to a server that offers what it offers: by DATA or BDAT, as text or octet by octet, with which parameters
/// of MAIL. Or why it does not go there at all. Decides nothing about recipients, but for those that need SMTPUTF8.
/// </summary>
internal sealed record TransmissionPlan
{
    /// <summary>True for BDAT, false for DATA.</summary>
    public bool UsesChunks { get; init; }

    /// <summary>True when the octets go as they are; else line ends become CRLF.</summary>
    public bool IsVerbatim { get; init; }

    /// <summary>Octets of the message on the wire, doubled dots and the end not counted.</summary>
    public long Octets { get; init; }

    /// <summary>True when the header makes the transaction one of SMTPUTF8, whatever the addresses.</summary>
    public bool HasUtf8Header { get; init; }

    /// <summary>True when the server takes addresses beyond ASCII.</summary>
    public bool TakesUtf8 { get; init; }

    /// <summary>True when commands may go in groups.</summary>
    public bool Pipelines { get; init; }

    /// <summary>True when each recipient gets a reply to the message of its own (RFC 2033 section 4.2).</summary>
    public bool IsLmtp { get; init; }

    /// <summary>True when the server knows DSN.</summary>
    public bool PassesDsn { get; init; }

    /// <summary>The parameters of MAIL but SMTPUTF8, in the order they are sent.</summary>
    public IReadOnlyList<string> MailParameters { get; init; } = [];

    /// <summary>Makes the plan; false, with the status and the sentence of a bounce, when the message does not go to this server.</summary>
    public static bool TryMake(
        SmtpSession session,
        Envelope envelope,
        MessageScan scan,
        [NotNullWhen(true)] out TransmissionPlan? plan,
        [NotNullWhen(false)] out TransmissionRefusal? refusal)
    {
        Capabilities offers = session.Capabilities;
        plan = null;
        refusal = Judge(session, envelope, scan);
        if (refusal is not null)
        {
            return false;
        }

        long octets = scan.IsBinary ? scan.RawOctets : scan.TextOctets;
        List<string> parameters = [];

        // RFC 1870 section 5.
        if (offers.Has("SIZE"))
        {
            parameters.Add(string.Create(CultureInfo.InvariantCulture, $"SIZE={octets}"));
        }

        if (scan.IsBinary)
        {
            parameters.Add("BODY=BINARYMIME");
        }
        else if (offers.EightBitMime && (scan.HasEightBitBody || scan.HasEightBitHeader))
        {
            parameters.Add("BODY=8BITMIME");
        }

        // RFC 8689 section 5: with REQUIRETLS, RET=FULL counts for nothing.
        DsnReturn bringsBack = envelope.RequiresTls ? DsnReturn.Headers : envelope.Return;
        if (offers.Dsn && bringsBack != DsnReturn.None)
        {
            parameters.Add(bringsBack == DsnReturn.Full ? "RET=FULL" : "RET=HDRS");
        }

        if (offers.Dsn && envelope.EnvelopeId is { } id)
        {
            parameters.Add("ENVID=" + DsnText.ToXtext(id));
        }

        if (envelope.RequiresTls && CanRequireTls(session))
        {
            parameters.Add("REQUIRETLS");
        }

        plan = new TransmissionPlan
        {
            UsesChunks = offers.Chunking,
            IsVerbatim = scan.IsBinary,
            Octets = octets,
            HasUtf8Header = scan.HasEightBitHeader,
            TakesUtf8 = offers.SmtpUtf8,
            Pipelines = offers.Pipelining,
            IsLmtp = session.IsLmtp,
            PassesDsn = offers.Dsn,
            MailParameters = parameters,
        };
        return true;
    }

    private static TransmissionRefusal? Judge(SmtpSession session, Envelope envelope, MessageScan scan)
    {
        Capabilities offers = session.Capabilities;

        // RFC 8689 section 4.2.1, step 5. Section 5: a bounce, whose return path is empty, is not discarded for it.
        if (envelope.RequiresTls && envelope.Sender is not null && !CanRequireTls(session))
        {
            return session.IsEncrypted
                ? new(StatusCodes.RequireTlsNeeded, "the message requires TLS on its whole way, and the server does not offer REQUIRETLS", "RFC 8689 section 4.2.1")
                : new(StatusCodes.EncryptionNeeded, "the message requires TLS, and the session is in clear", "RFC 8689 section 4.2.1");
        }

        // RFC 1870 section 6.1.
        long octets = scan.IsBinary ? scan.RawOctets : scan.TextOctets;
        if (offers.Size is { } limit && octets > limit)
        {
            return new(
                StatusCodes.MessageTooBig,
                string.Create(CultureInfo.InvariantCulture, $"the message has {octets} octets, and the server takes {limit} at most"),
                "RFC 1870 section 6.1");
        }

        if (scan.IsBinary)
        {
            // RFC 3030 section 3: without BINARYMIME binary data goes under no circumstances, and we convert nothing.
            return offers.Chunking && offers.BinaryMime
                ? Utf8Refusal(offers, envelope, scan)
                : new(StatusCodes.ConversionNeeded, "the message is binary, and the server does not offer BINARYMIME with CHUNKING", "RFC 3030 section 3");
        }

        if (scan.HasNul)
        {
            return new(StatusCodes.MediaError, "there is a NUL in the message, which does not declare itself binary", "RFC 2045 section 2.8");
        }

        // RFC 6152 section 3: convert, or return it; we convert nothing.
        return scan.HasEightBitBody && !offers.EightBitMime
            ? new(StatusCodes.ConversionNeeded, "the message holds 8-bit text, and the server does not offer 8BITMIME", "RFC 6152 section 3")
            : Utf8Refusal(offers, envelope, scan);
    }

    // RFC 6531 sections 3.2 and 3.5: nothing internationalized to a server without SMTPUTF8.
    private static TransmissionRefusal? Utf8Refusal(Capabilities offers, Envelope envelope, MessageScan scan) =>
        offers.SmtpUtf8 ? null
        : envelope.Sender is { NeedsSmtpUtf8: true }
            ? new(StatusCodes.Utf8AddressNotTaken, "the sender's address holds characters beyond ASCII, and the server does not offer SMTPUTF8", "RFC 6531 section 3.2")
        : scan.HasEightBitHeader
            ? new(StatusCodes.Utf8HeaderNotTaken, "the header holds characters beyond ASCII, and the server does not offer SMTPUTF8", "RFC 6531 section 3.2")
        : null;

    // RFC 8689 section 2: counts when said inside TLS.
    private static bool CanRequireTls(SmtpSession session) => session.IsEncrypted && session.Capabilities.RequireTls;
}
