using System.Net;
using DaneCore.Dane;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp;

/// <summary>What came of one address of a mail host.</summary>
public sealed record AddressReport
{
    /// <summary>The address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>What would happen to mail here.</summary>
    public required AddressResult Result { get; init; }

    /// <summary>Why; safe to show.</summary>
    public required string Reason { get; init; }

    /// <summary>The status a bounce would carry, 5.x; null unless failed.</summary>
    public string? Code { get; init; }

    /// <summary>The kind of failure for TLS reports; none where they have no word for it.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>True when it is this computer that has no way there: nothing is known of the server then.</summary>
    public bool IsFailureHere => Refusal == SmtpRefusalKind.NoWayOut;

    /// <summary><c>TLSv1.3</c> and the like; null when no handshake ended well.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The cipher suite agreed on; null when no handshake ended well.</summary>
    public string? TlsCipher { get; init; }

    /// <summary>The certificates as the server sent them; null when it sent none.</summary>
    public PeerChain? Chain { get; init; }

    /// <summary>The TLSA records against those certificates; null when there were no records or no certificates.</summary>
    public DaneOutcome? Outcome { get; init; }

    /// <summary>What was said: <c>S:</c> by the server, <c>C:</c> by us, <c>*:</c> remarks. Escaped and bounded.</summary>
    public IReadOnlyList<string> Transcript { get; init; } = [];

    /// <summary>How the session ended; null unless failed.</summary>
    internal SmtpRefusalKind? Refusal { get; init; }

    /// <summary>True when it was the time of the check that ran out, not the server's.</summary>
    internal bool IsOutOfTime { get; init; }

    /// <summary>True when mail would go here.</summary>
    public bool TakesMail => Result >= AddressResult.Cleartext;

    /// <summary>The result as reports spell it.</summary>
    public string ResultText => Result switch
    {
        AddressResult.Authenticated => "authenticated",
        AddressResult.Encrypted => "encrypted",
        AddressResult.Cleartext => "cleartext",
        AddressResult.Failed => "failed",
        _ => "not-tried",
    };
}
