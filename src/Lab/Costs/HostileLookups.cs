using System.Globalization;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Lab.Costs;

/// <summary>
/// Zones and replies made to cost as much as they can: colliding keys under many signatures (CVE-2023-50387), hashes
/// (CVE-2023-50868), floods of records, chains of aliases over all of these.
/// </summary>
public static class HostileLookups
{
    private const string Www = "www A 192.0.2.1";
    private const int MaxKeys = 60;

    private static readonly DomainName Test = DomainName.Parse("test");
    private static readonly ZoneKey Own = ScenarioWorld.KeyOf("test");
    private static readonly ZoneKey Real = ZoneKey.CreateRsa(DnssecAlgorithm.RsaSha256, 1024, 1);
    private static readonly Lazy<ZoneKey[]> Decoys = new(() => [.. Enumerable.Range(0, MaxKeys).Select(i => ZoneKey.Decoy(Real.Tag, string.Create(CultureInfo.InvariantCulture, $"decoy {i}")))]);

    /// <summary>All of them.</summary>
    public static IEnumerable<CostlyLookup> All() => [.. KeyTraps(), .. Hashes(), .. Floods(), .. Chains()];

    // The parent names one key, however many there are.
    private static ScenarioWorld Trap(string records, Func<SigningPlan, SigningPlan> plan) =>
        new ScenarioWorld().ZoneWithDelegation("test", records, [ScenarioWorld.KeyOf("trap").DelegationSigner(Test)], plan);

    // RFC 4034 appendix B: one tag for sixty keys; as many signatures as a set can carry, each naming that tag.
    private static SigningPlan Trapped(SigningPlan plan, string owner, RecordType type = RecordType.A, int signatures = MaxKeys) => (plan with
    {
        Keys = [ScenarioWorld.KeyOf("trap")],
        StandbyKeys = Decoys.Value,
    }).Except(new SetPlan(DomainName.Parse(owner), type) { Keys = [.. Decoys.Value.Take(signatures)] });

    private static IEnumerable<CostlyLookup> KeyTraps()
    {
        yield return CostlyLookup.Of("keytrap-data", "Sixty keys share a tag, and sixty signatures over the data name it.", Trap(Www, plan => Trapped(plan, "www.test")), "www.test").Bogus(ReasonKind.WorkFailures);
        DsRdata[] delegation = [.. Decoys.Value.Take(24).Select(key => key.DelegationSigner(Test))];
        yield return CostlyLookup.Of("keytrap-keys", "The keys themselves are signed so, and the parent names as many as are looked at: each is a digest first.",
            new ScenarioWorld().ZoneWithDelegation("test", Www, delegation, plan => (plan with { Keys = Decoys.Value }).Except(new SetPlan(Test, RecordType.DNSKEY) { Keys = Decoys.Value })), "www.test").Bogus(ReasonKind.WorkDigests);
        DsRdata[] wrong = [.. Enumerable.Range(0, 24).Select(i => new DsRdata(Real.Tag, Real.Algorithm, DigestType.Sha256, (byte[])[.. new byte[31], (byte)i]))];
        yield return CostlyLookup.Of("digests", "Twenty-four DS records and sixty keys share a tag: each pair is a digest.",
            new ScenarioWorld().ZoneWithDelegation("test", Www, wrong, plan => plan with { Keys = [Real], StandbyKeys = Decoys.Value }), "www.test").Bogus(ReasonKind.WorkDigests);
        RecordType[] types = [.. Enumerable.Range(65280, 20).Select(number => (RecordType)number)];
        string all = string.Join('\n', types.Select(type => string.Create(CultureInfo.InvariantCulture, $"www TYPE{(int)type} \\# 1 00")));
        yield return CostlyLookup.Of("keytrap-any", "Twenty sets at one name, each under such signatures, and all are asked for.",
            Trap(all, plan => types.Aggregate(plan, (trapped, type) => Trapped(trapped, "www.test", type, 20))), "www.test", RecordType.ANY).Bogus(ReasonKind.WorkFailures);
        yield return CostlyLookup.Of("keys", "Seven hundred keys in one zone.",
            Trap(Www, plan => plan with { Keys = [ScenarioWorld.KeyOf("trap")], StandbyKeys = [.. Enumerable.Range(0, 700).Select(i => ZoneKey.Inert(DnssecAlgorithm.Ed25519, [.. new byte[30], (byte)(i >> 8), (byte)(i & 0xFF)]))] }), "www.test").Bogus(ReasonKind.WorkKeys);
        yield return CostlyLookup.Of("delegations", "Twelve hundred DS records of one zone.",
            new ScenarioWorld().ZoneWithDelegation("test", Www, [.. Enumerable.Range(0, 1200).Select(i => new DsRdata((ushort)i, Own.Algorithm, DigestType.Sha256, new byte[32]))]), "www.test").Bogus(ReasonKind.WorkDelegations);
    }

