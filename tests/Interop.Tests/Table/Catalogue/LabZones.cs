using System.Globalization;
using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Zones that our own signer made, from real servers: do the others take them for what we say they are?</summary>
internal static class LabZones
{
    public static void AddTo(RowList list)
    {
        int turn = 0;
        foreach (int algorithm in new[] { 8, 10, 13, 14, 15 })
        {
            string apex = string.Create(CultureInfo.InvariantCulture, $"lab{algorithm}.test");
            list.Add(new ZonePlan(apex, SigningTool.Lab, (Authority)(turn % 3))
            {
                Keys = turn % 2 == 0 ? KeyPlan.Pair(algorithm) : KeyPlan.One(algorithm),
                Denial = turn % 2 == 0 ? DenialPlan.Nsec : new DenialPlan(true, turn, "C0FFEE"),
            })
                .Ask("www", "A", Secure)
                .Ask("_25._tcp.www", "TLSA", Secure)
                .Ask("nothing", "A", SecureNxDomain)
                .Ask("www", "TXT", Secure)
                .Ask("any.wild", "A", Secure)
                .Ask("any.wild", "AAAA", Secure)
                .Ask("alias", "A", Secure)
                .Ask("", "DNSKEY", Secure)
                .Ask("nothing.ent", "A", SecureNxDomain);
            turn++;
        }

        list.Add(new ZonePlan("lab-opt.test", SigningTool.Lab, Authority.Nsd) { Denial = new DenialPlan(true, 0, OptOut: true) })
            .Ask("www", "A", Secure)
            .Ask("www", "TXT", Secure);
        list.Add(new ZonePlan("un.lab-opt.test", SigningTool.None, Authority.Named) { Records = "www A 192.0.2.1\n" })
            .Ask("www", "A", Insecure(ReasonKind.OptOutDelegation));
        list.Add(new ZonePlan("sec.lab-opt.test", SigningTool.Lab, Authority.Knotd) { Records = "www A 192.0.2.1\n" })
            .Ask("www", "A", Secure);
        list.Add(new ZonePlan("lab-expired.test", SigningTool.Lab, Authority.Knotd) { Window = SigningWindow.DaysFromNow(-20, -10), Story = "expired ten days ago" })
            .Ask("www", "A", Bogus(ReasonKind.SignatureExpired))
            .Ask("nothing", "A", Bogus(ReasonKind.SignatureExpired));
        list.Add(new ZonePlan("lab-bad.test", SigningTool.Lab, Authority.Named).With("signature over www A spoilt", zone => zone.Damage("www", "A")))
            .Ask("www", "A", Bogus(ReasonKind.SignatureWrong))
            .Ask("www", "AAAA", Secure);
    }
}
