using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests;

/// <summary>A platform whose own policy refuses SHA-1, as some Linux distributions have it, under a user who wants SHA-1 checked.</summary>
public sealed class RefusedSha1Tests
{
    private static readonly ValidationPolicy Refusing = new() { ValidateSha1 = true, PlatformChecksSha1 = false };
    private static readonly ValidationPolicy Checking = new() { ValidateSha1 = true, PlatformChecksSha1 = true };

    [Theory]
    [Rule(19, RuleSide.Holds)]
    [InlineData(SignatureDamage.None)]
    [InlineData(SignatureDamage.Flipped)]
    public void ZoneWithSha1Only_OnAPlatformThatRefusesIt_IsInsecure(SignatureDamage damage) =>
        Assert.Equal((SecurityStatus.Insecure, ReasonKind.Sha1Policy), Judged(Refusing, damage, DnssecAlgorithm.RsaSha1));

    [Fact]
    [Rule(19, RuleSide.Holds)]
    public void ZoneWithABetterAlgorithmToo_OnAPlatformThatRefusesSha1_IsSecure() =>
        Assert.Equal((SecurityStatus.Secure, ReasonKind.None), Judged(Refusing, SignatureDamage.None, DnssecAlgorithm.RsaSha1, DnssecAlgorithm.EcdsaP256Sha256));

    [Fact]
    [Rule(19, RuleSide.Broken)]
    public void ZoneWithABetterAlgorithmToo_WithWrongSignatures_IsBogusThere() =>
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong), Judged(Refusing, SignatureDamage.Flipped, DnssecAlgorithm.RsaSha1, DnssecAlgorithm.EcdsaP256Sha256));

    [Fact]
    [Rule(19, RuleSide.Broken)]
    public void ZoneWithSha1Only_OnAPlatformThatChecksIt_IsBogusWhereASignatureIsWrong() =>
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong), Judged(Checking, SignatureDamage.Flipped, DnssecAlgorithm.RsaSha1));

    private static (SecurityStatus, ReasonKind) Judged(ValidationPolicy policy, SignatureDamage damage, params DnssecAlgorithm[] algorithms)
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan =>
            (plan with { Keys = [.. algorithms.Select(algorithm => ZoneKey.Create(algorithm, "test"))] })
                .Except(new SetPlan(DomainName.Parse("www.test"), RecordType.A) { Damage = damage }));
        Verdict verdict = ScenarioPlayer.Play(ScenarioFile.Of("sha1", "", world, "www.test").Under(policy).Scenario).Verdict;
        return (verdict.Status, verdict.Why?.Kind ?? ReasonKind.None);
    }
}
