using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>NSEC3 in shapes that zones have and attackers make (RFC 5155 section 8): owners, parameters, enclosers, ends of the circle.</summary>
internal static class Nsec3Shapes
{
    private const string Names = "a A 192.0.2.1\nwww A 192.0.2.1\nwww TXT here\ndname DNAME www\nsub NS ns.invalid.\ndeep.below A 192.0.2.1\n*.w A 192.0.2.9\nc.b.w A 192.0.2.1";

    private static readonly byte[] Salt = [0xAB, 0xCD];

    public static IEnumerable<ScenarioFile> All() => [.. Owners(), .. Parameters(), .. Unknown(), .. Enclosers(), .. Circle(), .. Wildcards(), .. Iterations(), .. Mixed()];

    private static ScenarioWorld Zone(string records = Names, DenialScheme? denial = null, params SetPlan[] exceptions) => new ScenarioWorld().Zone("test", records, plan =>
        exceptions.Aggregate(plan with { Denial = denial ?? new DenialScheme.Nsec3() }, (changed, exception) => changed.Except(exception)));

    private static SetPlan Link(string about) => new(DomainName.Parse(about), RecordType.NSEC3);

    private static SetPlan Changed(string about, Func<Nsec3Rdata, Nsec3Rdata> change) => Link(about) with { Rewrite = data => change((Nsec3Rdata)data) };

