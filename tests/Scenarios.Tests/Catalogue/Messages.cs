using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Messages that are odd or tampered with: records beside the answer, codes that do not fit, signatures taken at each hop, meta types, redirections.</summary>
internal static class Messages
{
    private const string Www = "www A 192.0.2.1";

    public static IEnumerable<ScenarioFile> All() => [.. Beside(), .. Codes(), .. Hops(), .. Metas(), .. Redirections(), .. Bounds()];

    private static ResourceRecord Record(string owner, string data, RecordType type) => new(DomainName.Parse(owner), RecordClass.IN, 300, type switch
    {
        RecordType.A => new AddressRdata(System.Net.IPAddress.Parse(data)),
        _ => new NameRdata(type, DomainName.Parse(data)),
    });

    private static IEnumerable<ScenarioFile> Beside()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", Www + "\nalias CNAME www\nz A 192.0.2.1").Zone("other", Www);
        ResourceRecord[] servers = [Record("test", "ns.invalid", RecordType.NS), Record("ns.test", "192.0.2.53", RecordType.A)];
        yield return ScenarioFile.Of("message/unsigned-ns-beside-the-answer-is-secure", "NS records and glue without signature beside an answer do it no harm.", world, "www.test").Answering(Proofs.WithMore(servers)).Holds(70);
        yield return ScenarioFile.Of("message/unsigned-ns-beside-a-denial-is-secure", "Nor do they beside a denial.", world, "nothing.test").Answering(Proofs.WithMore(servers)).Secure(ResponseCode.NXDomain).Holds(70);
        yield return ScenarioFile.Of("message/unsigned-ns-asked-for-is-bogus", "Asked for themselves, the NS records of a signed zone must be signed.", world, "test", RecordType.NS).Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(63, 70);
        yield return ScenarioFile.Of("message/glue-asked-for-is-bogus", "An address that came as glue is no answer.", world, "ns.test").Answering((reply, _) => reply with { Code = ResponseCode.NoError, Answer = [servers[1]], Authority = [] }).Bogus(ReasonKind.SignatureMissing).Breaks(70);
        yield return ScenarioFile.Of("message/foreign-records-in-the-answer-are-left-out", "Records of another name in the answer are passed over, good or bad.", world, "www.test").Answering((reply, zones) => reply with
        {
            Answer = [Record("www.other", "203.0.113.66", RecordType.A), .. reply.Answer, .. zones.Answer(new Question(DomainName.Parse("z.test"), RecordType.A)).Answer],
        }).Holds(68);
        yield return ScenarioFile.Of("message/forged-record-in-the-answer-is-bogus", "A record added to the set that was asked for breaks its signature.", world, "www.test")
            .Answering((reply, _) => reply with { Answer = [.. reply.Answer, Record("www.test", "203.0.113.66", RecordType.A)] }).Bogus(ReasonKind.SignatureWrong).Breaks(68);
        yield return ScenarioFile.Of("message/answer-for-another-name-only-is-bogus", "Signed data of another name in place of an answer answer nothing.", world, "www.test")
            .Answering(Damage.InsteadOf("z.test", RecordType.A)).Bogus(ReasonKind.DenialMissing).Breaks(68);
        yield return ScenarioFile.Of("message/foreign-proof-beside-the-right-one-is-secure", "Proofs of other zones beside the right one are passed over.", world, "nothing.test").Answering(Proofs.WithMore(Proofs.Nsec(world, "other", "other"), Proofs.Nsec(world, "other", "www.other"))).Secure(ResponseCode.NXDomain).Holds(68);
        yield return ScenarioFile.Of("message/unsigned-proof-beside-the-right-one-is-secure", "A forged record without signature beside a whole proof changes nothing.", world, "nothing.test")
            .Answering(Proofs.WithMore([new ResourceRecord(DomainName.Parse("b.test"), RecordClass.IN, 300, new NsecRdata(DomainName.Parse("zz.test"), TypeBitmap.Of([RecordType.A])))])).Secure(ResponseCode.NXDomain).Holds(64);
        yield return ScenarioFile.Of("message/unsigned-soa-beside-a-whole-proof-is-secure", "The SOA is no part of the proof; without its signature it is left out.", world, "nothing.test").Answering(Damage.WithoutSignaturesOver(RecordType.SOA)).Secure(ResponseCode.NXDomain).Holds(64);
        yield return ScenarioFile.Of("message/two-aliases-at-one-name-lead-nowhere", "Of two CNAME records at one name nobody can tell which is meant.", new ScenarioWorld().Zone("test", "alias CNAME www\nalias CNAME z\nwww A 192.0.2.1\nz A 192.0.2.2"), "alias.test").Indeterminate(ReasonKind.AliasAmbiguous).Breaks(66);
        yield return ScenarioFile.Of("message/two-redirections-at-one-name-lead-nowhere", "Of two DNAME records at one name nobody can tell which is meant.", new ScenarioWorld().Zone("test", "tree DNAME a\ntree DNAME b\nx.a A 192.0.2.1"), "x.tree.test").Indeterminate(ReasonKind.RedirectionAmbiguous).Breaks(67);
    }

    private static IEnumerable<ScenarioFile> Codes()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", Www);
        yield return ScenarioFile.Of("message/data-under-name-error-are-data", "The code says that the name does not exist; the data are signed.", world, "www.test").Answering(Damage.WithCode(ResponseCode.NXDomain)).Holds(71);
        yield return ScenarioFile.Of("message/name-error-without-proof-is-bogus", "The code alone denies nothing.", world, "www.test").Answering((reply, _) => reply with { Code = ResponseCode.NXDomain, Answer = [] }).Bogus(ReasonKind.DenialMissing).Breaks(71);
        yield return ScenarioFile.Of("message/yxdomain-without-redirection-is-bogus", "The code alone makes no name too long.", world, "www.test").Answering((reply, _) => reply with { Code = ResponseCode.YXDomain, Answer = [] }).Bogus(ReasonKind.DenialMissing).Breaks(67, 71);
        yield return ScenarioFile.Of("message/refused-is-indeterminate", "A server that refuses has said nothing, whatever it sent along.", world, "www.test").Answering(Damage.WithCode(ResponseCode.Refused)).Indeterminate(ReasonKind.UpstreamRefused).Breaks(83);
        yield return ScenarioFile.Of("message/not-implemented-is-indeterminate", "Nor has one that does not know the question.", world, "www.test").Answering(Damage.WithCode(ResponseCode.NotImp)).Indeterminate(ReasonKind.UpstreamDoesNotUnderstand).Breaks(83);
        yield return ScenarioFile.Of("message/referral-is-indeterminate", "A reply that only names other servers answers nothing.", world, "www.test")
            .Answering((reply, _) => reply with { Answer = [], Authority = [Record("test", "ns.invalid", RecordType.NS)] }).Indeterminate(ReasonKind.UpstreamRefers).Breaks(83);
    }

    private static IEnumerable<ScenarioFile> Hops()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", Www).Zone("sub.test", Www + "\nalias CNAME www");
        yield return ScenarioFile.Of("message/everything-stripped-is-bogus", "Without any signature nothing is insecure, and all is bogus.", world, "www.sub.test").Answering(Damage.WithoutSignatures)
            .Answering("test", RecordType.DS, Damage.WithoutSignatures).Answering("test", RecordType.DNSKEY, Damage.WithoutSignatures).Answering(".", RecordType.DNSKEY, Damage.WithoutSignatures).Bogus(ReasonKind.KeysUnsigned).Breaks(63, 64);
        yield return ScenarioFile.Of("message/keys-of-the-zone-above-stripped-are-bogus", "The keys of a zone on the way have lost their signature.", world, "www.sub.test").Answering("test", RecordType.DNSKEY, Damage.WithoutSignatures).Bogus(ReasonKind.KeysUnsigned).Breaks(64);
        yield return ScenarioFile.Of("message/ds-unanswered-is-indeterminate", "Whether a zone begins there nobody told: unsigned data there are not insecure.", world, "www.sub.test").Answering(Damage.WithoutSignatures)
            .Answering("sub.test", RecordType.DS, (reply, _) => reply with { Code = ResponseCode.ServFail, Answer = [], Authority = [] }).Indeterminate(ReasonKind.DelegationUnanswered).Breaks(83);
        yield return ScenarioFile.Of("message/parent-and-child-at-one-server-are-secure", "Where one server has parent and child no referral is seen; the DS shows the cut.", world, "www.sub.test").Holds(27, 63);
        ScenarioWorld Broken(bool isDelegated) => isDelegated
            ? new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => plan with { Expiration = ScenarioWorld.Now.AddDays(-1) })
            : new ScenarioWorld().Zone("test", "").ZoneWithDelegation("sub.test", Www, [], plan => plan with { Expiration = ScenarioWorld.Now.AddDays(-1) });
        yield return ScenarioFile.Of("message/broken-signatures-below-an-unsigned-cut-are-insecure", "Below a proven unsigned delegation expired signatures are not looked at.", Broken(isDelegated: false), "www.sub.test").Insecure(ReasonKind.InsecureDelegation).Holds(65);
        yield return ScenarioFile.Of("message/broken-signatures-below-a-signed-cut-are-bogus", "The same zone with a DS is broken.", Broken(isDelegated: true), "www.sub.test").Bogus(ReasonKind.SignatureExpired).Breaks(65);
        yield return ScenarioFile.Of("message/zone-with-ds-below-an-unsigned-one-is-insecure", "A DS in an unsigned zone delegates nothing: what is below stays insecure, however well signed.", new ScenarioWorld().UnsignedZone("open", "").Zone("sub.open", Www), "www.sub.open").Insecure(ReasonKind.InsecureDelegation).Holds(65);
        ScenarioWorld apexAlias = new ScenarioWorld().Zone("test", "").UnsignedZone("open.test", "@ CNAME www.test.").Zone("www.test", "@ A 192.0.2.1");
        yield return ScenarioFile.Of("message/alias-at-an-unsigned-apex-is-insecure", "An alias beside the SOA of an unsigned zone is wrong, works, and is insecure.", apexAlias, "open.test").Insecure(ReasonKind.InsecureDelegation).Holds(30, 65);
        yield return ScenarioFile.Of("message/alias-for-a-ds-unsigned-is-bogus", "Asked for the DS, the server gives the child's unsigned alias: that proves no unsigned delegation.", apexAlias, "open.test")
            .Answering("open.test", RecordType.DS, (reply, _) => reply with { Answer = [Record("open.test", "www.test", RecordType.CNAME)], Authority = [] }).Bogus(ReasonKind.AliasAtDelegationUnsigned).Breaks(30, 63);
        yield return ScenarioFile.Of("message/alias-for-a-ds-beside-the-proof-is-insecure", "The same with the parent's own proof beside it: the proof counts.", apexAlias, "open.test")
            .Answering("open.test", RecordType.DS, (reply, _) => reply with { Answer = [Record("open.test", "www.test", RecordType.CNAME)] }).Insecure(ReasonKind.InsecureDelegation).Holds(30, 63);
        ScenarioWorld wild = new ScenarioWorld().Zone("test", "* DS 1 13 2 " + new string('0', 64));
        yield return ScenarioFile.Of("message/ds-from-a-wildcard-is-bogus", "A DS made from a wildcard delegates nothing.", wild, "www.x.test").Answering(Damage.WithoutSignatures).Bogus(ReasonKind.DelegationFromWildcard).Breaks(38);
    }

    private static IEnumerable<ScenarioFile> Metas()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "alias CNAME www\n" + Www).UnsignedZone("open", "alias CNAME www\n" + Www);
        yield return ScenarioFile.Of("meta/signatures-of-an-alias-are-indeterminate", "Signatures are not signed themselves; at an alias too the question comes to an end.", world, "alias.test", RecordType.RRSIG).Indeterminate(ReasonKind.SignaturesUnsigned).Holds(76);
        yield return ScenarioFile.Of("meta/signatures-asked-for-and-answered-by-an-alias", "The same where the server follows the alias instead.", world, "alias.test", RecordType.RRSIG).Answering(Damage.InsteadOf("alias.test", RecordType.A)).Indeterminate(ReasonKind.SignaturesUnsigned).Holds(76);
        yield return ScenarioFile.Of("meta/proof-of-an-alias-asked-for-is-secure", "NSEC stands beside a CNAME and is answered from there.", world, "alias.test", RecordType.NSEC).Holds(76);
        yield return ScenarioFile.Of("meta/proof-asked-for-and-answered-by-an-alias-is-secure", "A server may also follow the alias to the NSEC of its target.", world, "alias.test", RecordType.NSEC)
            .Answering((_, zones) => zones.Answer(new Question(DomainName.Parse("alias.test"), RecordType.CNAME))).Holds(76);
        yield return ScenarioFile.Of("meta/keys-asked-for-at-an-alias-follow-it", "Asked for keys, an alias leads to a name that has none.", world, "alias.test", RecordType.DNSKEY).Holds(76);
        yield return ScenarioFile.Of("meta/keys-asked-for-and-answered-by-an-unsigned-alias-are-bogus", "An alias in place of the keys of a zone leaves it without keys.", world, "www.test")
            .Answering("test", RecordType.DNSKEY, (reply, _) => reply with { Answer = [Record("test", "www.open", RecordType.CNAME)] }).Bogus(ReasonKind.KeysMissing).Breaks(64, 76);
        yield return ScenarioFile.Of("meta/everything-answered-by-an-unsigned-alias-is-bogus", "Asked for everything, an alias without signature is no answer.", world, "alias.test", RecordType.ANY).Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(76);
        yield return ScenarioFile.Of("meta/nxname-is-not-asked-for", "A type that belongs to proofs and never to data is not asked for.", world, "www.test", RecordType.NXNAME).Indeterminate(ReasonKind.TypeNotAskable).Breaks(83);
    }

    private static IEnumerable<ScenarioFile> Redirections()
    {
        string label = new('x', 60);
        ScenarioWorld world = new ScenarioWorld().Zone("test", $"tree DNAME other.\nopen DNAME open.\nlong DNAME {label}.{label}.other.\ntwice DNAME tree\nself DNAME x.self\n" + Www).Zone("other", Www).UnsignedZone("open", Www).Zone("apex", "@ DNAME other.\n@ A 192.0.2.7");
        yield return ScenarioFile.Of("redirection/to-an-unsigned-zone-is-insecure", "The chain through a DNAME is as secure as its weakest link.", world, "www.open.test").Insecure(ReasonKind.InsecureDelegation).Holds(66, 67);
        yield return ScenarioFile.Of("redirection/twice-is-secure", "One DNAME leads below another.", world, "www.twice.test").Holds(66, 67);
        yield return ScenarioFile.Of("redirection/at-an-apex-is-secure", "A DNAME at the apex of a zone moves all names below it and leaves its keys and its DS alone.", world, "www.apex").Holds(32, 67);
        yield return ScenarioFile.Of("redirection/at-an-apex-leaves-the-apex-alone", "The apex itself has its own data.", world, "apex").Holds(32);
        yield return ScenarioFile.Of("redirection/to-no-name-is-secure", "The target of a DNAME is denied in the target's zone.", world, "nothing.tree.test").Secure(ResponseCode.NXDomain).Holds(46, 67);
        yield return ScenarioFile.Of("redirection/that-grows-too-long-with-an-alias-is-bogus", "Where the name grows too long no CNAME can have been made, and yet one came.", world, $"{label}.{label}.{label[..30]}.long.test")
            .Answering((reply, _) => reply with { Code = ResponseCode.NoError, Answer = [.. reply.Answer, Record($"{label}.{label}.{label[..30]}.long.test", "www.other", RecordType.CNAME)] }).Bogus(ReasonKind.AliasTooLong).Breaks(67);
        yield return ScenarioFile.Of("redirection/by-a-stripped-one-too-long-is-bogus", "Too long a name is believed only of a signed DNAME.", world, $"{label}.{label}.{label[..30]}.long.test").Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(64, 67);
        yield return ScenarioFile.Of("redirection/into-itself-comes-to-an-end", "A DNAME that leads below itself ends at the limit of aliases or of names.", world, "www.self.test").Bogus(ReasonKind.WorkAliases).Breaks(77);
        yield return ScenarioFile.Of("redirection/of-a-zone-beside-is-bogus", "A DNAME of another zone, soundly signed there, does not move a name of this one.", world, "www.test").Answering((_, zones) => zones.Answer(new Question(DomainName.Parse("www.apex"), RecordType.A)) with { Code = ResponseCode.NoError }).Bogus(ReasonKind.DenialMissing).Breaks(67);
    }

    private static IEnumerable<ScenarioFile> Bounds()
    {
        string deep = string.Join('.', Enumerable.Range(0, 24).Select(i => $"l{i}"));
        string Chain(int links) => string.Join('\n', Enumerable.Range(0, links).Select(i => $"{deep}.n{i} CNAME {deep}.n{i + 1}")) + $"\n{deep}.n{links} A 192.0.2.1";
        yield return ScenarioFile.Of("bounds/aliases-to-deep-names-are-secure", "A few aliases between deep names cost many questions, and fewer than the limit.", new ScenarioWorld().Zone("test", Chain(3)), $"{deep}.n0.test").Holds(77);
    }
}
