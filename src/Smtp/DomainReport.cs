using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Checking;

namespace DaneCore.Smtp;

/// <summary>
/// What a sender would find for a domain now, short of sending. The verdict is that of the first host, in order of
/// preference, that would take mail, and of several with one preference the weakest; what failed before it stands in its own
/// row and among the recommendations.
/// </summary>
public sealed record DomainReport
{
    /// <summary>The domain.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>The profile certificates were judged by.</summary>
    public required UsageProfile Profile { get; init; }

    /// <summary>What would happen to mail.</summary>
    public required CheckVerdict Verdict { get; init; }

    /// <summary>Why, in one sentence; safe to show.</summary>
    public required string Reason { get; init; }

    /// <summary>The status a bounce would carry, 5.x; null when mail would go.</summary>
    public string? Code { get; init; }

    /// <summary>The kind of failure for TLS reports; none where they have no word for it.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>What vouches for the MX records, or for there being none.</summary>
    public required SecurityStatus MxSecurity { get; init; }

    /// <summary>True when there are no MX records and the domain is its own host.</summary>
    public bool IsImplicitMx { get; init; }

    /// <summary>Every host, in the order in which they are tried.</summary>
    public IReadOnlyList<HostReport> Hosts { get; init; } = [];

    /// <summary>What to do, and who has to do it; the most important first.</summary>
    public IReadOnlyList<string> Recommendations { get; init; } = [];

    /// <summary>The answer about MX records; null when time ran out before it came.</summary>
    public Answer? MxAnswer { get; init; }

    /// <summary>The instant at which the check began, and by which ends are counted.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The answers that the report rests on: about the MX records, then about each host.</summary>
    public IReadOnlyList<Answer> Answers => [.. MxAnswer is { } mx ? [mx] : Array.Empty<Answer>(), .. Hosts.SelectMany(host => host.Answers)];

    /// <summary>The server certificate that ends first; null when none was seen.</summary>
    public CertificateEnd? FirstCertificateEnd => Endings.FirstCertificate(Hosts);

    /// <summary>The signature that ends first, of those that the zones of the domain and of its hosts have to renew; null when nothing is signed.</summary>
    public SignatureSpan? FirstSignatureEnd => Verdict == CheckVerdict.NoSuchDomain ? null : Endings.FirstSignature(Answers);

    /// <summary>The verdict as reports spell it.</summary>
    public string VerdictText => TextOf(Verdict);

    /// <summary>Any verdict as reports spell it.</summary>
    public static string TextOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.DaneOk => "dane-ok",
        CheckVerdict.DaneFailed => "dane-failed",
        CheckVerdict.DanePublished => "dane-published",
        CheckVerdict.DnssecBogus => "dnssec-bogus",
        CheckVerdict.EncryptOnly => "encrypt-only",
        CheckVerdict.NoDane => "no-dane",
        CheckVerdict.NullMx => "null-mx",
        CheckVerdict.Unreachable => "unreachable",
        CheckVerdict.NoSuchDomain => "no-such-domain",
        _ => "undeterminable",
    };
}
