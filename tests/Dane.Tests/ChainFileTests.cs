using System.Globalization;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Judges every folder of testdata/chains; the format stands in the README there.</summary>
public sealed class ChainFileTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(TestData.PathOf("chains")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Chain_OfAFolder_ComesOutAsItSays(string folder)
    {
        var expected = File.ReadAllLines(TestData.PathOf("chains", folder, "expect.txt"))
            .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        string file = TestData.PathOf("chains", folder, expected.GetValueOrDefault("chain", "chain.pem"));
        Assert.True(PeerChain.TryRead(File.ReadAllBytes(file), out PeerChain? chain, out string? why), why);
        var now = DateTimeOffset.Parse(expected["at"], CultureInfo.InvariantCulture);

        DaneOutcome outcome = new DaneVerifier(UsageProfile.ForService(expected["service"]), new FakeTimeProvider(now), TrustRoots.None).Verify(
            TlsaRecordSet.FromTrustedInput(File.ReadAllLines(TestData.PathOf("chains", folder, "tlsa.txt")).Select(TlsaRecord.Parse)),
            chain,
            new ReferenceNames(DomainName.Parse(expected["name"])));

        Assert.True(outcome.StatusText == expected["outcome"], outcome.Reason.ToString());
        Assert.Equal(expected.GetValueOrDefault("type"), ResultTypes.ToText(outcome.ResultType));
        Assert.Equal(expected.GetValueOrDefault("depth"), outcome.MatchedDepth?.ToString(CultureInfo.InvariantCulture));
        Assert.Contains(expected.GetValueOrDefault("reason", ""), outcome.Reason.Text, StringComparison.Ordinal);
    }
}
