using System.Globalization;
using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Signatures out of time, gone, spoilt, or over something else; and denials with parts missing.</summary>
internal static class Signatures
{
    public static void AddTo(RowList list)
    {
        Time(list);
        OverData(list);
        OverDenials(list);
        OverHashedDenials(list);
    }

    private static void Time(RowList list)
    {
        foreach (SigningTool tool in new[] { SigningTool.Bind, SigningTool.Ldns, SigningTool.Knot })
        {
            string mark = tool.ToString().ToLower(CultureInfo.InvariantCulture);
            list.Add(new ZonePlan($"expired-{mark}.test", tool, Authority.Nsd) { Window = SigningWindow.DaysFromNow(-20, -10), Story = "expired ten days ago" })
                .Ask("www", "A", Bogus(ReasonKind.SignatureExpired))
                .Ask("nothing", "A", Bogus(ReasonKind.SignatureExpired));
            list.Add(new ZonePlan($"future-{mark}.test", tool, Authority.Named) { Window = SigningWindow.DaysFromNow(10, 20), Story = "valid in ten days" })
                .Ask("www", "A", Bogus(ReasonKind.SignatureNotYetValid));
        }

        list.Add(new ZonePlan("long.test", SigningTool.Bind, Authority.Knotd) { Window = SigningWindow.DaysFromNow(-365, 365 * 11), Story = "valid for twelve years" }).Ask("www", "A", Secure);
        list.Add(new ZonePlan("split.test", SigningTool.Bind, Authority.Knotd)
        {
            Options = ["-X", SigningWindow.Text(TimeProvider.System.GetUtcNow().AddDays(-1)), "-s", SigningWindow.Text(TimeProvider.System.GetUtcNow().AddDays(-20))],
            Story = "the signature over the keys alone expired (-X)",
        }).Ask("www", "A", Bogus(ReasonKind.SignatureExpired));
        Edited("exp-one.test", "the signature over www A expired", async work =>
        {
            SignedZone old = await work.SignAgainAsync(plan => plan with { Window = SigningWindow.DaysFromNow(-20, -10) });
            work.Zone.RemoveSignatures("www", "A");
            work.Zone.Add(old.Signed("www", "A").Where(line => line.Covered is not null));
        }).Ask("www", "A", Bogus(ReasonKind.SignatureExpired)).Ask("www", "AAAA", Secure);
        Edited("exp-and-good.test", "an expired signature beside a good one", async work =>
        {
            SignedZone old = await work.SignAgainAsync(plan => plan with { Window = SigningWindow.DaysFromNow(-20, -10) });
            work.Zone.Add(old.Signed("www", "A").Where(line => line.Covered is not null));
        }).Ask("www", "A", Secure);
        Edited("exp-denial.test", "the signatures over NSEC expired", async work =>
        {
            SignedZone old = await work.SignAgainAsync(plan => plan with { Window = SigningWindow.DaysFromNow(-20, -10) });
            work.Zone.Filter(line => line.Covered != "NSEC");
            work.Zone.Add(old.Lines.Where(line => line.Covered == "NSEC"));
        }).Ask("www", "TXT", Bogus(ReasonKind.SignatureExpired)).Ask("nothing", "A", Bogus(ReasonKind.SignatureExpired));

        RowList.Asked Edited(string apex, string story, Func<ZoneWork, Task> edit) => list.Add(
            new ZonePlan(apex, SigningTool.Bind, (Authority)(list.Zones.Count % 3)) { Story = story, Edited = edit });
    }

