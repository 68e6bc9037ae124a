using System.Net;

namespace DaneCore.Lab.Mail;

/// <summary>What a certificate is to say. The same request always gives the same octets: keys, serials and signatures are derived.</summary>
public sealed record LabCertificateRequest
{
    /// <summary>The common name; empty for a certificate without a subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The names of the subjectAltName extension; none leaves the extension out.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>The addresses of the subjectAltName extension.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>Start of validity, whole seconds.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>End of validity, whole seconds.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Who signs; null for a self-signed certificate.</summary>
    public LabCertificate? Issuer { get; init; }

    /// <summary>True for a certificate that may sign others.</summary>
    public bool IsAuthority { get; init; }

    /// <summary>How many authorities may stand below it; null for any number.</summary>
    public int? PathLength { get; init; }

    /// <summary>What the key is derived from; by default the subject. Two requests with one seed have one key.</summary>
    public string? KeySeed { get; init; }

    /// <summary>
    /// True for a key that spells its curve out instead of naming it, which RFC 5480 section 2.1.1 forbids; platforms take
    /// it badly.
    /// </summary>
    public bool SpellsOutCurve { get; init; }

    /// <summary>What the extKeyUsage extension holds instead of server authentication, DER or not.</summary>
    public ReadOnlyMemory<byte>? ExtendedKeyUsage { get; init; }
}
