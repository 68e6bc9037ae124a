using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Support.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>One set of records against one chain.</summary>
internal sealed record MatrixCase(ChainShape Shape, string What, IReadOnlyList<TlsaRecord> Records)
{
    /// <summary>The names and the one host of all cases.</summary>
    public static DomainName Host { get; } = DomainName.Parse("mx.example.com");

    public string Name => $"{Shape.Name}: {What}";

    /// <summary>Whether public authorities count, and so a profile other than that of mail relay.</summary>
    public bool IsPkix => Records.Any(record => record.Usage <= CertificateUsage.PkixEe);

    public DaneOutcome Judge(TrustRoots roots) =>
        Verifier(IsPkix ? UsageProfile.Https : UsageProfile.Smtp, roots)
            .Verify(TlsaRecordSet.FromTrustedInput(Records), Shape.AsChain, new ReferenceNames(Host));

    public static DaneVerifier Verifier(UsageProfile profile, TrustRoots roots) => new(profile, new FakeTimeProvider(TestCertificate.Now), roots);
}
