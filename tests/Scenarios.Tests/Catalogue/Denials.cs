using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>RFC 4035 section 5.4 and RFC 5155 section 8: what proves that something does not exist, and what does not.</summary>
internal static class Denials
{
    private const string Records = """
        a A 192.0.2.1
        www A 192.0.2.1
        www TXT "here"
        deep.below A 192.0.2.1
        alias CNAME www
        *.wild A 192.0.2.9
        exact.wild TXT "closer"
        sub NS ns.invalid.
        dname DNAME www
        z A 192.0.2.1
        """;

    private static readonly (string Kind, DenialScheme Denial)[] Both =
    [
        ("nsec", new DenialScheme.Nsec()),
        ("nsec3", new DenialScheme.Nsec3(1) { Salt = new byte[] { 0xAB, 0xCD } }),
    ];

    public static IEnumerable<ScenarioFile> All() =>
        [.. Both.SelectMany(both => InEither(both.Kind, both.Denial)), .. NsecOnly(), .. Nsec3Only()];

    private static ScenarioWorld World(DenialScheme denial, params SetPlan[] exceptions) => new ScenarioWorld().Zone("test", Records, plan =>
        exceptions.Aggregate(plan with { Denial = denial }, (changed, exception) => changed.Except(exception)));

    private static IEnumerable<ScenarioFile> InEither(string kind, DenialScheme denial)
    {
        ScenarioWorld world = World(denial);
        RecordType proof = kind == "nsec" ? RecordType.NSEC : RecordType.NSEC3;
        ReasonKind uncovered = kind == "nsec" ? ReasonKind.NameNotDenied : ReasonKind.NextCloserNotCovered;
        yield return ScenarioFile.Of($"denial/{kind}-no-name-is-secure", "The name and the wildcard that could stand in for it are both denied.", world, "nothing.test").Secure(ResponseCode.NXDomain).Holds(33, 51);
        yield return ScenarioFile.Of($"denial/{kind}-no-name-deep-is-secure", "A name several labels below the closest encloser is denied.", world, "a.b.c.nothing.test").Secure(ResponseCode.NXDomain).Holds(33);
        yield return ScenarioFile.Of($"denial/{kind}-no-name-without-proof-is-bogus", "The proof is left out.", world, "nothing.test").Answering(Damage.Without(proof)).Bogus(ReasonKind.DenialMissing).Breaks(33, 64);
        yield return ScenarioFile.Of($"denial/{kind}-no-name-with-stripped-proof-is-bogus", "The proof has lost its signatures.", world, "nothing.test").Answering(Damage.WithoutSignaturesOver(proof)).Bogus(ReasonKind.DenialUnsigned).Breaks(64);
        yield return ScenarioFile.Of($"denial/{kind}-no-name-proved-for-another-is-bogus", "The proof is about another name.", world, "ok.test").Answering(Damage.DeniedAs("zz.test", RecordType.A, ResponseCode.NXDomain)).Bogus(uncovered).Breaks(33);
        yield return ScenarioFile.Of($"denial/{kind}-existing-name-is-bogus", "The proof of another name's absence denies an existing name.", world, "www.test").Answering(Damage.DeniedAs("nothing.test", RecordType.A, ResponseCode.NXDomain)).Bogus(uncovered).Breaks(33);
        yield return ScenarioFile.Of($"denial/{kind}-no-data-is-secure", "The name exists without the type.", world, "www.test", RecordType.AAAA).Holds(36);
        yield return ScenarioFile.Of($"denial/{kind}-no-data-where-the-type-exists-is-bogus", "The proof itself lists the type.", world, "www.test", RecordType.TXT).Answering(Damage.DeniedAs("www.test", RecordType.AAAA)).Bogus(ReasonKind.TypeExists);
        yield return ScenarioFile.Of($"denial/{kind}-no-data-where-an-alias-stands-is-bogus", "The proof lists a CNAME, which should have been the answer.", world, "alias.test", RecordType.AAAA).Answering(kind == "nsec" ? Damage.DeniedAs("alias.test", RecordType.NSEC, ResponseCode.NoError) : Damage.DeniedByAlias("test")).Bogus(kind == "nsec" ? ReasonKind.DenialMissing : ReasonKind.AliasExists);
        yield return ScenarioFile.Of($"denial/{kind}-of-everything-where-data-exist-is-bogus", "Asked for everything, a name that has data is not shown to have none.", world, "www.test", RecordType.ANY).Answering(Damage.DeniedAs("www.test", RecordType.AAAA)).Bogus(ReasonKind.TypeExists).Breaks(37);
        yield return ScenarioFile.Of($"denial/{kind}-empty-non-terminal-has-no-data", "A name that exists only through names below it has no data.", world, "below.test").Holds(34);
        yield return ScenarioFile.Of($"denial/{kind}-empty-non-terminal-is-no-name-error", "The proof decides, not the response code: the name exists.", world, "below.test").Answering(Damage.WithCode(ResponseCode.NXDomain)).Holds(34, 71);
        yield return ScenarioFile.Of($"denial/{kind}-name-error-as-no-data-is-a-name-error", "The proof decides, not the response code: the name does not exist.", world, "nothing.test").Answering(Damage.WithCode(ResponseCode.NoError)).Secure(ResponseCode.NXDomain).Holds(71);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-answer-is-secure", "A wildcard answers, with proof that no closer name exists.", world, "any.wild.test").Holds(44, 56);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-answer-deep-is-secure", "The name next closer to the wildcard is what must not exist.", world, "x.y.any.wild.test").Holds(44);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-answer-without-proof-is-bogus", "The same without the proof.", world, "any.wild.test").Answering(Damage.Without(proof)).Bogus(ReasonKind.WildcardWithoutProof).Breaks(44, 56);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-answer-for-an-existing-name-is-bogus", "A wildcard may not answer where a closer name exists.", world, "exact.wild.test").Answering((_, zones) => AsIfWildcard(zones, "any.wild.test", "exact.wild.test")).Bogus(ReasonKind.WildcardProofUnfit).Breaks(44);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-itself-needs-no-proof", "Asked for by its own name, a wildcard is a name like others.", world, "*.wild.test").Answering(Damage.Without(proof)).Holds(45);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-no-data-is-secure", "A wildcard stands in for the name and lacks the type.", world, "any.wild.test", RecordType.AAAA).Holds(43, 56);
        yield return ScenarioFile.Of($"denial/{kind}-wildcard-no-data-where-the-type-exists-is-bogus", "The wildcard has the type and should have answered.", world, "any.wild.test").Answering(Damage.DeniedAs("any.wild.test", RecordType.AAAA)).Bogus(ReasonKind.WildcardExists).Breaks(56);
        yield return ScenarioFile.Of($"denial/{kind}-of-a-delegation-denies-nothing-below", "The parent's record of a delegation proves nothing about names below it.", world, "www.sub.test").Answering(Damage.DeniedAs("sub.test", RecordType.DS, ResponseCode.NXDomain)).Insecure(ReasonKind.InsecureDelegation, ResponseCode.NXDomain).Breaks(35, 51);
        yield return ScenarioFile.Of($"denial/{kind}-below-a-signed-delegation-by-the-parent-is-bogus", "The parent cannot deny a name below a signed cut.", new ScenarioWorld().Zone("test", "z A 192.0.2.1", plan => plan with { Denial = denial }).Zone("sub.test", "www A 192.0.2.1"), "www.sub.test")
            .Answering(Damage.DeniedAs("nothing.test", RecordType.A, ResponseCode.NXDomain)).Bogus(ReasonKind.DenialNotBySigner).Breaks(41, 42);
    }

    private static Message AsIfWildcard(DaneCore.Lab.Authority.ZoneSet zones, string answered, string asked)
    {
        Message reply = zones.Answer(new Question(DomainName.Parse(answered), RecordType.A));
        return reply with { Answer = [.. reply.Answer.Select(record => record with { Owner = DomainName.Parse(asked) })] };
    }

    private static IEnumerable<ScenarioFile> NsecOnly()
    {
        DenialScheme nsec = new DenialScheme.Nsec();
        DomainName Name(string text) => DomainName.Parse(text);
        yield return ScenarioFile.Of("denial/nsec-last-one-wraps-around", "The last name's NSEC points to the apex and covers what comes after.", World(nsec), "zz.test").Secure(ResponseCode.NXDomain).Holds(39);
        yield return ScenarioFile.Of("denial/nsec-alone-in-its-zone-covers-all-below", "In a zone of one name its NSEC points to itself.", new ScenarioWorld().Zone("test", ""), "www.test").Secure(ResponseCode.NXDomain).Holds(40);
        yield return ScenarioFile.Of("denial/nsec-with-next-name-outside-the-zone-is-bogus", "A next name beyond the zone covers nothing.",
            World(nsec, new SetPlan(Name("www.test"), RecordType.NSEC) { Rewrite = data => new NsecRdata(Name("zzz"), ((NsecRdata)data).Types) }), "x.test").Bogus(ReasonKind.NextNameOutsideZone).Breaks(39);
        yield return ScenarioFile.Of("denial/nsec-made-from-a-wildcard-is-bogus", "An NSEC that was expanded from a wildcard speaks of the wildcard, not of its owner.",
            World(nsec, new SetPlan(Name("dname.test"), RecordType.NSEC) { Labels = 1 }), "e.test").Answering(Damage.Without(RecordType.NSEC, "test")).Bogus(ReasonKind.DenialFromWildcard).Breaks(43);
        yield return ScenarioFile.Of("denial/nsec-without-wildcard-denial-is-bogus", "The name is denied, the wildcard is not.", World(nsec), "nothing.test").Answering(Damage.Without(RecordType.NSEC, "test")).Bogus(ReasonKind.WildcardNotDenied).Breaks(33);
        yield return ScenarioFile.Of("denial/nsec-without-name-denial-is-bogus", "The wildcard is denied, the name is not.", World(nsec), "nothing.test").Answering(Damage.Without(RecordType.NSEC, "dname.test")).Bogus(ReasonKind.NameNotDenied).Breaks(33);
        yield return ScenarioFile.Of("denial/nsec-compact-name-error-is-secure", "An NSEC at the name itself with NXNAME says that the name does not exist.", new ScenarioWorld().Zone("test", "x TXT \"\"", plan => plan.Except(
            new SetPlan(Name("x.test"), RecordType.NSEC) { AddedTypes = [RecordType.NXNAME], RemovedTypes = [RecordType.TXT] })), "x.test").Secure(ResponseCode.NXDomain).Holds(62);
        yield return ScenarioFile.Of("denial/nsec-of-a-dname-denies-nothing-below", "Below a DNAME its NSEC denies nothing.", World(nsec), "x.dname.test").Answering(Damage.DeniedAs("dname.test", RecordType.A, ResponseCode.NXDomain)).Bogus(ReasonKind.DenialFromRedirection).Breaks(35);
    }

    private static IEnumerable<ScenarioFile> Nsec3Only()
    {
        ScenarioWorld Iterated(ushort iterations) => World(new DenialScheme.Nsec3(iterations));
        yield return ScenarioFile.Of("denial/nsec3-150-iterations-are-computed", "Up to 150 extra iterations are computed.", Iterated(150), "nothing.test").Secure(ResponseCode.NXDomain).Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-are-insecure", "Above that, denials of the zone are insecure.", Iterated(151), "nothing.test").Insecure(ReasonKind.Nsec3IterationsTooHigh, ResponseCode.NXDomain).Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-leave-delegations-unknown", "Where denials are not computed, no name can be shown to be no unsigned delegation: unsigned data are insecure, and the reason says so.", Iterated(151), "www.test").Answering(Damage.WithoutSignatures).Insecure(ReasonKind.Nsec3IterationsTooHigh).Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-leave-signed-data-secure", "What exists and is signed by the zone needs no denial, the one included that would show that no other zone begins there.", Iterated(151), "www.test").Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-leave-a-signed-alias-secure", "The same of an alias and what it leads to.", Iterated(151), "alias.test").Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-leave-signed-tlsa-secure", "The same two labels further down, where TLSA records stand.", new ScenarioWorld().Zone("test", "mx A 192.0.2.1\n_25._tcp.mx TLSA 3 1 1 00", plan => plan with { Denial = new DenialScheme.Nsec3(151) }), "_25._tcp.mx.test", RecordType.TLSA).Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-leave-forged-data-insecure", "Data that the zone did not sign so may be those of an unsigned delegation.", Iterated(151), "www.test").Answering(Damage.FlippedBitIn(RecordType.A)).Insecure(ReasonKind.Nsec3IterationsTooHigh).Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-151-iterations-leave-a-wildcard-answer-insecure", "An answer made from a wildcard needs a denial, and that is not computed.", Iterated(151), "any.wild.test").Insecure(ReasonKind.Nsec3IterationsTooHigh).Holds(57);
        yield return ScenarioFile.Of("denial/nsec3-unsigned-151-iterations-are-bogus", "That the iterations are too many is believed only under a signature.", Iterated(151), "nothing.test").Answering(Damage.WithoutSignaturesOver(RecordType.NSEC3)).Answering("nothing.test", RecordType.DS, Damage.WithoutSignaturesOver(RecordType.NSEC3)).Bogus(ReasonKind.DenialUnsigned).Breaks(57);
        ScenarioWorld optOut = World(new DenialScheme.Nsec3(OptOut: true));
        yield return ScenarioFile.Of("denial/nsec3-no-name-under-opt-out-is-insecure", "In an opt-out span an unsigned delegation could hide, so the denial is no full proof.", optOut, "nothing.test").Insecure(ReasonKind.OptOutDelegation, ResponseCode.NXDomain).Holds(54);
        yield return ScenarioFile.Of("denial/nsec3-no-data-under-opt-out-is-secure", "A record that matches the name proves what it lacks, opt-out or not.", optOut, "www.test", RecordType.AAAA).Holds(54);
        yield return ScenarioFile.Of("denial/nsec3-forged-opt-out-flag-is-bogus", "The opt-out flag was set on the way.", World(new DenialScheme.Nsec3()), "nothing.test").Answering((reply, _) => reply with
        {
            Authority = [.. reply.Authority.Select(record => record.Data is Nsec3Rdata n
                ? record with { Data = new Nsec3Rdata(n.HashAlgorithm, 1, n.Iterations, n.Salt, n.NextHash, n.Types) }
                : record)],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(54, 55);
    }
}