    private static IEnumerable<ScenarioFile> Owners()
    {
        ScenarioWorld sound = Zone();
        string apex = Proofs.HashOf("test");
        string[] everyName = ["test", "www.test"];
        foreach ((string what, string says, string owner) in new[]
        {
            ("two-labels-below-the-zone", "The owner of an NSEC3 is one label, not two.", $"{apex}.x.test"),
            ("of-other-letters", "An owner that is no base 32 with the extended hex alphabet is no hash.", $"{apex[..^1]}z.test"),
            ("of-a-shorter-hash", "An owner that is shorter than a hash is none.", $"{apex[..^8]}.test"),
        })
        {
            ScenarioWorld renamed = Zone(Names, null, Link("test") with { Renamed = DomainName.Parse(owner) });
            yield return ScenarioFile.Of($"nsec3/owner-{what}-is-bogus", says, sound, "nothing.test").Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(renamed, "test"))).Bogus(ReasonKind.HashOwnerMalformed).Breaks(48);
        }

        yield return ScenarioFile.Of("nsec3/whole-chain-is-secure", "The same with every record of the chain as it should be.", sound, "nothing.test").Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(sound, "test"))).Secure(ResponseCode.NXDomain).Holds(48);
        yield return ScenarioFile.Of("nsec3/owner-in-capitals-is-secure", "The case of letters in a hash does not count.", sound, "nothing.test").Answering((reply, _) => reply with
        {
            Authority = [.. reply.Authority.Select(record => record with { Owner = DomainName.Parse(record.Owner.ToString().ToUpperInvariant()) })],
        }).Secure(ResponseCode.NXDomain).Holds(48);
        yield return ScenarioFile.Of("nsec3/next-hash-of-another-length-is-bogus", "A next hash that is shorter than a hash ends no span.",
            Zone("www A 192.0.2.1", null, [.. everyName.Select(about => Changed(about, n => new Nsec3Rdata(n.HashAlgorithm, n.Flags, n.Iterations, n.Salt, n.NextHash[..16], n.Types)))]), "nothing.test").Bogus(ReasonKind.HashLengthWrong).Breaks(48);

        // A child zone whose name is the parent's hash, with an NSEC3 at its own apex that reads like one of the parent's.
        ScenarioWorld impersonated = Zone("a A 192.0.2.1").Zone($"{apex}.test", "", plan => (plan with { Denial = new DenialScheme.Nsec3() }).Except(Link($"{apex}.test") with { Renamed = DomainName.Parse($"{apex}.test") }));
        yield return ScenarioFile.Of("nsec3/child-named-like-a-hash-of-its-parent-is-bogus", "A child that bears a hash of its parent as name speaks for itself only.", impersonated, "a.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(impersonated, $"{apex}.test"))).Bogus(ReasonKind.DenialNotBySigner).Breaks(48);

        // A name of the zone that looks like the hash of another.
        string hash = Proofs.HashOf("www.test");
        ScenarioWorld named = Zone($"{hash} A 192.0.2.7\nwww TXT here");
        yield return ScenarioFile.Of("nsec3/name-that-is-a-hash-is-a-name", "A name of the zone may look like the hash of another and has its own data.", named, $"{hash}.test").Holds(60);
        yield return ScenarioFile.Of("nsec3/name-that-is-a-hash-has-no-data", "What such a name lacks is shown by the record with the hash of its hash.", named, $"{hash}.test", RecordType.AAAA).Holds(60);
        yield return ScenarioFile.Of("nsec3/owner-asked-for-does-not-exist", "Where an NSEC3 stands there is no name of the zone.", sound, $"{apex}.test").Secure(ResponseCode.NXDomain).Holds(60);
        yield return ScenarioFile.Of("nsec3/owner-taken-for-the-name-is-bogus", "The record at this owner speaks of the name that was hashed, not of the owner.", named, $"{hash}.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(named, "test", "www.test"))).Bogus(ReasonKind.ClosestEncloserMissing).Breaks(60);
    }

    private static IEnumerable<ScenarioFile> Parameters()
    {
        ScenarioWorld bare = Zone();
        ScenarioWorld salted = Zone(Names, new DenialScheme.Nsec3 { Salt = Salt });
        ScenarioWorld iterated = Zone(Names, new DenialScheme.Nsec3(5));
        yield return ScenarioFile.Of("nsec3/two-whole-chains-are-secure", "A zone that changes its salt has two chains; each proves it alone.", bare, "nothing.test")
            .Answering(Proofs.WithMore(Proofs.Covering(salted, "test", "nothing.test"), Proofs.Matching(salted, "test", "test"))).Secure(ResponseCode.NXDomain).Holds(49);
        foreach ((string what, ScenarioWorld other) in new[] { ("salt", salted), ("iterations", iterated) })
        {
            yield return ScenarioFile.Of($"nsec3/proof-of-two-chains-that-differ-in-{what}-is-bogus", "Half a proof from one chain and half from another make no whole.", bare, "nothing.test").Answering(Proofs.Denied(
                ResponseCode.NXDomain, Proofs.Matching(bare, "test", "test"), Proofs.Covering(other, "test", "nothing.test"), Proofs.Covering(other, "test", "*.test"))).Bogus(ReasonKind.HashParametersDiffer).Breaks(49);
        }

        yield return ScenarioFile.Of("nsec3/longest-salt-is-secure", "A salt of 255 octets is the longest there can be, and is computed.", Zone(Names, new DenialScheme.Nsec3 { Salt = new byte[255] }), "nothing.test").Secure(ResponseCode.NXDomain).Holds(58);
        string deep = string.Join('.', Enumerable.Repeat("x", 100));
        IEnumerable<ResourceRecord> many = Enumerable.Range(1, 3).SelectMany(salt => Proofs.Matching(Zone("a A 192.0.2.1", new DenialScheme.Nsec3(150) { Salt = new[] { (byte)salt } }), "test", "a.test"));
        yield return ScenarioFile.Of("nsec3/deep-name-under-many-chains-costs-too-much", "Each chain wants its own hashes of every ancestor; beyond the limit nothing is computed.", Zone(), $"{deep}.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, many)).Bogus(ReasonKind.WorkHashes).Breaks(58);
        yield return ScenarioFile.Of("nsec3/deep-name-under-one-chain-is-secure", "One chain at the highest number of iterations is affordable for a name of a hundred labels.", Zone(Names, new DenialScheme.Nsec3(150)), $"{deep}.test").Secure(ResponseCode.NXDomain).Holds(58);
    }

    private static IEnumerable<ScenarioFile> Unknown()
    {
        static Nsec3Rdata With(Nsec3Rdata n, byte algorithm, byte flags) => new(algorithm, flags, n.Iterations, n.Salt, n.NextHash, n.Types);
        string[] abouts = ["test", "www.test", "a.test"];
        const string Few = "a A 192.0.2.1\nwww A 192.0.2.1";
        ScenarioWorld sound = Zone(Few);
        ScenarioWorld algorithm = Zone(Few, null, [.. abouts.Select(about => Changed(about, n => With(n, 2, 0)))]);
        ScenarioWorld flags = Zone(Few, null, [.. abouts.Select(about => Changed(about, n => With(n, 1, 2)))]);
        yield return ScenarioFile.Of("nsec3/unknown-hash-algorithm-is-bogus", "Records with an unknown hash algorithm prove nothing.", sound, "nothing.test").Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(algorithm, "test"))).Bogus(ReasonKind.HashAlgorithmUnknown).Breaks(50);
        yield return ScenarioFile.Of("nsec3/unknown-flags-are-bogus", "Records with unknown flags prove nothing.", sound, "nothing.test").Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(flags, "test"))).Bogus(ReasonKind.HashFlagsUnknown).Breaks(50);
        yield return ScenarioFile.Of("nsec3/unknown-flag-beside-opt-out-is-bogus", "Nor do they where the opt-out flag is set as well.", sound, "nothing.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(Zone(Few, null, [.. abouts.Select(about => Changed(about, n => With(n, 1, 0x81)))]), "test"))).Bogus(ReasonKind.HashFlagsUnknown).Breaks(50);
        yield return ScenarioFile.Of("nsec3/unknown-ones-beside-a-whole-proof-are-secure", "Unknown records are passed over where the known ones prove it.", sound, "nothing.test")
            .Answering(Proofs.WithMore(Proofs.Matching(Zone("sub A 192.0.2.1", null, Changed("sub.test", n => With(n, 2, 0))), "test", "sub.test"))).Secure(ResponseCode.NXDomain).Holds(50);
        yield return ScenarioFile.Of("nsec3/unknown-hash-algorithm-makes-nothing-unsigned-is-bogus", "That nothing can be computed does not make a delegation unsigned.", sound, "www.test")
            .Answering(Damage.WithoutSignatures).Answering("www.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, Proofs.Chain(algorithm, "test"))).Bogus(ReasonKind.HashAlgorithmUnknown).Breaks(50);
    }

    private static IEnumerable<ScenarioFile> Enclosers()
    {
        ScenarioWorld world = Zone();
        yield return ScenarioFile.Of("nsec3/of-a-dname-denies-nothing-below-is-bogus", "A closest encloser with DNAME should have moved the name.", world, "x.dname.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(world, "test", "dname.test"), Proofs.Covering(world, "test", "x.dname.test"), Proofs.Covering(world, "test", "*.dname.test"))).Bogus(ReasonKind.DenialFromRedirection).Breaks(35, 51);
        yield return ScenarioFile.Of("nsec3/of-a-dname-denies-types-at-it", "At its owner a DNAME is a type like others.", world, "dname.test").Holds(35);
        yield return ScenarioFile.Of("nsec3/of-an-alias-denies-no-type-is-bogus", "The bitmap has CNAME: the alias was taken out of the answer.", Zone("alias CNAME a\na A 192.0.2.1"), "alias.test", RecordType.AAAA)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(Zone("alias CNAME a\na A 192.0.2.1"), "test", "alias.test"))).Bogus(ReasonKind.AliasExists).Breaks(36);
        yield return ScenarioFile.Of("nsec3/encloser-is-an-empty-non-terminal", "A closest encloser may be a name without records.", world, "x.below.test").Secure(ResponseCode.NXDomain).Holds(33, 51);
        yield return ScenarioFile.Of("nsec3/encloser-too-high-is-bogus", "An ancestor above the closest encloser matches, but the name below it is not covered: it exists.", world, "x.below.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(world, "test", "test"), Proofs.Covering(world, "test", "x.below.test"), Proofs.Covering(world, "test", "*.test"))).Bogus(ReasonKind.NextCloserNotCovered).Breaks(51);
        yield return ScenarioFile.Of("nsec3/match-in-place-of-a-cover-shows-the-name", "The record that matches a name does not cover it: whatever the code says, the name exists.", world, "www.test", RecordType.AAAA)
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(world, "test", "test"), Proofs.Matching(world, "test", "www.test"), Proofs.Covering(world, "test", "*.test"))).Secure(ResponseCode.NoError).Holds(52);
        yield return ScenarioFile.Of("nsec3/match-that-denies-its-own-type-is-bogus", "The record that matches a name, sent as if it covered it, shows the type.", world, "www.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(world, "test", "test"), Proofs.Matching(world, "test", "www.test"), Proofs.Covering(world, "test", "*.test"))).Bogus(ReasonKind.TypeExists).Breaks(52);
        yield return ScenarioFile.Of("nsec3/cover-in-place-of-a-match-is-bogus", "The record that covers a name says nothing about types at it.", world, "nothing.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Covering(world, "test", "nothing.test"))).Bogus(ReasonKind.ClosestEncloserMissing).Breaks(52);
        yield return ScenarioFile.Of("nsec3/without-ns-makes-no-unsigned-zone-is-bogus", "A record without NS matches the name: it is no delegation, and its data must be signed.", world, "www.test")
            .Answering(Damage.WithoutSignatures).Answering("www.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, Proofs.Matching(world, "test", "www.test"))).Bogus(ReasonKind.SignatureMissing).Breaks(38);
        ScenarioWorld optOut = Zone(Names, new DenialScheme.Nsec3(OptOut: true));
        yield return ScenarioFile.Of("nsec3/opt-out-flag-on-a-match-makes-nothing-unsigned-is-bogus", "The opt-out flag speaks of the span, not of the name that the record matches.", optOut, "www.test")
            .Answering(Damage.WithoutSignatures).Answering("www.test", RecordType.DS, Proofs.Denied(ResponseCode.NoError, Proofs.Matching(optOut, "test", "www.test"))).Bogus(ReasonKind.SignatureMissing).Breaks(38, 54);
        ScenarioWorld unsigned = Zone("a A 192.0.2.1", new DenialScheme.Nsec3(OptOut: true)).UnsignedZone("open.gov.test", "www A 192.0.2.3");
        yield return ScenarioFile.Of("nsec3/empty-non-terminal-over-unsigned-zones-is-insecure", "With opt-out a name that only unsigned delegations make has no record; the span over it leaves it insecure.", unsigned, "gov.test")
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(unsigned, "test", "test"), Proofs.Covering(unsigned, "test", "gov.test"))).Insecure(ReasonKind.OptOutDelegation).Holds(54);
        yield return ScenarioFile.Of("nsec3/unsigned-zone-two-labels-below-is-insecure", "An unsigned delegation deep in an opt-out span.", unsigned, "www.open.gov.test").Insecure(ReasonKind.OptOutDelegation).Holds(54, 55);
        yield return ScenarioFile.Of("nsec3/opt-out-flag-set-on-the-way-is-bogus", "The proof that would make a delegation unsigned has a flag that was not signed.", Zone().Zone("safe.test", "www A 192.0.2.3"), "www.safe.test").Answering(Damage.WithoutSignatures)
            .Answering("safe.test", RecordType.DS, (reply, _) => reply with { Answer = [], Authority = [.. OptedOut(Proofs.Chain(Zone(), "test"))] }).Bogus(ReasonKind.SignatureWrong).Breaks(55);
    }

    private static IEnumerable<ScenarioFile> Circle()
    {
        ScenarioWorld alone = Zone("");
        ScenarioWorld world = Zone("a A 192.0.2.1\nb A 192.0.2.1\nc A 192.0.2.1");
        string[] names = ["test", "a.test", "b.test", "c.test"];
        string[] hashes = [.. names.Select(name => Proofs.HashOf(name)).Order(StringComparer.Ordinal)];
        string[] candidates = [.. Enumerable.Range(0, 1000).Select(i => $"n{i}.test")];
        string after = candidates.First(name => string.CompareOrdinal(Proofs.HashOf(name), hashes[^1]) > 0);
        string before = candidates.First(name => string.CompareOrdinal(Proofs.HashOf(name), hashes[0]) < 0);
        int other = hashes[0] == Proofs.HashOf("test") ? 1 : 0;
        string within = candidates.First(name => string.CompareOrdinal(Proofs.HashOf(name), hashes[other]) > 0 && string.CompareOrdinal(Proofs.HashOf(name), hashes[other + 1]) < 0);
        yield return ScenarioFile.Of("nsec3/hash-after-the-last-is-covered", "The last record covers what comes after it.", world, after).Secure(ResponseCode.NXDomain).Holds(53);
        yield return ScenarioFile.Of("nsec3/hash-before-the-first-is-covered", "The last record covers what comes before the first.", world, before).Secure(ResponseCode.NXDomain).Holds(53);
        yield return ScenarioFile.Of("nsec3/hash-in-the-middle-is-not-covered-by-the-last-is-bogus", "The last record covers nothing between the first and itself.", world, within)
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(world, "test", "test"), Proofs.Covering(world, "test", after))).Bogus(ReasonKind.NextCloserNotCovered).Breaks(53);
        yield return ScenarioFile.Of("nsec3/alone-covers-all-but-itself", "In a zone of one name its NSEC3 points to itself.", alone, "www.test").Secure(ResponseCode.NXDomain).Holds(53);
        yield return ScenarioFile.Of("nsec3/alone-does-not-deny-its-own-name-is-bogus", "The name itself is matched and not covered.", alone, "test", RecordType.NS)
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Chain(alone, "test"))).Bogus(ReasonKind.TypeExists).Breaks(53);
    }

    private static IEnumerable<ScenarioFile> Wildcards()
    {
        ScenarioWorld world = Zone();
        ScenarioWorld expanded = Zone(Names, null, Link("test") with { Labels = 1 });
        yield return ScenarioFile.Of("nsec3/made-from-a-wildcard-is-bogus", "An NSEC3 that was made from a wildcard is no link of the chain.", expanded, "nothing.test")
            .Answering(Proofs.Denied(ResponseCode.NXDomain, Proofs.Matching(expanded, "test", "test"))).Bogus(ReasonKind.DenialFromWildcard).Breaks(43);
        yield return ScenarioFile.Of("nsec3/wildcard-below-an-existing-name-is-bogus", "The name is covered, but the name one label closer to the wildcard exists.", world, "a.b.w.test").Answering((_, zones) => zones.Answer(new Question(DomainName.Parse("a.w.test"), RecordType.A)) with
        {
            Answer = [.. zones.Answer(new Question(DomainName.Parse("a.w.test"), RecordType.A)).Answer.Select(record => record with { Owner = DomainName.Parse("a.b.w.test") })],
            Authority = [.. Proofs.Covering(world, "test", "a.b.w.test"), .. Proofs.Matching(world, "test", "b.w.test")],
        }).Bogus(ReasonKind.NameExists).Breaks(44);
        yield return ScenarioFile.Of("nsec3/wildcard-no-data-without-the-wildcard-is-bogus", "The name is denied; what the wildcard has is not shown.", world, "n.w.test", RecordType.AAAA)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(world, "test", "w.test"), Proofs.Covering(world, "test", "n.w.test"))).Bogus(ReasonKind.WildcardNotDenied).Breaks(56);
        yield return ScenarioFile.Of("nsec3/wildcard-no-data-without-the-cover-is-bogus", "What the wildcard has is shown; that it stands in for the name is not.", world, "n.w.test", RecordType.AAAA)
            .Answering(Proofs.Denied(ResponseCode.NoError, Proofs.Matching(world, "test", "w.test"), Proofs.Matching(world, "test", "*.w.test"))).Bogus(ReasonKind.NextCloserNotCovered).Breaks(56);
        yield return ScenarioFile.Of("nsec3/wildcard-answer-needs-the-cover-only", "An answer from a wildcard needs no record of the encloser: the wildcard shows it.", world, "n.w.test").Holds(56);
        yield return ScenarioFile.Of("nsec3/wildcard-answer-under-opt-out-is-insecure", "The next closer name lies in an opt-out span and may be an unsigned delegation.", Zone("*.w A 192.0.2.9\na A 192.0.2.1", new DenialScheme.Nsec3(OptOut: true)), "n.w.test").Insecure(ReasonKind.OptOutDelegation).Holds(54);
    }

    private static IEnumerable<ScenarioFile> Iterations()
    {
        ScenarioWorld costly = Zone("a A 192.0.2.1", new DenialScheme.Nsec3(151)).Zone("safe.test", "www A 192.0.2.1").UnsignedZone("open.test", "www A 192.0.2.2");
        yield return ScenarioFile.Of("nsec3/151-iterations-leave-a-signed-delegation-secure", "A DS that is there needs no denial, whatever the zone's iterations.", costly, "www.safe.test").Holds(57);
        yield return ScenarioFile.Of("nsec3/151-iterations-at-a-delegation-are-insecure", "The proof of an unsigned delegation is not computed: it counts as unsigned, for that reason.", costly, "www.open.test").Insecure(ReasonKind.Nsec3IterationsTooHigh).Holds(57);
        yield return ScenarioFile.Of("nsec3/151-iterations-at-a-delegation-unsigned-are-bogus", "The iterations are believed under a signature only.", costly, "www.open.test").Answering("open.test", RecordType.DS, Damage.WithoutSignaturesOver(RecordType.NSEC3)).Bogus(ReasonKind.DenialUnsigned).Breaks(55, 57);
        yield return ScenarioFile.Of("nsec3/151-iterations-leave-an-existing-answer-secure", "What exists and is signed needs no denial.", Zone("a.b.c A 192.0.2.1", new DenialScheme.Nsec3(151)), "test", RecordType.SOA).Holds(57);
    }

    private static IEnumerable<ScenarioFile> Mixed()
    {
        ScenarioWorld hashed = Zone();
        ScenarioWorld plain = Zone(Names, new DenialScheme.Nsec());
        yield return ScenarioFile.Of("nsec3/beside-a-whole-nsec-proof-is-secure", "NSEC proves it alone; a stray NSEC3 of the zone beside it changes nothing.", plain, "nothing.test").Answering(Proofs.WithMore(Proofs.Matching(hashed, "test", "a.test"))).Secure(ResponseCode.NXDomain).Holds(59);
        yield return ScenarioFile.Of("nsec3/whole-proof-beside-a-stray-nsec-is-secure", "NSEC3 proves it alone; a stray NSEC of the zone beside it changes nothing.", hashed, "nothing.test").Answering(Proofs.WithMore(Proofs.Nsec(plain, "test", "a.test"))).Secure(ResponseCode.NXDomain).Holds(59);
        yield return ScenarioFile.Of("nsec3/half-beside-half-a-nsec-proof-is-bogus", "NSEC denies the name, NSEC3 the wildcard: neither proves it alone.", plain, "nothing.test").Answering(Proofs.Denied(
            ResponseCode.NXDomain, Proofs.Nsec(plain, "test", "dname.test"), Proofs.Matching(hashed, "test", "test"), Proofs.Covering(hashed, "test", "*.test"))).Bogus(ReasonKind.WildcardNotDenied).Breaks(59);
        yield return ScenarioFile.Of("nsec3/encloser-with-nsec-cover-is-bogus", "NSEC3 shows the encloser, NSEC the gap: neither proves it alone.", plain, "nothing.test").Answering(Proofs.Denied(
            ResponseCode.NXDomain, Proofs.Matching(hashed, "test", "test"), Proofs.Nsec(plain, "test", "dname.test"))).Bogus(ReasonKind.WildcardNotDenied).Breaks(59);
    }

    private static IEnumerable<ResourceRecord> OptedOut(IEnumerable<ResourceRecord> records) => records.Select(record => record.Data is Nsec3Rdata n
        ? record with { Data = new Nsec3Rdata(n.HashAlgorithm, 1, n.Iterations, n.Salt, n.NextHash, n.Types) }
        : record);
}
