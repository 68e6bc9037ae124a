using System.Globalization;
using System.Text.Json;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>The recordings, each under a short name; where they come from is told in testdata/recorded/README.md.</summary>
internal static class RecordedChains
{
    private static readonly Dictionary<string, Func<RecordedChain>> ByName = new(StringComparer.Ordinal)
    {
        // Data.
        ["cloudflare.com A"] = () => new(
            Ask("cloudflare.com.", RecordType.A),
            new HeldReplies(RecordedMessages.ReadJsonLines(PathOf("dnssec-audit", "cloudflare.com-dnssec.jsonl"), "wire_b64")),
            At("2026-04-21T16:00:32Z")),
        ["ethlab.xyz TXT"] = () => new(
            Ask("_ens.ethlab.xyz.", RecordType.TXT),
            new RecordPool(ZoneText.Parse(File.ReadAllText(PathOf("dnssec-oracle", "ethlab.xyz.zone")))),
            At("2019-03-20T00:00:00Z")),
        ["matoken.live TXT"] = () => new(
            Ask("_ens.matoken.live.", RecordType.TXT),
            new HeldReplies(RecordedMessages.ReadHexLines(PathOf("dnsprovejs", "matoken.live.hex"))),
            At("2021-02-10T00:00:00Z")),
        ["bitcoin.ninja TXT"] = () => Bip353("simple", "simple"),
        ["bitcoin.ninja TXT by a wildcard alias"] = () => Bip353("override.x_domain_cname_wild", "override.x_domain_cname_wild"),
        ["nlnetlabs.nl TXT"] = () => Ownership("nlnetlabs.nl."),
        ["nlnet.nl TXT"] = () => Ownership("nlnet.nl."),
        ["verisigninc.com TXT"] = () => Ownership("verisigninc.com."),
        ["kirei.se TXT"] = () => Ownership("kirei.se."),
        ["iis.se TXT"] = () => Ownership("iis.se."),
        ["iana.org TXT"] = () => Ownership("iana.org."),
        ["nic.se SOA"] = () => Zonemaster("2025-10-29", 1761731031, "nic.se.", RecordType.SOA),
        ["se NS"] = () => Zonemaster("2025-11-04", 1762253098, "se.", RecordType.NS),
        ["nic.se DNSKEY"] = () => Zonemaster("2025-11-13", 1763040073, "nic.se.", RecordType.DNSKEY),
        ["api.turris.cz A"] = () => Deckard("world_cz_turris_api", "api.turris.cz.", RecordType.A),
        ["api.turris.cz AAAA"] = () => Deckard("world_cz_turris_api", "api.turris.cz.", RecordType.AAAA),
        ["nicmexico.mx A"] = () => Deckard("world_mx_nic_www", "www.nicmexico.mx.", RecordType.A),
        ["random1.blog.root.cz A"] = () => Deckard("nsec_aggr_cache", "random1.blog.root.cz.", RecordType.A),
        ["ed25519.nl A"] = () => Dnsjava("TestAlgorithmSupport/testEd_ed25519"),
        ["nsec3-ecdsa384.ingotronic.ch A"] = () => Dnsjava("TestNsec3ValUtils/testNsecEcdsa384"),
        ["isc.ingotronic.ch A by DNAME"] = () => Dnsjava("TestDNames/testDNameWithNoCnameIsValid"),

        // Absence.
        [". DS"] = () => Deckard("val_root_ds", ".", RecordType.DS),
        ["hm DS"] = () => Deckard("nsec_aggr_cache", "hm.", RecordType.DS),
        ["deep.sk2 A"] = () => Deckard("nsec_aggr_cache", "deep.sk2.", RecordType.A),
        ["qwr.cz A"] = () => Deckard("nsec3_wildcard_no_data_response", "qwr.cz.", RecordType.A),
        ["\",.\" A"] = () => new(
            Ask("\\,\\..", RecordType.A),
            new HeldReplies(RecordedMessages.ReadHexLines(PathOf("dnscap", "sll2.hex"))).Or(RootKeys("2025-03-07")),
            At("2025-03-07T12:44:52Z")),
        ["www.ingotronic.ch MX"] = () => Dnsjava("TestNonExistence/testSignedNodata_1"),
        ["www.nsec3.ingotronic.ch MX"] = () => Dnsjava("TestNonExistence/testSignedNodata_2"),
        ["gibtsnicht.ingotronic.ch A"] = () => Dnsjava("TestNonExistence/testNonExisting_2"),
        ["gibtsnicht.nsec3.ingotronic.ch A"] = () => Dnsjava("TestNonExistence/testNonExisting_3"),
        ["a.wc.nsec3.ingotronic.ch MX"] = () => Dnsjava("TestWildcard/testSynthesisUsesCorrectWildcardNodataNsec3"),

        // Unsigned by proof.
        ["www.lidovky.cz A"] = () => Deckard("world_cz_lidovky_www", "www.lidovky.cz.", RecordType.A),
        ["www.nic.mx A"] = () => Deckard("world_mx_nic_www", "www.nic.mx.", RecordType.A),
        ["a.b.sample.net A"] = () => Deckard("val_nsec3_optout_unsec_cache", "a.b.sample.net.", RecordType.A),
        ["hm SOA"] = () => Deckard("nsec_aggr_cache", "hm.", RecordType.SOA),
        ["20min.ch A"] = () => Dnsjava("TestUnsigned/testUnsignedBelowSignedTldNsec3NoOptOut"),
        ["unsigned.ingotronic.ch A"] = () => Dnsjava("TestUnsigned/testUnsignedBelowSignedZoneBind"),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static RecordedChain Of(string name) => ByName[name]();

    public static string PathOf(params ReadOnlySpan<string> parts) => TestData.PathOf(["recorded", .. parts]);

    private static RecordedChain Bip353(string file, string user) => new(
        Ask($"{user}.user._bitcoin-payment.dnssec_proof_tests.bitcoin.ninja.", RecordType.TXT),
        new RecordPool(BareRecords.ReadAfterName(Hex(PathOf("bip353", $"{file}.hex")))),
        At("2025-08-08T00:00:00Z"));

    private static RecordedChain Ownership(string domain)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("bns", "ownership-selected.json")));
        string proof = json.RootElement.EnumerateArray()
            .Single(entry => entry.GetProperty("name").ValueEquals(domain)).GetProperty("proof").GetString()!;
        return new RecordedChain(
            Ask(domain, RecordType.TXT),
            new RecordPool(BareRecords.ReadZones(Convert.FromHexString(proof))),
            At("2020-01-31T13:11:02Z"));
    }

    /// <summary>
    /// Answers of authoritative servers; the root's keys of that day are not among them and are taken from a copy of the root
    /// zone. Of several answers to one question the one with most records counts.
    /// </summary>
    private static RecordedChain Zonemaster(string day, long seconds, string name, RecordType type) => new(
        Ask(name, type),
        new HeldReplies(RecordedMessages.ReadJsonLines(PathOf("zonemaster", $"se-{day}.jsonl"), "wire_b64")
            .OrderByDescending(reply => reply.Answer.Count + reply.Authority.Count)).Or(RootKeys(day)),
        DateTimeOffset.FromUnixTimeSeconds(seconds));

    private static RecordedChain Deckard(string file, string name, RecordType type)
    {
        var scenario = DeckardScenario.Read(PathOf("deckard", $"{file}.rpl"));
        return new RecordedChain(Ask(name, type), scenario.World, scenario.Instant) { Anchors = scenario.Anchors };
    }

    private static RecordedChain Dnsjava(string file)
    {
        var recording = DnsjavaRecording.Read(PathOf("dnsjava", $"{file}.txt"));
        return new RecordedChain(recording.Questions.First(), recording.World, recording.Instant);
    }

    private static RecordPool RootKeys(string day) => new(ZoneText.Parse(File.ReadAllText(PathOf("rootkeys", $"{day}.zone"))));

    private static byte[] Hex(string path) => Convert.FromHexString(File.ReadAllText(path).Trim());

    private static Question Ask(string name, RecordType type) => new(DomainName.Parse(name), type);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
