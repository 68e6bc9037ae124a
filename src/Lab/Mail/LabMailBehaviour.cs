namespace DaneCore.Lab.Mail;

/// <summary>How a laboratory server behaves.</summary>
public sealed record LabMailBehaviour
{
    /// <summary>A reply that is none: the server closes instead of sending it.</summary>
    public const string Closes = "(closes)";

    /// <summary>The name the server gives itself.</summary>
    public string HostName { get; init; } = "mx.lab";

    /// <summary>The certificates it sends, exactly these, leaf first. None: it has no TLS and offers none.</summary>
    public IReadOnlyList<LabCertificate> Chain { get; init; } = [];

    /// <summary>What it does wrong.</summary>
    public LabMailFault Fault { get; init; }

    /// <summary>What it offers besides STARTTLS.</summary>
    public IReadOnlyList<string> Keywords { get; init; } =
        ["PIPELINING", "SIZE 10485760", "8BITMIME", "ENHANCEDSTATUSCODES"];

    /// <summary>
    /// Replies that differ from the usual ones, by command in capitals (<c>EHLO</c>), <c>CONNECT</c> for the greeting,
    /// <c>.</c> for the end of a message, and with <c>TLS:</c> in front for inside TLS alone. Written as they are: line
    /// ends and all.
    /// </summary>
    public IReadOnlyDictionary<string, string> Replies { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Asked before <see cref="Replies"/>, with the whole command line (<c>RCPT TO:&lt;b@lab&gt;</c>), <c>CONNECT</c>, <c>.</c>, or in
    /// LMTP <c>. RCPT TO:&lt;b@lab&gt;</c>; gives the reply as it is written, an empty one for silence, <see cref="Closes"/>, or
    /// null for the usual.
    /// </summary>
    public Func<string, string?>? Answer { get; init; }

    /// <summary>Octets of a message behind DATA after which it says <see cref="EarlyReply"/>, without waiting for the end; null: it waits.</summary>
    public long? TiresAfter { get; init; }

    /// <summary>What it says in the middle of a message, as it is written.</summary>
    public string EarlyReply { get; init; } = "552 5.3.4 too large\r\n";

    /// <summary>Closes behind <see cref="EarlyReply"/>, or else reads on.</summary>
    public bool ClosesWhenTired { get; init; }

    /// <summary>Speaks LMTP (RFC 2033): LHLO, and one reply for each recipient behind the message.</summary>
    public bool SpeaksLmtp { get; init; }

    /// <summary>How long it waits before each octet it sends in clear; zero for not at all.</summary>
    public TimeSpan OctetDelay { get; init; }

    /// <summary>The clock by which it waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
