using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Validation;

/// <summary>What a wrong clock does, and what is let pass. Everything is signed from seven days before to seven days after.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset End = SmallInternet.Now.AddDays(7);

    private static readonly DateTimeOffset Start = SmallInternet.Now.AddDays(-7);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [Rule(82, RuleSide.Holds)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Skew_Allowed_LetsPassThatMuchAndSaysSo(int seconds)
    {
        Answer late = await LookupAsync(End.AddSeconds(seconds), TimeSpan.FromSeconds(30));
        Answer early = await LookupAsync(Start.AddSeconds(-seconds), TimeSpan.FromSeconds(30));

        Assert.All([late, early], answer =>
        {
            Assert.Equal(SecurityStatus.Secure, answer.Security);
            Assert.Equal(TimeSpan.FromSeconds(seconds), answer.ClockSkewUsed);
            Assert.Equal(seconds > 0, answer.Evidence.Any(step => step.SkewUsed > TimeSpan.Zero));
        });
    }

    [Fact]
    [Rule(82, RuleSide.Broken)]
    public async Task Skew_OneSecondMoreThanAllowed_IsBogus()
    {
        Answer late = await LookupAsync(End.AddSeconds(31), TimeSpan.FromSeconds(30));
        Answer early = await LookupAsync(Start.AddSeconds(-31), TimeSpan.FromSeconds(30));

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureExpired), (late.Security, late.Why?.Kind));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureNotYetValid), (early.Security, early.Why?.Kind));
    }

    [Fact]
    public async Task Skew_NotAskedFor_IsNone()
    {
        Answer answer = await LookupAsync(End.AddSeconds(1), TimeSpan.Zero);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureExpired), (answer.Security, answer.Why?.Kind));
        Assert.Contains("look at the clock here first (it shows 2026-06-22T12:00:01Z)", answer.Why!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skew_UsedUp_LeavesNothingToKeep()
    {
        Answer answer = await LookupAsync(End.AddSeconds(10), TimeSpan.FromSeconds(30));

        Assert.Equal(answer.JudgedAt, answer.ValidUntil);
        Assert.All(answer.Records, record => Assert.Equal(0u, record.Ttl));
    }

    [Fact]
    public void Skew_BeyondAnHourOrNegative_IsTheCallersMistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValidationPolicy { ClockSkew = TimeSpan.FromSeconds(3601) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValidationPolicy { ClockSkew = TimeSpan.FromSeconds(-1) });
        Assert.Equal(TimeSpan.FromHours(1), new ValidationPolicy { ClockSkew = TimeSpan.FromHours(1) }.ClockSkew);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:04:11Z")]
    [InlineData("2024-07-17T23:59:59Z")]
    public async Task Clock_BeforeThisProgram_IsUnsetAndNotBogus(string time)
    {
        Answer answer = await LookupAsync(DateTimeOffset.Parse(time, null), TimeSpan.Zero);

        Assert.Equal((SecurityStatus.Indeterminate, ReasonKind.ClockUnset), (answer.Security, answer.Why?.Kind));
        Assert.StartsWith($"the clock here shows {time}, when this program did not yet exist", answer.Why!.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public async Task Clock_BehindButPossible_IsBogusWithAHint()
    {
        Answer answer = await LookupAsync(DateTimeOffset.Parse("2024-07-18T00:00:00Z", null), TimeSpan.Zero);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureNotYetValid), (answer.Security, answer.Why?.Kind));
        Assert.Contains("look at the clock here first", answer.Why!.Text, StringComparison.Ordinal);
    }

    /// <summary>A day long gone is judged as such: where the signatures are of that day, the clock is no matter.</summary>
    [Fact]
    public async Task Clock_BeforeThisProgramWithSignaturesOfThatTime_IsSecure()
    {
        DateTimeOffset then = new(2013, 8, 4, 0, 0, 0, TimeSpan.Zero);
        SignedZone root = ZoneSigner.Sign(ZoneContent.Parse(".", "old A 192.0.2.1\n"), SigningPlan.Simple(".", then.AddDays(-1), then.AddDays(1)));
        await using StubResolver resolver = new(
            new LabSource(new ZoneSet(root)),
            SmallInternet.Options(new FakeTimeProvider(then)) with { Anchors = new TrustAnchorSet([TrustAnchor.FromKey(DomainName.Root, root.Keys.First())]) });

        Assert.Equal(SecurityStatus.Secure, (await resolver.LookupAsync(DomainName.Parse("old"), RecordType.A, Stop)).Security);
    }

    private static async Task<Answer> LookupAsync(DateTimeOffset now, TimeSpan skew)
    {
        ResolverOptions options = SmallInternet.Options(new FakeTimeProvider(now)) with
        {
            Anchors = SmallInternet.Anchors.AsPublicRoot(),
            Policy = new ValidationPolicy { ClockSkew = skew },
        };
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones), options);
        return await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
    }
}
