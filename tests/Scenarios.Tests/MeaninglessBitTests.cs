using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>Bits of a type bitmap that say nothing: those of types that no zone holds, and those of an NSEC for itself and its signature.</summary>
public sealed class MeaninglessBitTests
{
    private static readonly DomainName Www = DomainName.Parse("www.test");

    private static readonly RecordType[] NoData = [RecordType.None, RecordType.OPT, (RecordType)129, (RecordType)250, RecordType.ANY];

    /// <summary>www has a record that the bitmap does not show, so whether it has anything at all hangs on the other bits.</summary>
    [Theory]
    [Requirement("4034-4.1.2-2")]
    [InlineData(RecordType.NSEC)]
    [InlineData(RecordType.NSEC3)]
    public void Bits_OfTypesThatAreNoData_AreIgnored(RecordType kind) =>
        Assert.All(NoData, type => Assert.Equal((SecurityStatus.Secure, ReasonKind.None), Judged(kind, RecordType.ANY, [type], [RecordType.A])));

    /// <summary>All of them at once but that of NXNAME, which says something; and what does count beside them still counts.</summary>
    [Theory]
    [Requirement("9824-7.1-1")]
    [InlineData(RecordType.NSEC)]
    [InlineData(RecordType.NSEC3)]
    public void Bits_OfAllPseudoTypesAtOnce_AreIgnored(RecordType kind)
    {
        RecordType[] pseudo = [RecordType.None, RecordType.OPT, .. Enumerable.Range(129, 127).Select(type => (RecordType)type)];

        Assert.Equal((SecurityStatus.Secure, ReasonKind.None), Judged(kind, RecordType.ANY, pseudo, [RecordType.A]));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.TypeExists), Judged(kind, RecordType.ANY, [.. pseudo, RecordType.TXT], [RecordType.A]));
    }

    [Theory]
    [Requirement("5155-3.2.1-1")]
    [Requirement("5155-3.2.1-2")]
    [InlineData("type 0", RecordType.None)]
    [InlineData("a type of messages", RecordType.OPT)]
    [InlineData("a type of questions", RecordType.ANY)]
    public void BitsOfAnNsec3_OfTypesThatAreNoData_LeaveTheNameWithoutAny(string what, RecordType type)
    {
        (SecurityStatus status, ReasonKind why) = Judged(RecordType.NSEC3, RecordType.ANY, [type], [RecordType.A]);

        Assert.True((status, why) == (SecurityStatus.Secure, ReasonKind.None), $"{what}: {status} {why}");
    }

    [Theory]
    [Requirement("4035-5.4-1")]
    [InlineData(RecordType.NSEC)]
    [InlineData(RecordType.NSEC3)]
    public void Bit_OfATypeThatIsData_IsNotIgnored(RecordType kind) =>
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.TypeExists), Judged(kind, RecordType.ANY, [RecordType.TXT], [RecordType.A]));

    [Fact]
    [Requirement("4035-5.4-7")]
    public void Nsec_WithoutBitsForItselfAndItsSignature_DeniesOtherTypes() =>
        Assert.Equal((SecurityStatus.Secure, ReasonKind.None), Judged(RecordType.NSEC, RecordType.AAAA, [], [RecordType.NSEC, RecordType.RRSIG]));

    [Theory]
    [Requirement("4035-5.4-7")]
    [InlineData(RecordType.NSEC, SecurityStatus.Bogus, ReasonKind.TypeExists)]
    [InlineData(RecordType.RRSIG, SecurityStatus.Indeterminate, ReasonKind.SignaturesUnsigned)]
    public void Nsec_WithOrWithoutBitsForItselfAndItsSignature_DeniesNeither(RecordType asked, SecurityStatus status, ReasonKind why)
    {
        Assert.Equal((status, why), Judged(RecordType.NSEC, asked, [], []));
        Assert.Equal((status, why), Judged(RecordType.NSEC, asked, [], [RecordType.NSEC, RecordType.RRSIG]));
    }

    // www.test is asked for a type; the reply is the zone's own denial there, with these bits more and fewer, all well signed.
    private static (SecurityStatus Status, ReasonKind Why) Judged(RecordType kind, RecordType asked, RecordType[] added, RecordType[] removed)
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan =>
            (plan with { Denial = kind == RecordType.NSEC ? new DenialScheme.Nsec() : new DenialScheme.Nsec3() })
                .Except(new SetPlan(Www, kind) { AddedTypes = added, RemovedTypes = removed }));
        Verdict verdict = ScenarioPlayer.Play(ScenarioFile.Of("bits", "", world, "www.test", asked)
            .Answering(Damage.DeniedAs("www.test", RecordType.AAAA)).Scenario).Verdict;
        return (verdict.Status, verdict.Why?.Kind ?? ReasonKind.None);
    }
}
