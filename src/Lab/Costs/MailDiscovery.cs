using DaneCore.Dane;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Routing;

namespace DaneCore.Lab.Costs;

/// <summary>
/// Mail domains whose hosts lie in the same zone, in another one beside it, and under another top-level domain; and how many questions
/// and how many rounds of them it takes to find out where their mail goes. The rounds are counted, not timed.
/// </summary>
internal static class MailDiscovery
{
    /// <summary>A host three signed zones below the root.</summary>
    public static readonly DomainName DeepHost = DomainName.Parse("mx.sub.example.tld");

    public static readonly DomainName SameZone = DomainName.Parse("example.tld");

    public static readonly DomainName HostedBeside = DomainName.Parse("hosted.tld");

    public static readonly DomainName HostedElsewhere = DomainName.Parse("away.tld");

    private const string Host = "mx A 192.0.2.25\nmx AAAA 2001:db8::25\n_25._tcp.mx TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922\n";

    /// <summary>The zones, with signatures that hold around this instant.</summary>
    public static ZoneSet ZonesAt(DateTimeOffset now)
    {
        return new ScenarioWorld()
            .Zone(".", "", Plan)
            .Zone("tld", "", Plan)
            .Zone("example.tld", $"@ MX 10 mx\nwww A 192.0.2.1\n{Host}", Plan)
            .Zone("sub.example.tld", Host, Plan)
            .Zone("hosted.tld", "@ MX 10 mx.provider.tld.\n", Plan)
            .Zone("away.tld", "@ MX 10 mx.provider.net.\n", Plan)
            .Zone("provider.tld", Host, Plan)
            .Zone("net", "", Plan)
            .Zone("provider.net", Host, Plan)
            .Sign();

        SigningPlan Plan(SigningPlan plan) => SoundLookups.Split(plan) with { Inception = now.AddDays(-7), Expiration = now.AddDays(7) };
    }

    /// <summary>A resolver that knows nothing yet, with its clock where every scenario has it.</summary>
    public static StubResolver NewResolver(ZoneSet zones) =>
        new(new LabSource(zones), new ResolverOptions { Anchors = ScenarioWorld.AnchorsOf(zones), Clock = new ScenarioClock() });

    /// <summary>MX, then addresses and TLSA of the first host.</summary>
    public static async ValueTask<DiscoveryCost> FindAsync(ISecureResolver resolver, DomainName domain, CancellationToken stop = default)
    {
        MxLookupResult mx = await new MxLookup(resolver).FindAsync(domain, stop).ConfigureAwait(false);
        if (mx is not MxLookupResult.Hosts { Exchangers: [{ Host: var host }, ..] } hosts)
        {
            return new DiscoveryCost(mx.Answer.RoundTrips, mx.Answer.Queries, mx.Answer.Unused, null);
        }

        TlsaLookupResult tlsa = await new TlsaLookup(resolver, UsageProfile.Smtp).FindAsync(host, 25, stop).ConfigureAwait(false);
        HostLookup lookup = tlsa.Host;
        Answer[] all = [hosts.Answer, lookup.V4.Answer, lookup.V6.Answer, .. lookup.TlsaAnswers, .. lookup.AliasAnswer is { } alias ? (Answer[])[alias] : []];

        // Both families are asked for in the same instant; the rest one after the other.
        int rounds = hosts.Answer.RoundTrips
            + Math.Max(lookup.V4.Answer.RoundTrips, lookup.V6.Answer.RoundTrips)
            + (lookup.AliasAnswer?.RoundTrips ?? 0)
            + lookup.TlsaAnswers.Sum(answer => answer.RoundTrips);
        return new DiscoveryCost(rounds, all.Sum(answer => answer.Queries), all.Sum(answer => answer.Unused), tlsa);
    }

    private sealed class ScenarioClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => ScenarioWorld.Now;
    }
}
