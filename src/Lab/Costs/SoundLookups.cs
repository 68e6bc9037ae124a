using System.Globalization;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Lab.Costs;

/// <summary>An ordinary lookup, and the longest ones that sound zones bring about: no limit may stop these.</summary>
public static class SoundLookups
{
    private const string Www = "www A 192.0.2.1";

    /// <summary>A signed name three zones deep, nothing known beforehand, a key for keys and a key for data in each zone: the measure of all others.</summary>
    public static CostlyLookup Ordinary { get; } = CostlyLookup.Of(
        "ordinary", "A signed name three zones deep, cold.", World(3), $"www.{Nested(2)}");

    /// <summary>The longest.</summary>
    public static IEnumerable<CostlyLookup> All()
    {
        yield return CostlyLookup.Of("ten-zones-five-aliases", "Ten zones deep, with five aliases, each into a zone of its own.", Aliases(), $"www.{Nested(9)}");
        foreach ((string kind, DenialScheme denial) in new (string, DenialScheme)[]
        {
            ("nsec", new DenialScheme.Nsec()), ("nsec3-0", new DenialScheme.Nsec3()), ("nsec3-150", new DenialScheme.Nsec3(150) { Salt = new byte[8] }),
        })
        {
            string deepest = string.Join('.', Enumerable.Repeat("a", 120));
            yield return CostlyLookup.Of($"deepest-name-{kind}", "The longest name that fits below its zone, 122 labels, every label of it a name of one zone.", One($"{deepest} A 192.0.2.1", denial), $"{deepest}.s.test");
            yield return CostlyLookup.Of($"absent-100-labels-{kind}", "A name of 100 labels below the zone, of which none exists.", One(Www, denial), $"{string.Join('.', Enumerable.Repeat("b", 98))}.s.test").Secure(ResponseCode.NXDomain);
        }

        const string Reverse = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0";
        yield return CostlyLookup.Of(
            "reverse-of-34-labels",
            "An address in ip6.arpa: zones at arpa, ip6.arpa and eight labels further down, then 24 labels of one zone.",
            new ScenarioWorld().Zone("arpa", "", Split).Zone("ip6.arpa", "", Split).Zone("8.b.d.0.1.0.0.2.ip6.arpa", $"{Reverse} PTR host.example.", Split),
            $"{Reverse}.8.b.d.0.1.0.0.2.ip6.arpa",
            RecordType.PTR);
        yield return CostlyLookup.Of(
            "in-the-middle-of-rolls",
            "Six keys of two algorithms in each zone, three signatures over each set.",
            new ScenarioWorld().Zone(".", "", Rolling).Zone("test", "", Rolling).Zone("sub.test", Www, Rolling),
            "www.sub.test");
    }

    /// <summary>Zones below one another: with the root, as many as asked for.</summary>
    internal static ScenarioWorld World(int zones)
    {
        ScenarioWorld world = new ScenarioWorld().Zone(".", "", Split);
        for (int i = 1; i < zones; i++)
        {
            world.Zone(Nested(i), Www, Split);
        }

        return world;
    }

    internal static SigningPlan Split(SigningPlan plan) => plan with
    {
        Keys = [Key("keys", KeyRole.KeySigning), Key("data", KeyRole.ZoneSigning)],
    };

    internal static string Nested(int depth) =>
        string.Join('.', Enumerable.Range(1, depth).Reverse().Select(i => string.Create(CultureInfo.InvariantCulture, $"z{i}")));

    private static SigningPlan Rolling(SigningPlan plan) => plan with
    {
        Keys =
        [
            Key("keys", KeyRole.KeySigning), Key("data", KeyRole.ZoneSigning), Key("next data", KeyRole.ZoneSigning),
            ZoneKey.Create(DnssecAlgorithm.RsaSha256, "old"),
        ],
        StandbyKeys = [Key("next keys", KeyRole.KeySigning), Key("last data", KeyRole.ZoneSigning)],
    };

    private static ScenarioWorld One(string records, DenialScheme denial) =>
        new ScenarioWorld().Zone(".", "", Split).Zone("test", "", Split).Zone("s.test", records, plan => Split(plan) with { Denial = denial });

    private static ScenarioWorld Aliases()
    {
        ScenarioWorld world = World(10);
        string nine = Nested(9);
        world.Zone(nine, $"www CNAME www.a1.{Nested(8)}.", Split);
        for (int i = 1; i <= 5; i++)
        {
            world.Zone($"a{i}.{Nested(8)}", i == 5 ? Www : $"www CNAME www.a{i + 1}.{Nested(8)}.", Split);
        }

        return world;
    }

    private static ZoneKey Key(string seed, KeyRole role) => ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, seed, role);
}
