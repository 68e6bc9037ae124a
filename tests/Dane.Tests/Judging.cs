using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Short forms for judging in tests.</summary>
internal static class Judging
{
    public static ReferenceNames Mx { get; } = new(DomainName.Parse("mx.example.com"));

    public static PeerChain Chain(params TestCertificate[] certificates) =>
        PeerChain.FromDer([.. certificates.Select(certificate => (ReadOnlyMemory<byte>)certificate.Octets)]);

    public static DaneOutcome Verify(PeerChain chain, params TlsaRecord[] records) => Verify(UsageProfile.Smtp, chain, Mx, records);

    public static DaneOutcome Verify(UsageProfile profile, PeerChain chain, ReferenceNames names, params TlsaRecord[] records) =>
        new DaneVerifier(profile, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None)
            .Verify(TlsaRecordSet.FromTrustedInput(records), chain, names);

    /// <summary>Asserts status and reason; the reason has a section whatever it says.</summary>
    public static void Is(DaneOutcome outcome, DaneStatus status, string why)
    {
        Assert.True(outcome.Status == status, $"{outcome.Status}: {outcome.Reason}");
        Assert.Contains(why, outcome.Reason.Text, StringComparison.Ordinal);
        Assert.Matches("^RFC [0-9]+ section [0-9.]+$", outcome.Reason.Rfc);
        Assert.All(outcome.Records, record => Assert.Matches("^RFC [0-9]+ section [0-9.]+$", record.Reason.Rfc));
        Assert.Equal(status == DaneStatus.Matched, outcome.MatchedRecord is not null);
        Assert.Equal(status == DaneStatus.Matched, outcome.ResultType == ResultType.None);
    }

    public static TlsaRecord OneBitOff(TlsaRecord record)
    {
        byte[] data = record.Data.ToArray();
        data[^1] ^= 1;
        return new TlsaRecord(record.Usage, record.Selector, record.MatchingType, data);
    }

    public static RecordState[] States(DaneOutcome outcome) => [.. outcome.Records.Select(record => record.State)];
}
