using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>NSEC3 records with more iterations than are computed: insecure when well signed, bogus otherwise, with an error code of their own.</summary>
public sealed class IterationLimitTests
{
    [Theory]
    [Requirement("9276-3.2-1")]
    [Requirement("9276-3.2-3")]
    [InlineData(151)]
    [InlineData(2501)]
    [InlineData(ushort.MaxValue)]
    public void Count_AboveTheLimit_IsInsecureWithItsErrorCode(ushort iterations)
    {
        Verdict verdict = ScenarioPlayer.Play(File(iterations).Scenario).Verdict;

        Assert.Equal((SecurityStatus.Insecure, ReasonKind.Nsec3IterationsTooHigh), (verdict.Status, verdict.Why?.Kind));
        Assert.Equal(27, (int)verdict.Why!.Code);
    }

    [Theory]
    [Requirement("9276-3.2-1")]
    [Requirement("9276-3.2-4")]
    [InlineData(151)]
    [InlineData(ushort.MaxValue)]
    public void Count_AboveTheLimitAndNotSigned_IsBogusWithoutThatErrorCode(ushort iterations)
    {
        foreach (Func<Message, ZoneSet, Message> damage in new[] { Damage.WithoutSignaturesOver(RecordType.NSEC3), Damage.FlippedBitIn(RecordType.NSEC3) })
        {
            // Whether a zone begins at the name is denied in the same way, so that reply is damaged too.
            Verdict verdict = ScenarioPlayer.Play(File(iterations).Answering(damage).Answering("nothing.test", RecordType.DS, damage).Scenario).Verdict;

            Assert.Equal(SecurityStatus.Bogus, verdict.Status);
            Assert.True(verdict.Why?.Kind is ReasonKind.DenialUnsigned or ReasonKind.SignatureWrong, $"{verdict.Why}");
            Assert.NotEqual(27, (int)verdict.Why!.Code);
        }
    }

    [Theory]
    [Requirement("9276-3.2-2")]
    [InlineData(0, 0, SecurityStatus.Secure)]
    [InlineData(0, 1, SecurityStatus.Insecure)]
    [InlineData(10, 10, SecurityStatus.Secure)]
    [InlineData(10, 11, SecurityStatus.Insecure)]
    public void Limit_Lowered_CountsFromThere(int limit, ushort iterations, SecurityStatus expected)
    {
        Verdict verdict = ScenarioPlayer.Play(File(iterations).Under(new ValidationPolicy { MaxNsec3Iterations = limit }).Scenario).Verdict;

        Assert.Equal((expected, expected == SecurityStatus.Secure ? null : (ReasonKind?)ReasonKind.Nsec3IterationsTooHigh), (verdict.Status, verdict.Why?.Kind));
    }

    private static ScenarioFile File(ushort iterations) => ScenarioFile.Of(
        "iterations", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan => plan with { Denial = new DenialScheme.Nsec3(iterations) }), "nothing.test");
}
