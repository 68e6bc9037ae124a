using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>CNAME and DNAME: each link judged where it stands, the weakest deciding (RFC 6672 section 5.3).</summary>
internal static class Aliases
{
    private static readonly string Long = string.Join('.', Enumerable.Repeat(new string('x', 60), 4));

    public static IEnumerable<ScenarioFile> All()
    {
        ScenarioWorld world = new ScenarioWorld()
            .Zone("test", $"""
                www A 192.0.2.1
                alias CNAME www
                far CNAME www.other.
                open CNAME www.open.
                lost CNAME nothing.other.
                bare CNAME alias.other.
                *.wild CNAME www
                round CNAME trip
                trip CNAME round
                tree DNAME other.
                long DNAME {Long[..120]}.other.
                """)
            .Zone("other", "www A 192.0.2.2\nalias CNAME www")
            .UnsignedZone("open", "www A 192.0.2.3");
        yield return ScenarioFile.Of("alias/within-a-zone-is-secure", "An alias and what it leads to, in one zone.", world, "alias.test").Holds(66);
        yield return ScenarioFile.Of("alias/to-another-zone-is-secure", "Each link is judged in its own zone.", world, "far.test").Holds(46, 66);
        yield return ScenarioFile.Of("alias/of-an-alias-is-secure", "Two links in two zones.", world, "bare.test").Holds(66);
        yield return ScenarioFile.Of("alias/to-an-unsigned-zone-is-insecure", "The chain is as secure as its weakest link.", world, "open.test").Insecure(ReasonKind.InsecureDelegation).Holds(66);
        yield return ScenarioFile.Of("alias/to-no-name-is-secure", "The absence of the target is proved in the target's zone.", world, "lost.test").Secure(ResponseCode.NXDomain).Holds(46);
        yield return ScenarioFile.Of("alias/to-no-name-without-proof-is-bogus", "The same without the proof.", world, "lost.test").Answering(Damage.Without(RecordType.NSEC)).Answering("nothing.other", RecordType.A, Damage.Without(RecordType.NSEC)).Bogus(ReasonKind.DenialMissing).Breaks(46);
        yield return ScenarioFile.Of("alias/stripped-is-bogus", "The alias has lost its signature, the data behind it not.", world, "far.test").Answering(Damage.WithoutSignaturesOver(RecordType.CNAME)).Bogus(ReasonKind.SignatureMissing).Breaks(64, 66);
        yield return ScenarioFile.Of("alias/with-stripped-target-is-asked-again", "The data sent along have lost their signature; asked for by itself, the target has it.", world, "far.test").Answering(Damage.WithoutSignaturesOver(RecordType.A));
        yield return ScenarioFile.Of("alias/with-target-stripped-everywhere-is-bogus", "The target has no signature however it is asked for.", world, "far.test").Answering(Damage.WithoutSignaturesOver(RecordType.A)).Answering("www.other", RecordType.A, Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(64, 66);
        yield return ScenarioFile.Of("alias/redirected-to-another-name-is-bogus", "The alias was changed on the way.", world, "far.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record.Type == RecordType.CNAME ? record with { Data = new NameRdata(RecordType.CNAME, DomainName.Parse("alias.other")) } : record)],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(66);
        yield return ScenarioFile.Of("alias/without-target-sent-along-is-secure", "The reply holds the alias only; the target is asked for.", world, "far.test").Answering((reply, _) => reply with { Answer = [.. reply.Answer.Take(2)] });
        yield return ScenarioFile.Of("alias/in-a-circle-is-indeterminate", "The aliases lead back to where they began.", world, "round.test").Indeterminate(ReasonKind.AliasLoop);
        yield return ScenarioFile.Of("alias/from-a-wildcard-is-secure", "A wildcard makes the alias, with proof that no closer name exists.", world, "any.wild.test").Holds(44, 46);
        yield return ScenarioFile.Of("alias/from-a-wildcard-without-proof-is-bogus", "The same without the proof.", world, "any.wild.test").Answering(Damage.Without(RecordType.NSEC)).Bogus(ReasonKind.WildcardWithoutProof).Breaks(44, 46);
        yield return ScenarioFile.Of("alias/asked-for-itself-is-secure", "A CNAME asked for by its own type is data.", world, "alias.test", RecordType.CNAME);
        yield return ScenarioFile.Of("alias/by-redirection-is-secure", "A DNAME moves the name; the CNAME beside it needs no signature.", world, "www.tree.test").Holds(67);
        yield return ScenarioFile.Of("alias/by-redirection-without-cname-is-secure", "The CNAME is made here where the server leaves it out.", world, "www.tree.test").Answering((reply, _) => reply with { Answer = [.. reply.Answer.Where(record => record.Type != RecordType.CNAME)] }).Holds(67);
        yield return ScenarioFile.Of("alias/by-redirection-with-another-target-is-bogus", "The CNAME is not what the DNAME makes of the name.", world, "www.tree.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record.Type == RecordType.CNAME ? record with { Data = new NameRdata(RecordType.CNAME, DomainName.Parse("evil.other")) } : record)],
        }).Bogus(ReasonKind.AliasNotFromRedirection).Breaks(67);
        yield return ScenarioFile.Of("alias/by-redirection-with-a-false-signature-is-secure", "A signature that fails was put beside the CNAME that the DNAME makes; the DNAME is proof enough.", world, "www.tree.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer, FalseSignature(reply)],
        }).Holds(67);
        yield return ScenarioFile.Of("alias/by-redirection-with-a-false-signature-and-another-target-is-bogus", "The same, and the CNAME is not what the DNAME makes of the name.", world, "www.tree.test").Answering((reply, _) => reply with
        {
            Answer =
            [
                .. reply.Answer.Select(record => record.Type == RecordType.CNAME ? record with { Data = new NameRdata(RecordType.CNAME, DomainName.Parse("evil.other")) } : record),
                FalseSignature(reply),
            ],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(67);
        yield return ScenarioFile.Of("alias/by-redirection-asked-for-itself-with-a-false-signature-is-secure", "The same, asked for the CNAME.", world, "www.tree.test", RecordType.CNAME).Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer, FalseSignature(reply)],
        }).Holds(67);
        yield return ScenarioFile.Of("alias/by-unsigned-redirection-is-bogus", "The DNAME has lost its signature.", world, "www.tree.test").Answering(Damage.WithoutSignaturesOver(RecordType.DNAME)).Bogus(ReasonKind.SignatureMissing).Breaks(64, 67);
        yield return ScenarioFile.Of("alias/by-redirection-that-grows-too-long", "The DNAME makes the name longer than 255 octets.", world, $"{Long[..150]}.long.test").Secure(ResponseCode.YXDomain).Holds(67);
        yield return ScenarioFile.Of("alias/by-redirection-asked-for-any-is-secure", "Asked for everything, the CNAME that a DNAME makes still needs no signature.", world, "www.tree.test", RecordType.ANY).Holds(37, 76);
        yield return ScenarioFile.Of("alias/with-its-own-delegation-unanswered-is-secure", "Where a signed alias stands no zone begins, even if nobody answers the question for its DS.", world, "far.test")
            .Answering("far.test", RecordType.DS, (reply, _) => reply with { Code = ResponseCode.ServFail, Answer = [], Authority = [] });
        yield return ScenarioFile.Of("alias/by-the-parent-at-a-signed-cut-is-bogus", "An alias that the parent signed where a signed zone begins is bogus.", new ScenarioWorld().Zone("test", "www A 192.0.2.1").Zone("sub.test", ""), "sub.test")
            .Answering((reply, _) => reply with { Answer = ParentAlias() }).Bogus(ReasonKind.SignerNotZone);
        yield return ScenarioFile.Of("alias/with-target-unanswered-is-indeterminate", "What was sent along for the target does not hold, and asked for by itself it is not answered.", world, "far.test").Answering(Damage.WithoutSignaturesOver(RecordType.A))
            .Answering("www.other", RecordType.A, (reply, _) => reply with { Code = ResponseCode.ServFail, Answer = [] }).Indeterminate(ReasonKind.UpstreamFailed).Breaks(83);
        yield return ScenarioFile.Of("alias/records-beside-the-chain-are-left-out", "Records that do not belong to the chain are not returned.", world, "www.test").Answering((reply, zones) => reply with
        {
            Answer = [.. reply.Answer, .. zones.Answer(new Question(DomainName.Parse("www.other"), RecordType.A)).Answer],
        }).Holds(68);
    }

    // The signature over the DNAME, said to be one over the CNAME.
    private static ResourceRecord FalseSignature(Message reply)
    {
        RrsigRdata over = reply.Answer.Select(record => record.Data).OfType<RrsigRdata>().First(signature => signature.TypeCovered == RecordType.DNAME);
        return new ResourceRecord(
            DomainName.Parse("www.tree.test"),
            RecordClass.IN,
            3600,
            new RrsigRdata(RecordType.CNAME, over.Algorithm, 3, over.OriginalTtl, over.Expiration, over.Inception, over.KeyTag, over.Signer, over.Signature));
    }

    // What the zone test would have signed, had it an alias where the zone below begins.
    private static IReadOnlyList<ResourceRecord> ParentAlias() => new ScenarioWorld().Zone("test", "sub CNAME www").Sign()
        .Answer(new Question(DomainName.Parse("sub.test"), RecordType.CNAME)).Answer;
}
