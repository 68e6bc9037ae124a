using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Signatures that hold, over records that may not be believed: the zone above speaks for the zone below, one version of a zone for another.</summary>
internal static class Lies
{
    private const string Little = "www A 192.0.2.1\n";

    public static void AddTo(RowList list)
    {
        FromAbove(list, "above.test", SigningTool.Bind, DenialPlan.Nsec);
        FromAbove(list, "above3.test", SigningTool.Ldns, DenialPlan.Nsec3);
        DenialFromAbove(list, "anc.test", SigningTool.Bind, DenialPlan.Nsec);
        DenialFromAbove(list, "anc3.test", SigningTool.Knot, DenialPlan.Nsec3);
        DelegationDenials(list);
        Wildcards(list);
        Versions(list);
    }

    // RFC 4035 section 5.3.1: the signer is the zone that holds the set. Here the zone above signs what lies below its own cut.
    private static void FromAbove(RowList list, string apex, SigningTool tool, DenialPlan denial)
    {
        string below = "sub." + apex;
        list.Add(new ZonePlan(below, SigningTool.Bind, Authority.Named) { Records = Little });
        list.Add(new ZonePlan(apex, tool, Authority.Named)
        {
            Records = Little,
            Denial = denial,
            Story = "its server answers for 'sub', a signed zone, with records that this zone has signed",
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan with { Records = Little + "www.sub A 192.0.2.66\n*.star.sub A 192.0.2.67\nalias.sub CNAME www\n", Uncut = true });
                other.Add(work.Below(below).Signed("", "DNSKEY"));
                work.Answer(below, Authority.Nsd, other);
            },
        })
            .Ask("www", "A", Secure)
            .Ask("www.sub", "A", Bogus(ReasonKind.DelegationProofMissing))
            .Ask("alias.sub", "A", Bogus(ReasonKind.SignerNotZone))
            .Ask("any.star.sub", "A", Bogus(denial.Hashed ? ReasonKind.DelegationProofMissing : ReasonKind.DenialNotBySigner))
            .Ask("www.sub", "TXT", Bogus(ReasonKind.DelegationProofMissing))
            .Ask("sub", "DS", Secure);
    }

    // RFC 6840 section 4.1: the record of a delegation, signed by the zone above, denies nothing below it.
    private static void DenialFromAbove(RowList list, string apex, SigningTool tool, DenialPlan denial)
    {
        string below = "sub." + apex;
        list.Add(new ZonePlan(below, SigningTool.Bind, Authority.Named) { Records = Little });
        list.Add(new ZonePlan(apex, tool, Authority.Named)
        {
            Records = Little,
            Denial = denial,
            Story = "its server denies names in 'sub', a signed zone, by this zone's records",
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan);
                other.Filter(line => line.Owner != below + "." || line.Type == "NSEC" || line.Covered == "NSEC");
                other.Add(work.Below(below).Signed("", "DNSKEY"));
                work.Answer(below, Authority.Nsd, other);
            },
        })
            .Ask("www.sub", "A", Bogus(ReasonKind.DelegationProofMissing))
            .Ask("nothing.sub", "A", Bogus(ReasonKind.DelegationProofMissing));
    }

    // RFC 6840 section 4.4, RFC 4035 section 5.2: that there is no DS is said by the zone above, of a delegation.
    private static void DelegationDenials(RowList list)
    {
        list.Add(new ZonePlan("sub.child-says.test", SigningTool.Bind, Authority.Named) { Records = Little });
        list.Add(new ZonePlan("child-says.test", SigningTool.Bind, Authority.Nsd)
        {
            Records = Little,
            Story = "the NSEC of 'sub' taken from the zone below, and the DS gone",
            Edited = work =>
            {
                work.Zone.RemoveSigned("sub", "DS");
                work.Zone.RemoveSigned("sub", "NSEC");
                work.Zone.Add(work.Below("sub.child-says.test").Signed("", "NSEC"));
                return Task.CompletedTask;
            },
        }).Ask("www.sub", "A", Bogus(ReasonKind.DelegationDenialFromChild)).Ask("sub", "DS", Bogus(ReasonKind.DelegationDenialFromChild));

        list.Add(new ZonePlan("sub.no-cut.test", SigningTool.None, Authority.Named) { Records = Little });
        list.Add(new ZonePlan("no-cut.test", SigningTool.Bind, Authority.Nsd)
        {
            Records = Little,
            Story = "the NSEC of 'sub' says that it is no delegation",
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan with { Records = Little + "sub TXT \"no delegation\"\n", Uncut = true });
                work.Zone.RemoveSigned("sub", "NSEC");
                work.Zone.Add(other.Signed("sub", "NSEC"));
            },
        }).Ask("www.sub", "A", Bogus(ReasonKind.DelegationProofMissing));

        list.Add(new ZonePlan("sub.no-name.test", SigningTool.None, Authority.Named) { Records = Little });
        list.Add(new ZonePlan("no-name.test", SigningTool.Knot, Authority.Nsd)
        {
            Records = Little,
            Denial = DenialPlan.Nsec3,
            Story = "the denials say that 'sub' is not there at all",
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan with { Uncut = true });
                work.Zone.RemoveEverywhere("NSEC3");
                work.Zone.Add(other.Lines.Where(line => line.Type == "NSEC3" || line.Covered == "NSEC3"));
            },
        }).Ask("www.sub", "A", Bogus(ReasonKind.SignatureMissing));
    }

    // RFC 4035 section 5.3.4: what came from a wildcard needs proof that nothing closer is there.
    private static void Wildcards(RowList list)
    {
        list.Add(new ZonePlan("w-replay.test", SigningTool.Bind, Authority.Nsd)
        {
            Records = "* A 192.0.2.66\nwww A 192.0.2.1\n_25._tcp.www TXT \"there\"\n",
            Story = "www A replaced by what the wildcard would say",
        }.With("www A replaced by what the wildcard would say", zone =>
        {
            ZoneLine[] star = [.. zone.Signed("*", "A")];
            zone.RemoveSigned("www", "A");
            zone.Add(star.Select(line => line with { Owner = zone.Name("www") }));
        })).Ask("www", "A", Bogus(ReasonKind.WildcardWithoutProof));
        list.Add(new ZonePlan("w-spelt.test", SigningTool.Ldns, Authority.Knotd) { Denial = DenialPlan.Nsec3 }
            .With("what the wildcard would say written out, with no proof", zone =>
            {
                ZoneLine[] star = [.. zone.Signed("*.wild", "A")];
                zone.Add(star.Select(line => line with { Owner = zone.Name("any.wild") }));
            })).Ask("any.wild", "A", Bogus(ReasonKind.WildcardWithoutProof)).Ask("other.wild", "A", Secure);
    }

    // Each part signed by the zone's own key; only together they make no sense.
    private static void Versions(RowList list)
    {
        list.Add(new ZonePlan("v-nsec.test", SigningTool.Bind, Authority.Nsd)
        {
            Story = "the NSEC records of a version without www",
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan with { Records = plan.Records.Replace("www A 192.0.2.1\n", "", StringComparison.Ordinal).Replace("www AAAA 2001:db8::1\n", "", StringComparison.Ordinal).Replace("_25._tcp.www", "_25._tcp.web", StringComparison.Ordinal) });
                work.Zone.RemoveEverywhere("NSEC");
                work.Zone.Add(other.Lines.Where(line => line.Type == "NSEC" || line.Covered == "NSEC"));
            },
        }).Ask("www", "A", Secure).Ask("nothing", "A", SecureNxDomain);
        list.Add(new ZonePlan("v-old.test", SigningTool.Bind, Authority.Named)
        {
            Story = "www A of an older version, whose signature still holds",
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan with { Records = plan.Records.Replace("192.0.2.1\n", "192.0.2.200\n", StringComparison.Ordinal) });
                work.Zone.RemoveSigned("www", "A");
                work.Zone.Add(other.Signed("www", "A"));
            },
        }).Ask("www", "A", Secure);
        list.Add(new ZonePlan("v-both.test", SigningTool.Bind, Authority.Knotd)
        {
            Story = "NSEC3 records of another version with another salt among its own",
            Denial = new DenialPlan(true, 0, "AA"),
            Edited = async work =>
            {
                SignedZone other = await work.SignAgainAsync(plan => plan with { Denial = new DenialPlan(true, 0, "BB") });
                work.Zone.Add(other.Lines.Where(line => line.Type == "NSEC3" || line.Covered == "NSEC3"));
            },
        }).Ask("nothing", "A", SecureNxDomain).Ask("www", "TXT", Secure);
    }
}