    private static IEnumerable<CostlyLookup> Hashes()
    {
        ScenarioWorld Hashed(byte salt, ushort iterations = 150) => new ScenarioWorld().Zone("test", Www, plan => plan with
        {
            Denial = new DenialScheme.Nsec3(iterations) { Salt = Enumerable.Repeat(salt, 255).ToArray() },
        });
        string deep = string.Join('.', Enumerable.Repeat("x", 122)) + ".test";
        yield return CostlyLookup.Of("encloser-search", "The closest encloser of a name of 123 labels, at 150 iterations with the longest salt.", Hashed(1), deep).Secure(ResponseCode.NXDomain);

        // Each chain is sound, and each proves a part only: all are tried for every ancestor of the name.
        byte[] salts = [.. Enumerable.Range(1, 24).Select(i => (byte)i)];
        Lazy<ResourceRecord[]> chains = new(() => [.. salts.SelectMany(salt => Hashed(salt).Sign().Answer(new Question(DomainName.Parse(deep), RecordType.A)).Authority
            .Where(record => record.Type == RecordType.NSEC3 || record.Data is RrsigRdata { TypeCovered: RecordType.NSEC3 }).Take(2))]);
        yield return CostlyLookup.Of("many-salts", "Twenty-four NSEC3 records of one zone, each of another salt.", Hashed(1), deep)
            .Answering(reply => reply with { Authority = chains.Value }).Bogus(ReasonKind.WorkHashes);
        yield return CostlyLookup.Of("iterations-over-the-cap", "More iterations than are computed: nothing is.", Hashed(1, 2500), deep).Insecure(ReasonKind.Nsec3IterationsTooHigh, ResponseCode.NXDomain);
        yield return CostlyLookup.Of("unsigned-data-deep-under-hashes", "Unsigned data at such a name, so that every label above it is asked about.", new ScenarioWorld().Zone("test", $"{deep[..^5]} A 192.0.2.1", plan => plan with { Denial = new DenialScheme.Nsec3(150) { Salt = new byte[255] } }), deep)
            .Answering(reply => reply with { Answer = [.. reply.Answer.Where(record => record.Type == RecordType.A)] }).Bogus(ReasonKind.SignatureMissing);
    }

    private static IEnumerable<CostlyLookup> Floods()
    {
        SetPlan data = new(DomainName.Parse("www.test"), RecordType.A);
        ScenarioWorld one = new ScenarioWorld().Zone("test", Www);
        IEnumerable<ResourceRecord> Signatures(Message reply, Func<RrsigRdata, int, RrsigRdata> change) =>
            from i in Enumerable.Range(0, 550)
            let signature = (RrsigRdata)reply.Answer.First(record => record.Type == RecordType.RRSIG).Data
            select new ResourceRecord(DomainName.Parse("www.test"), RecordClass.IN, 300, change(signature, i));
        RrsigRdata Changed(RrsigRdata s, int i, ushort tag, uint expiration) =>
            new(s.TypeCovered, s.Algorithm, s.Labels, s.OriginalTtl + (uint)i, expiration, s.Inception, tag, s.Signer, s.Signature);
        yield return CostlyLookup.Of("signatures-wrong", "Five hundred and fifty signatures by the zone's key that do not fit.", one, "www.test")
            .Answering(reply => reply with { Answer = [reply.Answer[0], .. Signatures(reply, (s, i) => Changed(s, i + 1, s.KeyTag, s.Expiration))] }).Bogus(ReasonKind.WorkSignatures);
        yield return CostlyLookup.Of("signatures-expired", "As many that have expired, and a good one last.", one, "www.test")
            .Answering(reply => reply with { Answer = [reply.Answer[0], .. Signatures(reply, (s, i) => Changed(s, i + 1, s.KeyTag, s.Inception)), .. reply.Answer.Skip(1)] });
        yield return CostlyLookup.Of("signatures-unknown", "As many by a key the zone does not have.", one, "www.test")
            .Answering(reply => reply with { Answer = [reply.Answer[0], .. Signatures(reply, (s, i) => Changed(s, i + 1, (ushort)(s.KeyTag + 1), s.Expiration))] }).Bogus(ReasonKind.SignatureKeyUnknown);

        string longName = string.Join('.', Enumerable.Repeat(new string('l', 60), 4))[..240];
        string many = string.Join('\n', Enumerable.Range(0, 3500).Select(i => string.Create(CultureInfo.InvariantCulture, $"{longName} A 10.{i >> 8}.{i & 0xFF}.1")));
        SetPlan large = new(DomainName.Parse($"{longName}.test"), RecordType.A);
        yield return CostlyLookup.Of("large-set", "Thirty-five hundred records at a long name, under eight signatures that do not fit.",
            new ScenarioWorld().Zone("test", many, plan => Enumerable.Range(1, 7).Aggregate(plan.Except(large with { Damage = SignatureDamage.Flipped }), (p, i) => p.Except(large with { IsAddition = true, Damage = SignatureDamage.Flipped, Expiration = ScenarioWorld.Now.AddHours(i) }))),
            $"{longName}.test").Bogus(ReasonKind.SignatureWrong);
        yield return CostlyLookup.Of("records-beside", "Five thousand records that nobody asked for stand beside the answer.", one, "www.test")
            .Answering(reply => reply with { Answer = [.. reply.Answer, .. Beside(5000)] });
        RecordType[] types = [.. Enumerable.Range(65280, 230).Select(number => (RecordType)number)];
        yield return CostlyLookup.Of("any-flood", "Two hundred and thirty sets at one name, all soundly signed, and all are asked for.",
            new ScenarioWorld().Zone("test", string.Join('\n', types.Select(type => string.Create(CultureInfo.InvariantCulture, $"www TYPE{(int)type} \\# 1 00")))), "www.test", RecordType.ANY).Bogus(ReasonKind.WorkSignatures);
    }

