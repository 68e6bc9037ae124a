using DaneCore.Interop.Tests.Table.Making;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>The root and <c>test.</c>, above everything else.</summary>
internal static class Upstairs
{
    public static void AddTo(RowList list)
    {
        list.Add(new ZonePlan(".", SigningTool.Bind, Authority.Named) { Records = Addresses("test."), Keys = KeyPlan.Pair(8) })
            .Ask("", "DNSKEY", Secure)
            .Ask("", "SOA", Secure)
            .Ask("test", "DS", Secure)
            .Ask("nothing", "A", SecureNxDomain);
        list.Add(new ZonePlan("test", SigningTool.Knot, Authority.Nsd) { Records = Addresses("@"), Keys = KeyPlan.Pair(13) })
            .Ask("", "DNSKEY", Secure)
            .Ask("", "NS", Secure)
            .Ask("named", "A", Secure)
            .Ask("nothing", "MX", SecureNxDomain);
    }

    // The servers' addresses; in the root they are glue.
    private static string Addresses(string above)
    {
        string at = above == "@" ? "" : "." + above;
        return string.Concat(Enum.GetValues<Authority>().Select(server =>
            $"{(at.Length == 0 ? ZoneForest.ServerName(server).Split('.')[0] : ZoneForest.ServerName(server))} A {TableServers.AddressOf(server)}\n"));
    }
}
