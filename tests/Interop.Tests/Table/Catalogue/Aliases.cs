using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Aliases and redirections within a zone and across zones: the chain is worth what its weakest link is worth.</summary>
internal static class Aliases
{
    public static void AddTo(RowList list)
    {
        const string Records = """
            www A 192.0.2.1
            one CNAME two
            two CNAME three
            three CNAME four
            four CNAME www
            to-other CNAME www.cn-l.test.
            to-both CNAME to-back.cn-l.test.
            to-plain CNAME www.plain.test.
            to-through CNAME back.cn-u.test.
            to-island CNAME www.island.test.
            to-bad CNAME www.sig-bad.test.
            to-expired CNAME www.expired-bind.test.
            to-nothing CNAME nothing.cn-l.test.
            to-nodata CNAME www.cn-l.test.
            to-wild CNAME any.wild.nsec3-b.test.
            to-optout CNAME nothing.opt-b.test.
            to-sha1 CNAME www.bind5.test.
            loop CNAME pool
            pool CNAME loop
            *.w CNAME www.cn-l.test.
            *.wu CNAME www.plain.test.
            tree DNAME cn-l.test.
            bare DNAME plain.test.
            first DNAME second
            second DNAME cn-l.test.
            """;
        list.Add(new ZonePlan("cn-b.test", SigningTool.Bind, Authority.Named) { Records = Records })
            .Ask("one", "A", Secure)
            .Ask("to-other", "A", Secure)
            .Ask("to-other", "CNAME", Secure)
            .Ask("to-both", "A", Secure)
            .Ask("to-plain", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("to-plain", "CNAME", Secure)
            .Ask("to-through", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("to-island", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("to-bad", "A", Bogus(ReasonKind.SignatureWrong))
            .Ask("to-expired", "A", Bogus(ReasonKind.SignatureExpired))
            .Ask("to-nothing", "A", SecureNxDomain)
            .Ask("to-nodata", "TXT", Secure)
            .Ask("to-wild", "A", Secure)
            .Ask("to-optout", "A", Insecure(ReasonKind.OptOutDelegation, exists: false))
            .Ask("to-sha1", "A", Insecure(ReasonKind.Sha1Policy))
            .Ask("loop", "CNAME", Secure)
            .Ask("any.w", "A", Secure)
            .Ask("any.wu", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("www.tree", "A", Secure)
            .Ask("nothing.tree", "A", SecureNxDomain)
            .Ask("tree", "DNAME", Secure)
            .Ask("www.bare", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("www.first", "A", Secure);
        list.Add(new ZonePlan("cn-l.test", SigningTool.Ldns, Authority.Nsd)
        {
            Records = "www A 192.0.2.2\nto-back CNAME www.cn-k.test.\n",
            Denial = DenialPlan.Nsec3,
        });
        list.Add(new ZonePlan("cn-k.test", SigningTool.Knot, Authority.Knotd) { Records = Records, Denial = DenialPlan.Nsec3 })
            .Ask("one", "A", Secure)
            .Ask("to-both", "A", Secure)
            .Ask("to-plain", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("any.w", "A", Secure)
            .Ask("www.tree", "A", Secure)
            .Ask("www.first", "A", Secure);
        list.Add(new ZonePlan("cn-u.test", SigningTool.None, Authority.Knotd) { Records = "back CNAME www.cn-l.test.\nwww A 192.0.2.3\n" })
            .Ask("back", "A", Insecure(ReasonKind.InsecureDelegation));

        // RFC 6672 section 2.3: a DNAME at the apex redirects what is below, and leaves the apex and its DS alone.
        list.Add(new ZonePlan("dn-apex.test", SigningTool.Bind, Authority.Nsd) { Records = "@ DNAME cn-l.test.\n", Story = "a DNAME at the apex" })
            .Ask("www", "A", Secure)
            .Ask("", "DS", Secure)
            .Ask("", "A", Secure)
            .Ask("", "DNAME", Secure);
    }
}