    private static void OverData(RowList list)
    {
        Zone("sig-gone.test", "signature over www A gone", zone => zone.RemoveSignatures("www", "A"))
            .Ask("www", "A", Bogus(ReasonKind.SignatureMissing)).Ask("www", "AAAA", Secure).Ask("alias", "A", Bogus(ReasonKind.SignatureMissing));
        Zone("sig-bad.test", "signature over www A spoilt", zone => zone.Damage("www", "A"))
            .Ask("www", "A", Bogus(ReasonKind.SignatureWrong)).Ask("alias", "A", Bogus(ReasonKind.SignatureWrong)).Ask("www", "AAAA", Secure);
        Zone("sig-bad-and-good.test", "a spoilt signature beside a good one", zone =>
        {
            ZoneLine[] good = [.. zone.Signed("www", "A").Where(line => line.Covered is not null)];
            zone.Damage("www", "A");
            zone.Add(good);
        }).Ask("www", "A", Secure);
        Zone("set-changed.test", "www A changed after signing", zone => zone.SetField("www", "A", 0, "192.0.2.66")).Ask("www", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("set-more.test", "an address more than was signed", zone => zone.Add("www", "A", "192.0.2.66")).Ask("www", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("set-new.test", "a record that was never signed", zone => zone.Add("www", "TXT", "\"new\"")).Ask("www", "TXT", Bogus(ReasonKind.SignatureMissing));
        Zone("set-ttl-up.test", "TTL of www A raised after signing", zone => zone.SetTtl("www", "A", 86400)).Ask("www", "A", Secure);
        Zone("set-ttl-0.test", "TTL of www A 0", zone => zone.SetTtl("www", "A", 0)).Ask("www", "A", Secure);
        Zone("rrsig-ttl.test", "original TTL of the signature changed", zone => zone.SetSignatureField("www", "A", 3, "301")).Ask("www", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("rrsig-tag.test", "key tag of the signature changed", zone => zone.SetSignatureField("www", "A", 6, "4711")).Ask("www", "A", Bogus(ReasonKind.SignatureKeyUnknown));
        Zone("rrsig-alg.test", "algorithm of the signature changed", zone => zone.SetSignatureField("www", "A", 1, "8")).Ask("www", "A", Bogus(ReasonKind.SignatureKeyUnknown));
        Zone("rrsig-alg253.test", "algorithm of the signature one nobody knows", zone => zone.SetSignatureField("www", "A", 1, "253"))
            .Ask("www", "A", Bogus(ReasonKind.SignatureAlgorithmUnsupported));
        Zone("rrsig-up.test", "signer of the signature the zone above", zone => zone.SetSignatureField("www", "A", 7, "test.")).Ask("www", "A", Bogus(ReasonKind.SignerNotZone));
        Zone("rrsig-down.test", "signer of the signature the name itself", zone => zone.SetSignatureField("www", "A", 7, "www.rrsig-down.test.")).Ask("www", "A", Bogus(ReasonKind.ZoneNotDelegated));
        Zone("rrsig-few.test", "labels of the signature one less", zone => zone.SetSignatureField("www", "A", 2, "2")).Ask("www", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("rrsig-many.test", "labels of the signature one more", zone => zone.SetSignatureField("www", "A", 2, "4")).Ask("www", "A", Bogus(ReasonKind.SignatureTooManyLabels));
        Zone("rrsig-turned.test", "signature expires before it begins", zone => zone.ChangeSignatures(
            "www", "A", line => [line.WithField(4, line.Fields[5]).WithField(5, line.Fields[4])])).Ask("www", "A", Bogus(ReasonKind.SignatureEndsBeforeStart));
        Zone("rrsig-short.test", "signature cut short", zone => zone.ChangeSignatures(
            "www", "A", line => [line with { Data = string.Join(' ', line.Fields[..8]) + " " + Convert.ToBase64String(new byte[63]) }])).Ask("www", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("rrsig-zero.test", "signature all zero", zone => zone.ChangeSignatures(
            "www", "A", line => [line with { Data = string.Join(' ', line.Fields[..8]) + " " + Convert.ToBase64String(new byte[64]) }])).Ask("www", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("stripped.test", "every signature gone", zone => zone.RemoveEverywhere("RRSIG")).Ask("www", "A", Bogus(ReasonKind.KeysUnsigned)).Ask("nothing", "A", Bogus(ReasonKind.KeysUnsigned));
        Zone("cname-bad.test", "signature over the alias spoilt", zone => zone.Damage("alias", "CNAME")).Ask("alias", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("cname-gone.test", "signature over the alias gone", zone => zone.RemoveSignatures("alias", "CNAME")).Ask("alias", "A", Bogus(ReasonKind.AliasAtDelegationUnsigned));
        Zone("dname-bad.test", "signature over the DNAME spoilt", zone => zone.Damage("tree", "DNAME")).Ask("deep.tree", "A", Bogus(ReasonKind.SignatureWrong));
        Zone("dname-gone.test", "signature over the DNAME gone", zone => zone.RemoveSignatures("tree", "DNAME")).Ask("deep.tree", "A", Bogus(ReasonKind.SignatureMissing));
        Zone("apex-bad.test", "signature over the SOA spoilt", zone => zone.Damage("", "SOA")).Ask("", "SOA", Bogus(ReasonKind.SignatureWrong)).Ask("www", "A", Secure);

        RowList.Asked Zone(string apex, string story, Action<SignedZone> edit) =>
            list.Add(new ZonePlan(apex, SigningTool.Bind, (Authority)(list.Zones.Count % 3)).With(story, edit));
    }

    private static void OverDenials(RowList list)
    {
        Zone("nsec-gone.test", "every NSEC gone", zone => zone.RemoveEverywhere("NSEC"))
            .Ask("www", "TXT", Bogus(ReasonKind.DelegationProofMissing)).Ask("nothing", "A", Bogus(ReasonKind.DelegationProofMissing)).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof))
            // RFC 4035 section 5.3.1: the signer must be the zone that holds the set, and nothing proves that www is no zone of its own.
            .Ask("www", "A", Bogus(ReasonKind.DelegationProofMissing));
        Zone("nsec-nosig.test", "signatures over NSEC gone", zone => zone.Filter(line => line.Covered != "NSEC"))
            .Ask("www", "TXT", Bogus(ReasonKind.DenialUnsigned)).Ask("nothing", "A", Bogus(ReasonKind.DenialUnsigned)).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof));
        Zone("nsec-bad.test", "signatures over NSEC spoilt", zone => zone.DamageEverywhere("NSEC"))
            .Ask("www", "TXT", Bogus(ReasonKind.SignatureWrong)).Ask("nothing", "A", Bogus(ReasonKind.SignatureWrong)).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof));
        Zone("nsec-lie.test", "www A gone, its NSEC still says that it is there", zone => zone.RemoveSigned("www", "A")).Ask("www", "A", Bogus(ReasonKind.TypeExists)).Ask("www", "TXT", Secure);
        Zone("nsec-cname.test", "the alias gone, its NSEC still says that it is there", zone => zone.RemoveSigned("alias", "CNAME")).Ask("alias", "A", Bogus(ReasonKind.AliasExists));
        Zone("nsec-apex.test", "the NSEC of the apex gone", zone => zone.RemoveSigned("", "NSEC")).Ask("", "TXT", Bogus(ReasonKind.DenialMissing)).Ask("aaaa", "A", Bogus(ReasonKind.DelegationProofMissing));
        Zone("nsec-star.test", "the wildcard gone, its NSEC still there", zone => zone.RemoveSigned("*.wild", "A")).Ask("any.wild", "A", Bogus(ReasonKind.WildcardExists));
        Zone("nsec-data.test", "www gone, and its NSEC too", zone =>
        {
            zone.Filter(line => !line.Owner.StartsWith("www.", StringComparison.Ordinal));
        }).Ask("www", "A", Bogus(ReasonKind.NameNotDenied));

        RowList.Asked Zone(string apex, string story, Action<SignedZone> edit) =>
            list.Add(new ZonePlan(apex, (SigningTool)(1 + (list.Zones.Count % 3)), Authority.Nsd).With(story, edit));
    }

    private static void OverHashedDenials(RowList list)
    {
        Zone("nsec3-gone.test", "every NSEC3 gone", zone => zone.RemoveEverywhere("NSEC3"))
            .Ask("www", "TXT", Bogus(ReasonKind.DelegationProofMissing)).Ask("nothing", "A", Bogus(ReasonKind.DelegationProofMissing)).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof))
            // RFC 4035 section 5.3.1: the signer must be the zone that holds the set, and nothing proves that www is no zone of its own.
            .Ask("www", "A", Bogus(ReasonKind.DelegationProofMissing));
        Zone("nsec3-nosig.test", "signatures over NSEC3 gone", zone => zone.Filter(line => line.Covered != "NSEC3"))
            .Ask("www", "TXT", Bogus(ReasonKind.DenialUnsigned)).Ask("nothing", "A", Bogus(ReasonKind.DenialUnsigned)).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof));
        Zone("nsec3-bad.test", "signatures over NSEC3 spoilt", zone => zone.DamageEverywhere("NSEC3"))
            .Ask("www", "TXT", Bogus(ReasonKind.SignatureWrong)).Ask("nothing", "A", Bogus(ReasonKind.SignatureWrong)).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof));
        Zone("nsec3-lie.test", "www A gone, its NSEC3 still says that it is there", zone => zone.RemoveSigned("www", "A")).Ask("www", "A", Bogus(ReasonKind.TypeExists)).Ask("www", "TXT", Secure);
        Zone("nsec3-cname.test", "the alias gone, its NSEC3 still says that it is there", zone =>
        {
            zone.RemoveSigned("alias", "CNAME");
            zone.Add("alias", "TXT", "\"new\"");
        }).Ask("alias", "A", Bogus(ReasonKind.AliasExists));
        Zone("nsec3-flags.test", "flags of every NSEC3 changed after signing", zone => zone.Replace(line => line.Type == "NSEC3" ? line.WithField(1, "1") : line))
            .Ask("nothing", "A", Bogus(ReasonKind.SignatureWrong));

        RowList.Asked Zone(string apex, string story, Action<SignedZone> edit) => list.Add(
            new ZonePlan(apex, (SigningTool)(1 + (list.Zones.Count % 3)), list.Zones.Count % 2 == 0 ? Authority.Nsd : Authority.Named) { Denial = new DenialPlan(true, 2, "AA") }.With(story, edit));
    }
}
