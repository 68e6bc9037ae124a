using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Denials made while answering: compact ones at the name itself (RFC 9824), and gaps as narrow as can be (RFC 4470).</summary>
internal static class MinimalDenials
{
    public static IEnumerable<ScenarioFile> All() => [.. Compact(), .. CompactHashed(), .. Narrow()];

    // The NSEC that such a server makes for a name, signed with the zone's key.
    private static IEnumerable<ResourceRecord> At(string owner, string next, params RecordType[] types) => Proofs.Nsec(
        new ScenarioWorld().Zone("test", $"{owner} TXT x", plan => plan.Except(new SetPlan(DomainName.Parse($"{owner}.test"), RecordType.NSEC)
        {
            Rewrite = _ => new NsecRdata(DomainName.Parse($"{next}.test"), TypeBitmap.Of([.. types, RecordType.RRSIG, RecordType.NSEC])),
        })), "test", $"{owner}.test");

    private static IEnumerable<ScenarioFile> Compact()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1\ndeep.below A 192.0.2.1\n*.w A 192.0.2.9");
        yield return ScenarioFile.Of("compact/name-error-is-secure", "NXNAME beside its own proof says that the name does not exist; the code says otherwise.", world, "n.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, At("n", "\\000.n", RecordType.NXNAME))).Secure(ResponseCode.NXDomain).Holds(62, 71);
        yield return ScenarioFile.Of("compact/name-error-with-its-code-restored-is-secure", "The same with the code of a name error.", world, "n.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, At("n", "\\000.n", RecordType.NXNAME))).Secure(ResponseCode.NXDomain).Holds(62);
        yield return ScenarioFile.Of("compact/no-name-without-nxname-is-no-data", "Before NXNAME such servers left a name without types; that is no data, and sound.", world, "n.test").Answering(Proofs.Denied(ResponseCode.NoError, At("n", "\\000.n"))).Holds(62);
        yield return ScenarioFile.Of("compact/empty-non-terminal-is-no-data", "An empty name has its own NSEC here, not that of the name before it.", world, "below.test").Answering(Proofs.Denied(ResponseCode.NoError, At("below", "\\000.below"))).Holds(62);
        yield return ScenarioFile.Of("compact/no-data-is-secure", "Other types at the name are listed.", world, "www.test", RecordType.AAAA).Answering(Proofs.Denied(ResponseCode.NoError, At("www", "\\000.www", RecordType.A))).Holds(62);
        yield return ScenarioFile.Of("compact/everything-at-no-name-is-a-name-error", "Asked for everything, NXNAME is nothing to answer with.", world, "n.test", RecordType.ANY)
            .Answering(Proofs.Denied(ResponseCode.NoError, At("n", "\\000.n", RecordType.NXNAME))).Secure(ResponseCode.NXDomain).Holds(37, 62);
        yield return ScenarioFile.Of("compact/no-data-where-the-type-exists-is-bogus", "The bitmap made while answering lists the type.", world, "www.test").Answering(Proofs.Denied(ResponseCode.NoError, At("www", "\\000.www", RecordType.A))).Bogus(ReasonKind.TypeExists).Breaks(62);
        yield return ScenarioFile.Of("compact/nxname-of-another-name-is-bogus", "NXNAME speaks of its owner only.", world, "www.test").Answering(Proofs.Denied(ResponseCode.NXDomain, At("n", "\\000.n", RecordType.NXNAME))).Bogus(ReasonKind.NameNotDenied).Breaks(62);
        yield return ScenarioFile.Of("compact/nxname-denies-nothing-below-is-bogus", "NXNAME of a name above denies no name below it: each has its own.", world, "x.n.test").Answering(Proofs.Denied(ResponseCode.NXDomain, At("n", "\\000.n", RecordType.NXNAME))).Bogus(ReasonKind.NameNotDenied).Breaks(62);
        yield return ScenarioFile.Of("compact/nxname-beside-data-is-bogus", "NXNAME beside a type does not unsay the type.", world, "www.test").Answering(Proofs.Denied(ResponseCode.NXDomain, At("www", "\\000.www", RecordType.A, RecordType.NXNAME))).Bogus(ReasonKind.TypeExists).Breaks(62);
        yield return ScenarioFile.Of("compact/nxname-beside-data-is-no-name-error", "NXNAME beside a type is no name error either.", world, "www.test", RecordType.AAAA).Answering(Proofs.Denied(ResponseCode.NXDomain, At("www", "\\000.www", RecordType.A, RecordType.NXNAME))).Holds(62);
        yield return ScenarioFile.Of("compact/nxname-unsigned-is-bogus", "NXNAME without a signature says nothing.", world, "n.test").Answering(Proofs.Denied(ResponseCode.NXDomain, At("n", "\\000.n", RecordType.NXNAME).Where(record => record.Type != RecordType.RRSIG))).Bogus(ReasonKind.DenialUnsigned).Breaks(62, 64);
        yield return ScenarioFile.Of("compact/unsigned-delegation-is-insecure", "For an unsigned delegation the next name follows in the same zone, not below the cut.", new ScenarioWorld().Zone("test", "").UnsignedZone("open.test", "www A 192.0.2.3"), "www.open.test")
            .Answering("open.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, At("open", "open\\000", RecordType.NS))).Insecure(ReasonKind.InsecureDelegation).Holds(38, 62);
        yield return ScenarioFile.Of("compact/no-delegation-is-bogus", "A bitmap without NS for the same delegation makes no unsigned zone.", new ScenarioWorld().Zone("test", "").UnsignedZone("open.test", "www A 192.0.2.3"), "www.open.test")
            .Answering("open.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, At("open", "\\000.open"))).Bogus(ReasonKind.DelegationProofMissing).Breaks(38, 62);
        yield return ScenarioFile.Of("compact/wildcard-without-expansion-is-secure", "A server that signs while answering signs wildcard data for the very name.", new ScenarioWorld().Zone("test", "n.w A 192.0.2.9", plan => plan with { Denial = new DenialScheme.Absent() }), "n.w.test")
            .Answering("w.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, At("w", "\\000.w"))).Answering("n.w.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, At("n.w", "\\000.n.w", RecordType.A))).Holds(62);
    }

    private static IEnumerable<ScenarioFile> CompactHashed()
    {
        ScenarioWorld Hashed(params RecordType[] types) => new ScenarioWorld().Zone("test", "n TXT x", plan => (plan with { Denial = new DenialScheme.Nsec3() }).Except(new SetPlan(DomainName.Parse("n.test"), RecordType.NSEC3)
        {
            Rewrite = _ => new Nsec3Rdata(1, 0, 0, default, HashAfter("n.test"), TypeBitmap.Of(types)),
        }));
        ScenarioWorld world = new ScenarioWorld().Zone("test", "");
        yield return ScenarioFile.Of("compact/hashed-name-error-is-secure", "NXNAME alone in the bitmap of a matching NSEC3.", world, "n.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(Hashed(RecordType.NXNAME), "test", "n.test"))).Secure(ResponseCode.NXDomain).Holds(62);
        yield return ScenarioFile.Of("compact/hashed-empty-non-terminal-is-no-data", "An empty bitmap of a matching NSEC3.", world, "n.test").Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(Hashed(), "test", "n.test"))).Holds(62);
        yield return ScenarioFile.Of("compact/hashed-name-error-of-another-name-is-bogus", "A hash that matches another name says nothing of this one.", world, "m.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(Hashed(RecordType.NXNAME), "test", "n.test"))).Bogus(ReasonKind.ClosestEncloserMissing).Breaks(62);
    }

    private static IEnumerable<ScenarioFile> Narrow()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1");
        yield return ScenarioFile.Of("narrow/gaps-around-name-and-wildcard-are-secure", "Two gaps that hold nothing but the name and the wildcard.", world, "foo.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, At("fon~", "foo-"), At("\\)", "+"))).Secure(ResponseCode.NXDomain).Holds(33);
        yield return ScenarioFile.Of("narrow/gap-to-the-name-after-shows-an-empty-one", "A gap that ends at the first name below the one asked for leaves that name without data; whether it exists this cannot tell.", world, "foo.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, At("fon~", "\\000.foo"), At("\\)", "\\000.*"))).Holds(34);
        yield return ScenarioFile.Of("narrow/gap-around-the-name-only-is-bogus", "The wildcard is not denied.", world, "foo.test").Answering(Proofs.Denied(ResponseCode.NXDomain, At("fon~", "foo-"))).Bogus(ReasonKind.WildcardNotDenied).Breaks(33);
        yield return ScenarioFile.Of("narrow/gap-beside-the-name-is-bogus", "The gap ends just before the name.", world, "foo.test").Answering(Proofs.Denied(ResponseCode.NXDomain, At("fon~", "foo"), At("\\)", "+"))).Bogus(ReasonKind.NameNotDenied).Breaks(33);
        ScenarioWorld hashed = new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan => plan with { Denial = new DenialScheme.Nsec3() });

        // A name that the record of the apex, which shows the encloser, does not happen to cover.
        string outside = Enumerable.Range(0, 1000).Select(i => $"n{i}.test").First(name => Proofs.Covering(hashed, "test", name).First().Owner.Equals(Proofs.Matching(hashed, "test", "www.test").First().Owner));
        yield return ScenarioFile.Of("narrow/hashed-gaps-are-secure", "Gaps of one hash to either side, around the name and the wildcard.", hashed, "foo.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(hashed, "test", "test"), Around("foo.test"), Around("*.test"))).Secure(ResponseCode.NXDomain).Holds(33, 51);
        yield return ScenarioFile.Of("narrow/hashed-gap-around-another-name-is-bogus", "The gap is around another name.", hashed, outside)
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(hashed, "test", "test"), Around("fop.test"), Around("*.test"))).Bogus(ReasonKind.NextCloserNotCovered).Breaks(33, 52);
    }

    // An NSEC3 from the hash before to the hash after: made for the name, signed, and owned by no name of the zone.
    private static IEnumerable<ResourceRecord> Around(string name)
    {
        byte[] hash = Nsec3Hash.Compute(DomainName.Parse(name), [], 0);
        byte[] before = [.. hash[..^1], (byte)(hash[^1] - 1)];
        byte[] after = [.. hash[..^1], (byte)(hash[^1] + 1)];
        var owner = DomainName.Parse($"{Base32Hex.ToText(before)}.test");
        ScenarioWorld world = new ScenarioWorld().Zone("test", "n TXT x", plan => (plan with { Denial = new DenialScheme.Nsec3() }).Except(new SetPlan(DomainName.Parse("n.test"), RecordType.NSEC3)
        {
            Renamed = owner,
            Rewrite = _ => new Nsec3Rdata(1, 0, 0, default, after, TypeBitmap.Empty),
        }));
        return Proofs.Set(world, "test", owner.ToString(), RecordType.NSEC3);
    }

    private static byte[] HashAfter(string name)
    {
        byte[] hash = Nsec3Hash.Compute(DomainName.Parse(name), [], 0);
        hash[^1]++;
        return hash;
    }
}
