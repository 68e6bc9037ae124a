using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using DaneCore.Dane;
using DaneCore.Dane.Rules;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>A <c>3 1 1</c> record and the certificate of a mail server, a P-256 key with its issuer's signature.</summary>
public class TlsaMatchBench
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ReferenceNames _names = new(DomainName.Parse("mx.example.com"));
    private readonly DaneVerifier _verifier = new(UsageProfile.Smtp, new StillClock(From.AddDays(1)), TrustRoots.None);
    private ReadOnlyMemory<byte> _octets;
    private TlsaRecord? _record;
    private TlsaRecordSet? _records;

    [GlobalSetup]
    public void Prepare()
    {
        LabCertificate authority = LabCertificates.Authority("ca", From, From.AddYears(1));
        LabCertificate leaf = LabCertificates.Leaf("mx.example.com", From, From.AddYears(1), authority);
        _octets = leaf.Der;
        _record = new TlsaRecord(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256, SHA256.HashData(leaf.Spki.Span));
        _records = TlsaRecordSet.FromTrustedInput(_record);
    }

    /// <summary>From the octets of the certificate to whether the record is that of its key.</summary>
    [Benchmark]
    public bool Match() => AssociationMatch.Holds(_record!, PeerChain.FromDer(_octets).Certificates[0]);

    /// <summary>From the octets to the outcome that says what matched and why.</summary>
    [Benchmark]
    public DaneStatus Verify() => _verifier.Verify(_records!, PeerChain.FromDer(_octets), _names).Status;
}
