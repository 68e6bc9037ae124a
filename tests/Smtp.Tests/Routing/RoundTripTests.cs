using DaneCore.Dane;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Tests.Routing;

/// <summary>How many questions, and how many rounds of them, it takes to find out where mail goes. Counted, not timed.</summary>
public sealed class RoundTripTests
{
    private static readonly ZoneSet Zones = MailDiscovery.ZonesAt(ScenarioWorld.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DomainName Tlsa => TlsaName.TryFor(MailDiscovery.DeepHost, 25, out DomainName? name) ? name : throw new InvalidOperationException();

    [Fact]
    public async Task Tlsa_ThreeZonesDeepWithNothingKnown_TakesTwoRoundsOfTenQuestions()
    {
        await using StubResolver resolver = MailDiscovery.NewResolver(Zones);

        Answer answer = await resolver.LookupAsync(Tlsa, RecordType.TLSA, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal((2, 10, 0), (answer.RoundTrips, answer.Queries, answer.Unused));
    }

    [Fact]
    public async Task Tlsa_BelowAKnownTopLevelDomain_TakesOneRound()
    {
        await using StubResolver resolver = MailDiscovery.NewResolver(Zones);
        await resolver.LookupAsync(DomainName.Parse("tld"), RecordType.SOA, Stop);

        Answer answer = await resolver.LookupAsync(Tlsa, RecordType.TLSA, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal((1, 7, 0), (answer.RoundTrips, answer.Queries, answer.Unused));
    }

    [Theory]
    [InlineData("example.tld", 11)]
    [InlineData("hosted.tld", 13)]
    [InlineData("away.tld", 15)]
    public async Task Discovery_WithNothingKnown_TakesThreeRounds(string domain, int questions)
    {
        await using StubResolver resolver = MailDiscovery.NewResolver(Zones);

        DiscoveryCost cost = await MailDiscovery.FindAsync(resolver, DomainName.Parse(domain), Stop);

        Assert.IsType<TlsaLookupResult.Usable>(cost.Result);
        Assert.Equal((3, questions, 0), (cost.RoundTrips, cost.Queries, cost.Unused));
    }
}
