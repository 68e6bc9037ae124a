using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>NSEC in shapes that zones have and attackers make: enclosers without records, delegations, DNAMEs, wildcards, ends of chains.</summary>
internal static class NsecShapes
{
    public static IEnumerable<ScenarioFile> All() => [.. Enclosers(), .. NotForThat(), .. Ends(), .. Signers(), .. Wildcards(), .. Everything()];

    private static ScenarioWorld Zone(string records, params SetPlan[] exceptions) =>
        new ScenarioWorld().Zone("test", records, plan => exceptions.Aggregate(plan, (changed, exception) => changed.Except(exception)));

    private static SetPlan Nsec(string owner) => new(DomainName.Parse(owner), RecordType.NSEC);

    private static SetPlan Pointing(string owner, string next) =>
        Nsec(owner) with { Rewrite = data => new NsecRdata(DomainName.Parse(next), ((NsecRdata)data).Types) };

    private static IEnumerable<ScenarioFile> Enclosers()
    {
        const string Deep = "a.b.c A 192.0.2.1\nz A 192.0.2.1";
        ScenarioWorld deep = Zone(Deep);
        ScenarioWorld wild = Zone("*.b.c A 192.0.2.9\n" + Deep);
        yield return ScenarioFile.Of("nsec/encloser-without-records-is-secure", "The closest encloser owns no NSEC; the neighbours of the gap show it.", deep, "x.b.c.test").Secure(ResponseCode.NXDomain).Holds(33);
        yield return ScenarioFile.Of("nsec/encloser-by-the-next-name-is-secure", "Only the next name, not the owner, shows how deep the closest encloser lies.", deep, "1.b.c.test").Secure(ResponseCode.NXDomain).Holds(33);
        yield return ScenarioFile.Of("nsec/wildcard-denied-too-high-is-bogus", "The wildcard at the apex is denied, not the one at the closest encloser, which exists.", wild, "x.b.c.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(wild, "test", "a.b.c.test"), Proofs.Nsec(wild, "test", "test"))).Bogus(ReasonKind.WildcardNotDenied).Breaks(33);
        yield return ScenarioFile.Of("nsec/wildcard-that-exists-is-not-denied-is-bogus", "The record of the wildcard itself shows that it should have answered.", wild, "x.b.c.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(wild, "test", "a.b.c.test"), Proofs.Nsec(wild, "test", "*.b.c.test"))).Bogus(ReasonKind.WildcardExists).Breaks(33);
        yield return ScenarioFile.Of("nsec/empty-non-terminal-two-labels-up-is-secure", "Several empty names stand above one another.", deep, "c.test").Holds(34);
        yield return ScenarioFile.Of("nsec/covered-name-is-no-empty-non-terminal-is-bogus", "A gap whose end does not lie below the name makes no empty name of it, and the wildcard is not denied.", deep, "m.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Nsec(deep, "test", "a.b.c.test"))).Bogus(ReasonKind.WildcardNotDenied).Breaks(34);
        ScenarioWorld star = Zone("* A 192.0.2.9\ndeep.below A 192.0.2.1");
        yield return ScenarioFile.Of("nsec/empty-non-terminal-hides-the-wildcard", "An empty name exists, so the wildcard beside it does not answer.", star, "below.test").Holds(34);
        yield return ScenarioFile.Of("nsec/wildcard-answer-at-an-empty-non-terminal-is-bogus", "The gap that covers the name ends below it, so the name exists and the wildcard may not answer.", star, "below.test")
            .Answering((_, zones) => Moved(zones.Answer(new Question(DomainName.Parse("aa.test"), RecordType.A)), "aa.test", "below.test")).Bogus(ReasonKind.NameExists).Breaks(34, 44);
        yield return ScenarioFile.Of("nsec/letters-in-other-case-are-the-same-names", "Owner and next name of a proof are compared without regard to case.", Zone("AA A 192.0.2.1\nDeep.BELOW A 192.0.2.1\nzz A 192.0.2.1"), "bElOw.TeSt").Holds(34);
        yield return ScenarioFile.Of("nsec/wildcard-that-is-empty-stands-in", "The wildcard exists through names below it only; it stands in and has no data.", Zone("a.*.x A 192.0.2.1\nz A 192.0.2.1"), "n.x.test").Holds(34);
    }

    private static IEnumerable<ScenarioFile> NotForThat()
    {
        ScenarioWorld world = Zone("alias CNAME www\ndname DNAME www\nwww A 192.0.2.1").Zone("sub.test", "www A 192.0.2.2\nz A 192.0.2.2");
        yield return ScenarioFile.Of("nsec/of-a-signed-delegation-denies-nothing-at-it-is-bogus", "The parent's record of a signed delegation does not deny what the child has at its apex.", world, "sub.test", RecordType.NS)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Nsec(world, "test", "sub.test"))).Bogus(ReasonKind.DenialNotBySigner).Breaks(35);
        yield return ScenarioFile.Of("nsec/of-a-delegation-denies-its-ds", "What the parent's record of a delegation does deny is the DS.", Zone("z A 192.0.2.1").UnsignedZone("open.test", ""), "open.test", RecordType.DS).Holds(35, 38);
        yield return ScenarioFile.Of("nsec/of-a-dname-denies-types-at-it", "A DNAME moves what is below it; at its owner the bitmap decides as everywhere.", world, "dname.test").Holds(35);
        yield return ScenarioFile.Of("nsec/of-a-dname-denies-names-beside-it", "The same NSEC covers names that do not lie below the DNAME.", world, "f.test").Secure(ResponseCode.NXDomain).Holds(35);
        yield return ScenarioFile.Of("nsec/of-a-dname-denies-no-names-below-is-bogus", "Below a DNAME nothing is denied: the name should have been moved.", world, "a.b.dname.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(world, "test", "dname.test"), Proofs.Nsec(world, "test", "test"))).Bogus(ReasonKind.DenialFromRedirection).Breaks(35);
        yield return ScenarioFile.Of("nsec/of-an-alias-denies-no-type-is-bogus", "The bitmap has CNAME: the alias was taken out of the answer.", world, "alias.test", RecordType.AAAA)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Nsec(world, "test", "alias.test"))).Bogus(ReasonKind.AliasExists).Breaks(36);
        ScenarioWorld starCut = Zone("*.w NS ns.invalid.\nz A 192.0.2.1");
        yield return ScenarioFile.Of("nsec/of-a-delegation-by-a-wildcard-denies-nothing-is-bogus", "A wildcard with NS stands in for the name; its record, like any delegation's, denies nothing but a DS.", starCut, "n.w.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Nsec(starCut, "test", "*.w.test"))).Bogus(ReasonKind.DenialFromDelegation).Breaks(35);
        ScenarioWorld star = Zone("*.w CNAME www\nwww A 192.0.2.1");
        yield return ScenarioFile.Of("nsec/of-a-wildcard-alias-denies-no-type-is-bogus", "The wildcard that stands in has CNAME and should have answered.", star, "n.w.test", RecordType.AAAA)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Nsec(star, "test", "*.w.test"))).Bogus(ReasonKind.WildcardExists).Breaks(36);
        ScenarioWorld plain = Zone("plain A 192.0.2.1\nx.plain A 192.0.2.2");
        yield return ScenarioFile.Of("nsec/without-ns-makes-no-unsigned-zone-is-bogus", "A name without NS is no delegation, so data below it must be signed.", plain, "x.plain.test")
            .Answering(Damage.WithoutSignatures).Answering("x.plain.test", RecordType.DS, Damage.DeniedAs("plain.test", RecordType.DS)).Bogus(ReasonKind.NameNotDenied).Breaks(38);
        yield return ScenarioFile.Of("nsec/zone-that-nobody-delegated-is-bogus", "A zone answers with its own SOA, and the zone above proves that it has no NS for it.", plain, "x.plain.test", RecordType.TXT)
            .Answering(Proofs.Denied(ResponseCode.NoError, [new ResourceRecord(DomainName.Parse("plain.test"), RecordClass.IN, 300, Soa())])).Bogus(ReasonKind.ZoneNotDelegated).Breaks(38);
    }

    private static IEnumerable<ScenarioFile> Ends()
    {
        const string Names = "a A 192.0.2.1\nm A 192.0.2.1\nz A 192.0.2.1";
        ScenarioWorld alone = new ScenarioWorld().Zone("test", "");
        yield return ScenarioFile.Of("nsec/pointing-back-is-bogus", "A next name before the owner that is not the apex ends no chain.", Zone(Names, Pointing("z.test", "a.test")), "zz.test").Bogus(ReasonKind.NextNameOutsideZone).Breaks(39);
        yield return ScenarioFile.Of("nsec/pointing-above-the-zone-is-bogus", "A next name above the zone covers nothing.", Zone(Names, Pointing("z.test", ".")), "zz.test").Bogus(ReasonKind.NextNameOutsideZone).Breaks(39);
        yield return ScenarioFile.Of("nsec/pointing-to-itself-is-bogus", "Only the apex may point to itself: elsewhere it would deny every other name.", Zone(Names, Pointing("m.test", "m.test")), "n.test").Bogus(ReasonKind.NextNameOutsideZone).Breaks(39, 40);
        yield return ScenarioFile.Of("nsec/last-one-before-the-name-is-secure", "After the last owner comes the apex again, and every name in between is denied.", Zone(Names), "zzz.zz.test").Secure(ResponseCode.NXDomain).Holds(39);
        yield return ScenarioFile.Of("nsec/alone-denies-types-at-its-name", "The only NSEC of a zone denies by its bitmap what the apex lacks.", alone, "test", RecordType.TXT).Holds(40);
        yield return ScenarioFile.Of("nsec/alone-does-not-deny-its-own-name-is-bogus", "The only NSEC of a zone covers names below it, not the apex itself.", alone, "test", RecordType.NS)
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(alone, "test", "test"))).Bogus(ReasonKind.TypeExists).Breaks(40);
        yield return ScenarioFile.Of("nsec/with-a-zero-at-the-end-of-its-bitmap-is-bogus", "A bitmap with a zero octet at the end is none, however well it is signed.", Zone(Names, Nsec("m.test") with { Rewrite = data => Padded((NsecRdata)data) }), "mm.test").Bogus(ReasonKind.DenialSetUnreadable).Breaks(47);
        yield return ScenarioFile.Of("nsec/with-types-in-three-windows-is-secure", "Types of higher windows stand in the same bitmap.", Zone(Names + "\nm CAA 0 issue \"x\"\nm TYPE65280 \\# 1 00"), "mm.test").Secure(ResponseCode.NXDomain).Holds(47);
        yield return ScenarioFile.Of("nsec/sent-twice-is-secure", "A proof that holds the same record twice is as good.", Zone(Names), "mm.test").Answering((reply, _) => reply with { Authority = [.. reply.Authority, .. reply.Authority] }).Secure(ResponseCode.NXDomain).Holds(33);
    }

    private static IEnumerable<ScenarioFile> Signers()
    {
        ScenarioWorld world = Zone("a A 192.0.2.1\nz A 192.0.2.1").Zone("sub.test", "").Zone("other", "");
        yield return ScenarioFile.Of("nsec/by-the-zone-of-the-name-is-secure", "The apex of the zone that holds the name has signed the proof.", world, "x.sub.test").Secure(ResponseCode.NXDomain).Holds(41, 42);
        yield return ScenarioFile.Of("nsec/by-a-zone-below-is-bogus", "A child's only NSEC covers names of its own, none of its parent's.", world, "x.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(world, "sub.test", "sub.test"))).Bogus(ReasonKind.DenialNotBySigner).Breaks(41);
        yield return ScenarioFile.Of("nsec/by-a-zone-beside-is-bogus", "A zone elsewhere can deny nothing here.", world, "x.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(world, "other", "other"))).Bogus(ReasonKind.DenialNotBySigner).Breaks(41);
        yield return ScenarioFile.Of("nsec/by-the-root-over-a-signed-zone-is-bogus", "The root's gap covers the name, but the root has given the name away.", world, "x.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Nsec(new ScenarioWorld(), ".", "."))).Bogus(ReasonKind.DenialNotBySigner).Breaks(42);
        yield return ScenarioFile.Of("nsec/by-the-child-at-its-own-apex-is-secure", "At the apex of a signed zone the child's record counts, not the parent's.", world, "sub.test").Holds(41);
    }

    private static IEnumerable<ScenarioFile> Wildcards()
    {
        ScenarioWorld world = Zone("*.w A 192.0.2.9\nc.b.w A 192.0.2.1\nz A 192.0.2.1").Zone("other", "a A 192.0.2.1");
        yield return ScenarioFile.Of("nsec/wildcard-below-an-existing-name-is-bogus", "The name is denied, but the name one label closer to the wildcard exists, so the wildcard ends there.", world, "a.b.w.test")
            .Answering((_, zones) => Moved(zones.Answer(new Question(DomainName.Parse("a.w.test"), RecordType.A)), "a.w.test", "a.b.w.test")).Bogus(ReasonKind.NameExists).Breaks(44);
        yield return ScenarioFile.Of("nsec/wildcard-with-names-below-still-answers", "Names below the wildcard's encloser do not keep it from answering for others.", world, "x.y.w.test").Holds(44);
        yield return ScenarioFile.Of("nsec/wildcard-with-proof-of-another-zone-is-bogus", "The proof must come from the zone that signed the answer.", world, "a.w.test")
            .Answering(Proofs.WithProof(Proofs.Nsec(world, "other", "a.other"))).Bogus(ReasonKind.WildcardWithoutProof).Breaks(44);
        yield return ScenarioFile.Of("nsec/star-below-a-wildcard-is-made-from-it", "A name that starts with a star and does not exist is made from the wildcard above like any other.", world, "*.q.w.test").Holds(45);
        yield return ScenarioFile.Of("nsec/star-below-a-wildcard-without-proof-is-bogus", "The same without the proof: the star at the front excuses nothing.", world, "*.q.w.test").Answering(Damage.Without(RecordType.NSEC)).Bogus(ReasonKind.WildcardWithoutProof).Breaks(45);
        yield return ScenarioFile.Of("nsec/wildcard-itself-has-no-data", "The wildcard asked for by name has its own bitmap.", world, "*.w.test", RecordType.TXT).Holds(45);
        yield return ScenarioFile.Of("nsec/nsec-of-a-wildcard-asked-for-through-it", "NSEC asked for by type, at a name the wildcard stands for, is data made from the wildcard.", world, "a.w.test", RecordType.NSEC).Holds(43);
        ScenarioWorld expanded = Zone("*.w A 192.0.2.9\nm A 192.0.2.1\nz A 192.0.2.1", Nsec("m.test") with { Labels = 1 });
        yield return ScenarioFile.Of("nsec/no-data-from-a-wildcard-record-is-bogus", "A bitmap that was made from a wildcard says nothing about the name it was made for.", expanded, "m.test", RecordType.TXT).Bogus(ReasonKind.DenialFromWildcard).Breaks(43);
    }

    private static IEnumerable<ScenarioFile> Everything()
    {
        ScenarioWorld world = Zone("www A 192.0.2.1\nwww TXT here\nalias CNAME www\ndeep.below A 192.0.2.1");
        yield return ScenarioFile.Of("nsec/everything-at-a-name-is-secure", "Asked for everything, every set that came is judged.", world, "www.test", RecordType.ANY).Holds(37);
        yield return ScenarioFile.Of("nsec/part-of-everything-is-secure", "Asked for everything, a server may leave sets out.", world, "www.test", RecordType.ANY).Answering(Damage.Without(RecordType.TXT)).Holds(37);
        yield return ScenarioFile.Of("nsec/everything-with-one-set-stripped-is-bogus", "Asked for everything, one set that does not hold spoils the answer.", world, "www.test", RecordType.ANY).Answering(Damage.WithoutSignaturesOver(RecordType.TXT)).Bogus(ReasonKind.SignatureMissing).Breaks(37, 64);
        yield return ScenarioFile.Of("nsec/everything-at-an-alias-is-the-alias", "Asked for everything, an alias is data and not followed.", world, "alias.test", RecordType.ANY).Holds(37, 76);
        yield return ScenarioFile.Of("nsec/everything-at-an-empty-non-terminal-is-nothing", "Asked for everything, an empty name has nothing.", world, "below.test", RecordType.ANY).Holds(37);
        yield return ScenarioFile.Of("nsec/everything-at-no-name-is-a-name-error", "Asked for everything, a name that does not exist is denied like for any type.", world, "nothing.test", RecordType.ANY).Secure(ResponseCode.NXDomain).Holds(37);
        yield return ScenarioFile.Of("nsec/everything-denied-at-an-alias-is-bogus", "Asked for everything, the bitmap of an alias denies nothing.", world, "alias.test", RecordType.ANY)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Nsec(world, "test", "alias.test"))).Bogus(ReasonKind.TypeExists).Breaks(36, 37);
    }

    // The window of the last types gets one more octet, which is zero.
    private static UnknownRdata Padded(NsecRdata nsec)
    {
        byte[] octets = [.. nsec.ToWire(), 0];
        octets[nsec.NextName.Wire.Length + 1]++;
        return new UnknownRdata(RecordType.NSEC, octets);
    }

    private static SoaRdata Soa() => new(DomainName.Parse("ns.invalid"), DomainName.Parse("hostmaster.invalid"), 1, 7200, 3600, 1209600, 300);

    // A reply under another name: what an attacker does with a wildcard's signature.
    private static Message Moved(Message reply, string from, string to) => reply with
    {
        Answer = [.. reply.Answer.Select(record => record.Owner.Equals(DomainName.Parse(from)) ? record with { Owner = DomainName.Parse(to) } : record)],
    };
}
