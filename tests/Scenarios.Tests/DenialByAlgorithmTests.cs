using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests;

/// <summary>Each algorithm that came after RFC 5155 signs both kinds of denial; neither kind hangs on the number of an algorithm.</summary>
public sealed class DenialByAlgorithmTests
{
    private static readonly DnssecAlgorithm[] Algorithms =
    [
        DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha512, DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP384Sha384,
        DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448,
    ];

    public static TheoryData<DnssecAlgorithm, RecordType> Pairs =>
        [.. from algorithm in Algorithms from kind in new[] { RecordType.NSEC, RecordType.NSEC3 } select (algorithm, kind)];

    [Theory]
    [Requirement("5702-5.2-1")]
    [Requirement("6605-5-1")]
    [Requirement("6840-2.1-1")]
    [MemberData(nameof(Pairs))]
    public void NameError_InAZoneOfThisAlgorithm_IsSecure(DnssecAlgorithm algorithm, RecordType kind)
    {
        Judgement judgement = ScenarioPlayer.Play(File(algorithm, kind).Scenario);

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (judgement.Verdict.Status, judgement.Code));
        Assert.Contains(judgement.Authority, set => set.Type == kind && set.Signatures.All(signature => signature.Algorithm == algorithm));
    }

    [Theory]
    [Requirement("5702-5.2-1")]
    [Requirement("6605-5-1")]
    [Requirement("6840-2.1-1")]
    [MemberData(nameof(Pairs))]
    public void NameError_WithOneBitOfItsProofTurned_IsBogus(DnssecAlgorithm algorithm, RecordType kind)
    {
        Verdict verdict = ScenarioPlayer.Play(File(algorithm, kind).Answering(Damage.FlippedBitIn(kind)).Scenario).Verdict;

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong), (verdict.Status, verdict.Why?.Kind));
    }

    private static ScenarioFile File(DnssecAlgorithm algorithm, RecordType kind)
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan => plan with
        {
            Keys = [ZoneKey.Create(algorithm, "test")],
            Denial = kind == RecordType.NSEC ? new DenialScheme.Nsec() : new DenialScheme.Nsec3(),
        });
        return ScenarioFile.Of("algorithm", "", world, "nothing.test");
    }
}
