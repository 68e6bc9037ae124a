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
        ("MX, then A, AAAA and TLSA of a host in the same zone, nothing known", MailDiscovery.SameZone),
        ("the same, the host in a zone beside it", MailDiscovery.HostedBeside),
        ("the same, the host under another top-level domain", MailDiscovery.HostedElsewhere),
    ];

    public static async Task<int> RunAsync()
    {
        ZoneSet zones = MailDiscovery.ZonesAt(ScenarioWorld.Now);
        Markdown.Head("What", "Rounds", "Questions", "Guessed in vain", "Goal: rounds / questions");
        await using (StubResolver cold = MailDiscovery.NewResolver(zones))
        {
            Print($"TLSA at `{Tlsa}`, nothing known", await cold.LookupAsync(Tlsa, RecordType.TLSA), "2.1 / 9");
        }

        await using (StubResolver warm = MailDiscovery.NewResolver(zones))
        {
            await warm.LookupAsync(DomainName.Parse("tld"), RecordType.SOA);
            Print("the same with the keys of `tld` known", await warm.LookupAsync(Tlsa, RecordType.TLSA), "1.1");
        }

        foreach ((string what, DomainName domain) in Discoveries)
        {
            await using StubResolver resolver = MailDiscovery.NewResolver(zones);
            DiscoveryCost cost = await MailDiscovery.FindAsync(resolver, domain);
            Print(what, cost.RoundTrips, cost.Queries, cost.Unused, "3.1 / 14");
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

        Markdown.Row(
            $"the sample internet, {costs.Count} discoveries by one resolver, on average",
            Markdown.Number(costs.Average(cost => cost.RoundTrips), 2),
            Markdown.Number(costs.Average(cost => cost.Queries), 2),
            Markdown.Number(costs.Average(cost => cost.Unused), 2),
            "");
    }

    private static void Print(string what, Answer answer, string goal) => Print(what, answer.RoundTrips, answer.Queries, answer.Unused, goal);

    private static void Print(string what, int rounds, int queries, int unused, string goal) =>
        Markdown.Row(what, Markdown.Number(rounds), Markdown.Number(queries), Markdown.Number(unused), goal);
}
