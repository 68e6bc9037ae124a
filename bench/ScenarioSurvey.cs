using System.Globalization;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Internet;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- scenario</c>: how many questions, and how many rounds of them, a cold lookup and a whole
/// discovery take: counted for this resolver, and measured beside other validators behind a server that answers after 50 ms.
/// </summary>
internal static class ScenarioSurvey
{
    public const string Command = "scenario";

    private static readonly DomainName Tlsa = DomainName.Parse($"_25._tcp.{MailDiscovery.DeepHost}");

    private static readonly (string What, DomainName Domain)[] Discoveries =
    [
        ("discovery, host in the same zone", MailDiscovery.SameZone),
        ("discovery, host in a zone beside it", MailDiscovery.HostedBeside),
        ("discovery, host under another TLD", MailDiscovery.HostedElsewhere),
    ];

    public static async Task<int> RunAsync()
    {
        ZoneSet zones = MailDiscovery.ZonesAt(ScenarioWorld.Now);
        Console.WriteLine($"{"counted",-45} {"rounds",7} {"queries",8} {"unused",7}");
        await using (StubResolver cold = MailDiscovery.NewResolver(zones))
        {
            Print("TLSA, 3 zones deep, nothing known", await cold.LookupAsync(Tlsa, RecordType.TLSA));
        }

        await using (StubResolver warm = MailDiscovery.NewResolver(zones))
        {
            await warm.LookupAsync(DomainName.Parse("tld"), RecordType.SOA);
            Print("TLSA, 3 zones deep, the TLD's keys known", await warm.LookupAsync(Tlsa, RecordType.TLSA));
        }

        foreach ((string what, DomainName domain) in Discoveries)
        {
            await using StubResolver resolver = MailDiscovery.NewResolver(zones);
            DiscoveryCost cost = await MailDiscovery.FindAsync(resolver, domain);
            Print(what, cost.RoundTrips, cost.Queries, cost.Unused);
        }

        await PrintSampleAsync();
        return await PeerRounds.RunAsync(Tlsa);
    }

    /// <summary>Guesses that were of no use, over everything that can happen to mail.</summary>
    private static async Task PrintSampleAsync()
    {
        await using var internet = SampleInternet.Create();
        List<DiscoveryCost> costs = [];
        await using StubResolver resolver = new(internet.Source, new ResolverOptions { Anchors = internet.Anchors, Clock = new StillClock(internet.Now) });
        foreach (SampleDomain domain in internet.Domains)
        {
            costs.Add(await MailDiscovery.FindAsync(resolver, DomainName.Parse(domain.Name)));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sample internet, {costs.Count} discoveries by one resolver: {costs.Average(cost => cost.RoundTrips):F2} rounds, {costs.Average(cost => cost.Queries):F2} queries, {costs.Average(cost => cost.Unused):F2} of them unused"));
    }

    private static void Print(string what, Answer answer) => Print(what, answer.RoundTrips, answer.Queries, answer.Unused);

    private static void Print(string what, int rounds, int queries, int unused) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-45} {rounds,7} {queries,8} {unused,7}"));
}