    private static IEnumerable<CostlyLookup> Chains()
    {
        ScenarioWorld loops = new ScenarioWorld().Zone("test", string.Join('\n', Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i} CNAME a{i + 1}"))));
        yield return CostlyLookup.Of("aliases", "Seventeen aliases in one zone.", loops, "a0.test").Bogus(ReasonKind.WorkAliases);
        yield return CostlyLookup.Of("aliases-padded", "The same, and every reply is filled up with records.", loops, "a0.test").Answering(reply => reply with { Answer = [.. reply.Answer, .. Beside(4500)] }).Bogus(ReasonKind.WorkAliases);

        // Every zone of the chain costs what one zone may, and none fails by itself.
        ScenarioWorld trapped = new();
        ScenarioWorld hashed = new();
        for (int i = 0; i < 17; i++)
        {
            string zone = string.Create(CultureInfo.InvariantCulture, $"t{i}");
            string next = string.Create(CultureInfo.InvariantCulture, $"www.t{i + 1}.");
            string record = i == 16 ? "www A 192.0.2.1" : $"www CNAME {next}";
            trapped.ZoneWithDelegation(zone, record, [Real.DelegationSigner(DomainName.Parse(zone))], plan => (plan with { Keys = [Real], StandbyKeys = [.. Decoys.Value.Take(3)] }));
            string deep = string.Join('.', Enumerable.Repeat("y", 60));
            hashed.Zone(zone, i == 16 ? $"{deep}.w A 192.0.2.1" : $"*.w CNAME {deep}.w.t{i + 1}.", plan => plan with { Denial = new DenialScheme.Nsec3(150) { Salt = new byte[255] } });
        }

        yield return CostlyLookup.Of("aliases-over-keytraps", "Sixteen aliases, each into a zone in which four keys share the tag.", trapped, "www.t0").Bogus(ReasonKind.WorkDigests);
        yield return CostlyLookup.Of("aliases-over-hashes", "Sixteen aliases from wildcards, each into a zone with 150 iterations.", hashed, $"{string.Join('.', Enumerable.Repeat("y", 60))}.w.t0");

        ScenarioWorld deepest = new();
        string at = "";
        for (int i = 0; i < 100; i++)
        {
            at = at.Length == 0 ? "c" : $"c.{at}";
            deepest.Zone(at, "");
        }

        yield return CostlyLookup.Of("zones-below-zones", "A hundred zones, each below the last.", deepest, at, RecordType.SOA).Bogus(ReasonKind.WorkDigests);
    }

    private static IEnumerable<ResourceRecord> Beside(int count) => Enumerable.Range(0, count).Select(i => new ResourceRecord(
        DomainName.Parse(string.Create(CultureInfo.InvariantCulture, $"n{i}.test")), RecordClass.IN, 300, new AddressRdata(System.Net.IPAddress.Loopback)));
}
