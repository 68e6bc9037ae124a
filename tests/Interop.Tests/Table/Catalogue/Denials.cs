using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>What is not there, and what stands for it: NSEC and NSEC3 by each tool, whole.</summary>
internal static class Denials
{
    public static void AddTo(RowList list)
    {
        Usual(list, new ZonePlan("nsec-b.test", SigningTool.Bind, Authority.Nsd) { Keys = KeyPlan.Pair(13) });
        Usual(list, new ZonePlan("nsec-l.test", SigningTool.Ldns, Authority.Knotd));
        Usual(list, new ZonePlan("nsec-k.test", SigningTool.Knot, Authority.Named));
        Usual(list, new ZonePlan("nsec3-b.test", SigningTool.Bind, Authority.Knotd) { Denial = DenialPlan.Nsec3 });
        Usual(list, new ZonePlan("nsec3-l.test", SigningTool.Ldns, Authority.Named) { Denial = new DenialPlan(true, 1, "ABCD") });
        Usual(list, new ZonePlan("nsec3-k.test", SigningTool.Knot, Authority.Nsd) { Denial = new DenialPlan(true, 10, "0123456789ABCDEF"), Keys = KeyPlan.Pair(13) });

        Iterations(list, "it1.test", SigningTool.Bind, Authority.Named, 1);
        Iterations(list, "it50.test", SigningTool.Knot, Authority.Nsd, 50);
        Iterations(list, "it51.test", SigningTool.Ldns, Authority.Nsd, 51);
        Iterations(list, "it150.test", SigningTool.Bind, Authority.Nsd, 150);
        Iterations(list, "it151.test", SigningTool.Ldns, Authority.Knotd, 151);
        Iterations(list, "it500.test", SigningTool.Knot, Authority.Knotd, 500);

        // No record but the apex: one NSEC that points at itself, one NSEC3 that covers all other hashes.
        list.Add(new ZonePlan("bare.test", SigningTool.Bind, Authority.Nsd) { Records = "", Story = "an apex and nothing else" })
            .Ask("any", "A", SecureNxDomain)
            .Ask("", "TXT", Secure);
        list.Add(new ZonePlan("bare3.test", SigningTool.Ldns, Authority.Nsd) { Records = "", Denial = DenialPlan.Nsec3, Story = "an apex and nothing else" })
            .Ask("any", "A", SecureNxDomain)
            .Ask("", "TXT", Secure);

        // A wildcard at the apex, and one below an empty name.
        list.Add(new ZonePlan("star.test", SigningTool.Knot, Authority.Knotd) { Records = "* A 192.0.2.4\nwww A 192.0.2.1\n", Story = "a wildcard at the apex" })
            .Ask("any", "A", Secure)
            .Ask("a.b.c", "A", Secure)
            .Ask("any", "TXT", Secure)
            .Ask("under.www", "A", SecureNxDomain);
        list.Add(new ZonePlan("star3.test", SigningTool.Bind, Authority.Named) { Records = "* A 192.0.2.4\nwww A 192.0.2.1\n", Denial = DenialPlan.Nsec3, Story = "a wildcard at the apex" })
            .Ask("any", "A", Secure)
            .Ask("a.b.c", "A", Secure)
            .Ask("any", "TXT", Secure)
            .Ask("under.www", "A", SecureNxDomain);
    }

    private static void Usual(RowList list, ZonePlan zone) => list.Add(zone)
        .Ask("www", "TXT", Secure)
        .Ask("ent", "A", Secure)
        .Ask("nothing.ent", "A", SecureNxDomain)
        .Ask("a.b.c", "A", SecureNxDomain)
        .Ask("any.wild", "A", Secure)
        .Ask("a.b.wild", "A", Secure)
        .Ask("any.wild", "AAAA", Secure)
        .Ask("*.wild", "A", Secure)
        .Ask("wild", "A", Secure)
        .Ask("any.calias", "A", Secure)
        .Ask("alias", "A", Secure)
        .Ask("alias", "TXT", Secure)
        .Ask("deep.tree", "A", Secure)
        .Ask("nothing.tree", "A", SecureNxDomain)
        .Ask("", "DS", Secure);

    // RFC 9276 section 3.2: above a limit the zone's denials count for nothing; what exists and is signed counts all the same.
    private static void Iterations(RowList list, string apex, SigningTool tool, Authority server, int count)
    {
        RowList.Asked asked = list.Add(new ZonePlan(apex, tool, server) { Denial = new DenialPlan(true, count, "CAFE") })
            .Ask("nothing", "A", count <= 150 ? SecureNxDomain : Insecure(ReasonKind.Nsec3IterationsTooHigh, exists: false));
        if (count > 50)
        {
            asked.Ask("www", "A", Secure)
                .Ask("www", "TXT", count <= 150 ? Secure : Insecure(ReasonKind.Nsec3IterationsTooHigh))
                .Ask("any.wild", "A", count <= 150 ? Secure : Insecure(ReasonKind.Nsec3IterationsTooHigh));
        }
    }
}
