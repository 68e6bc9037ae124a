using DaneCore.Lab;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Validation;

/// <summary>Anchors, positive and negative, that count for a time only.</summary>
public sealed class AnchorTimeTests
{
    private static readonly DateTimeOffset Now = SmallInternet.Now;

    private static readonly TrustAnchor Sound = SmallInternet.Anchors.Anchors[0];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [Rule(81, RuleSide.Holds)]
    [InlineData(0, null)]
    [InlineData(null, 1)]
    [InlineData(0, 1)]
    public async Task Anchor_InItsTime_Counts(int? from, int? until)
    {
        Answer answer = await LookupAsync(new TrustAnchorSet([At(from, until)]));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.True(until is null || answer.ValidUntil <= Now.AddSeconds(until.Value));
    }

    [Theory]
    [Rule(81, RuleSide.Broken)]
    [InlineData(1, null)]
    [InlineData(null, 0)]
    [InlineData(-2, -1)]
    public async Task Anchor_OutsideItsTime_CountsForNothing(int? from, int? until)
    {
        Answer answer = await LookupAsync(new TrustAnchorSet([At(from, until)]));

        Assert.Equal((SecurityStatus.Indeterminate, ReasonKind.AnchorsOutOfTime), (answer.Security, answer.Why?.Kind));
        Assert.StartsWith("no trust anchor of . is in force at 2026-06-15T12:00:00Z", answer.Why!.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public async Task Anchor_OfAnotherTimeBesideASoundOne_ChangesNothing() =>
        Assert.Equal(SecurityStatus.Secure, (await LookupAsync(new TrustAnchorSet([At(1, null), Sound]))).Security);

    [Fact]
    public async Task Anchor_AllRevoked_IsIndeterminateAndSaysSo()
    {
        Answer answer = await LookupAsync(new TrustAnchorSet([], [DomainName.Root]));

        Assert.Equal((SecurityStatus.Indeterminate, ReasonKind.AnchorsRevoked), (answer.Security, answer.Why?.Kind));
    }

    [Fact]
    [Rule(79, RuleSide.Broken)]
    public async Task Anchor_ThatIsNoKeyOfTheZone_IsBogusWithAHint()
    {
        Answer answer = await LookupAsync(TrustAnchorSet.Iana);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.AnchorMatchesNoKey), (answer.Security, answer.Why?.Kind));
        Assert.EndsWith("(tags 20326, 38696): the trust anchors are outdated, or the reply is forged", answer.Why!.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("4033-5-3")]
    [Requirement("4035-4.2-1")]
    public async Task NegativeAnchor_InForce_NamesItselfItsEndAndWhy()
    {
        Answer answer = await LookupAsync(SmallInternet.Anchors, new NegativeTrustAnchor(DomainName.Parse("lab"), Now.AddSeconds(1), "its keys expired"));

        Assert.Equal((SecurityStatus.Insecure, ReasonKind.NegativeTrustAnchor), (answer.Security, answer.Why?.Kind));
        Assert.Equal("lab. is a negative trust anchor until 2026-06-15T12:00:01Z (its keys expired): nothing at or below it is validated", answer.Why!.Text);
        Assert.True(answer.ValidUntil <= Now.AddSeconds(1));
        Assert.Null(answer.Secure);
    }

    [Fact]
    public async Task NegativeAnchor_Ended_CountsNoMore() =>
        Assert.Equal(SecurityStatus.Secure, (await LookupAsync(SmallInternet.Anchors, new NegativeTrustAnchor(DomainName.Parse("lab"), Now))).Security);

    /// <summary>RFC 7646 section 2: the negative one takes precedence at the same name; a positive one below starts anew.</summary>
    [Theory]
    [InlineData("lab", SecurityStatus.Insecure)]
    [InlineData(".", SecurityStatus.Secure)]
    public async Task NegativeAnchor_WithAPositiveOneAtLab_Gives(string negative, SecurityStatus expected)
    {
        TrustAnchorSet both = new([Sound, TrustAnchor.FromKey(DomainName.Parse("lab"), SmallInternet.Zones.Find(DomainName.Parse("lab"))!.Keys.First())]);

        Answer answer = await LookupAsync(both, DomainName.Parse(negative));

        Assert.Equal(expected, answer.Security);
    }

    private static TrustAnchor At(int? from, int? until) => Sound with
    {
        ValidFrom = from is null ? null : Now.AddSeconds(from.Value),
        ValidUntil = until is null ? null : Now.AddSeconds(until.Value),
    };

    private static async Task<Answer> LookupAsync(TrustAnchorSet anchors, params NegativeTrustAnchor[] negative)
    {
        ResolverOptions options = SmallInternet.Options() with { Anchors = anchors, Policy = new ValidationPolicy { NegativeTrustAnchors = negative } };
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones), options);
        return await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
    }
}
