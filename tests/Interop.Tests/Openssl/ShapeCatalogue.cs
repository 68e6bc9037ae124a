using System.Security.Cryptography.X509Certificates;
using DaneCore.Support.Certificates;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>The chains of the matrix: in every order, with every part that may be wrong with one of their certificates.</summary>
internal static partial class ShapeCatalogue
{
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    private const string MailPurpose = "1.3.6.1.5.5.7.3.4";
    private const string AnyPurpose = "2.5.29.37.0";
    private const string UnknownOid = "1.3.6.1.4.1.99999.1";

    public static TestCertificate Root { get; } = TestCertificate.Root();

    private static TestCertificate Upper { get; } = TestCertificate.Intermediate(Root, "Upper");

    private static TestCertificate Lower { get; } = TestCertificate.Intermediate(Upper, "Lower");

    private static TestCertificate Server { get; } = TestCertificate.Server(Lower);

    private static TestCertificate Stranger { get; } = TestCertificate.Root("Stranger");

    private static DateTimeOffset Past => TestCertificate.Now.AddDays(-1);

    private static DateTimeOffset Future => TestCertificate.Now.AddDays(1);

    /// <summary>Every shape once.</summary>
    public static IReadOnlyList<ChainShape> All { get; } =
        [.. Orders(), .. Crossed(), .. OfServers(), .. OfNames(), .. OfIssuers(), .. OfConstraints(), .. OfSignatures(), .. OfEncodings()];

    private static IEnumerable<ChainShape> Orders()
    {
        yield return Shape("full", Server, Lower, Upper, Root) with { IsForPkix = true };
        yield return Shape("no-root", Server, Lower, Upper) with { IsForPkix = true };
        yield return Shape("leaf-only", Server) with { IsForPkix = true };
        yield return Shape("no-lower", Server, Upper, Root) with { IsForPkix = true };
        yield return Shape("no-upper", Server, Lower, Root) with { IsForPkix = true };
        yield return Shape("backwards", Server, Root, Upper, Lower) with { IsForPkix = true };
        yield return Shape("shuffled", Server, Upper, Root, Lower);
        yield return Shape("padded", Server, Stranger, Lower, TestCertificate.Root("Other"), Upper, Stranger, Root, Stranger);
        yield return Shape("duplicated", Server, Server, Lower, Lower, Upper, Lower, Root, Root, Server);
        yield return Shape("server-last", Lower, Upper, Root, Server);
        yield return Shape("two-servers", Server, TestCertificate.Server(Lower, plan => (plan.Subject, plan.DnsNames) = ("CN=two", ["two.example.com"])), Lower, Upper, Root);
        List<TestCertificate> issuers = [Root];
        for (int i = 0; i < 8; i++)
        {
            issuers.Add(TestCertificate.Intermediate(issuers[^1], "Step " + i));
        }

        yield return new ChainShape(
            "nine-issuers", [TestCertificate.Server(issuers[^1]), .. issuers.AsEnumerable().Reverse()], Named(("root", Root), ("middle", issuers[4])));
    }

    private static IEnumerable<ChainShape> Crossed()
    {
        // One authority under two roots; one of its certificates leads nowhere, or to the wrong root.
        var crossed = TestCertificate.Intermediate(Stranger, "Upper");
        Dictionary<string, TestCertificate> both = Named(("root", Root), ("stranger", Stranger), ("upper", Upper), ("crossed", crossed));
        yield return new ChainShape("cross-wrong-first", [Server, Lower, crossed, Upper, Stranger, Root], both) { IsForPkix = true };
        yield return new ChainShape("cross-right-first", [Server, Lower, Upper, crossed, Root, Stranger], both) { IsForPkix = true };
        yield return new ChainShape("cross-dead-end-first", [Server, Lower, crossed, Upper, Root], both) { IsForPkix = true };
        yield return new ChainShape("cross-dead-end-last", [Server, Lower, Upper, crossed, Root], both);
        yield return new ChainShape("cross-no-root", [Server, Lower, crossed, Upper], both) { IsForPkix = true };
        yield return new ChainShape("cross-only", [Server, Lower, crossed, Stranger], both);
        var late = TestCertificate.Intermediate(Root, "Upper", plan => plan.NotAfter = Past);
        yield return new ChainShape("cross-expired-first", [Server, Lower, late, Upper, Root], Named(("root", Root), ("upper", Upper), ("late", late)));
        yield return new ChainShape("cross-expired-last", [Server, Lower, Upper, late, Root], Named(("root", Root), ("upper", Upper), ("late", late)));
        var narrow = TestCertificate.Intermediate(Root, "Upper", plan => (plan.PathLength, plan.NotAfter) = (0, plan.NotAfter.AddDays(1)));
        yield return new ChainShape("cross-narrow-first", [Server, Lower, narrow, Upper, Root], Named(("root", Root), ("upper", Upper), ("narrow", narrow)));
        var oldRoot = TestCertificate.Root(change: plan => plan.NotAfter = Past);
        yield return new ChainShape("root-renewed-old-first", [Server, Lower, Upper, oldRoot, Root], Named(("root", Root), ("old", oldRoot)));
        yield return new ChainShape("root-renewed-new-first", [Server, Lower, Upper, Root, oldRoot], Named(("root", Root), ("old", oldRoot)));
        var bridge = TestCertificate.Intermediate(Stranger, "Test Root");
        yield return new ChainShape("root-bridged", [Server, Lower, Upper, bridge, Stranger], Named(("root", Root), ("bridge", bridge), ("stranger", Stranger)));
        var one = TestCertificate.Intermediate(TestCertificate.Root("Loop B"), "Loop A");
        var two = TestCertificate.Intermediate(TestCertificate.Root("Loop A"), "Loop B");
        yield return new ChainShape("loop", [TestCertificate.Server(one), one, two, Root], Named(("one", one), ("two", two), ("root", Root)));
    }

    private static IEnumerable<ChainShape> OfServers()
    {
        yield return OfServer("leaf-expired", plan => plan.NotAfter = Past, isForPkix: true);
        yield return OfServer("leaf-future", plan => plan.NotBefore = Future, isForPkix: true);
        yield return OfServer("leaf-ends-now", plan => plan.NotAfter = TestCertificate.Now);
        yield return OfServer("leaf-begins-now", plan => plan.NotBefore = TestCertificate.Now);
        yield return OfServer("leaf-for-clients", plan => plan.Purposes = [ClientPurpose], isForPkix: true);
        yield return OfServer("leaf-for-any", plan => plan.Purposes = [AnyPurpose]);
        yield return OfServer("leaf-no-purposes", plan => plan.Purposes = []);
        yield return OfServer("leaf-for-mail-and-clients", plan => plan.Purposes = [MailPurpose, ClientPurpose]);
        yield return OfServer("leaf-key-signs-certificates", plan => plan.KeyUsage = X509KeyUsageFlags.KeyCertSign);
        yield return OfServer("leaf-key-encipherment", plan => plan.KeyUsage = X509KeyUsageFlags.KeyEncipherment);
        yield return OfServer("leaf-key-agreement", plan => plan.KeyUsage = X509KeyUsageFlags.KeyAgreement);
        yield return OfServer("leaf-no-key-usage", plan => plan.KeyUsage = null);
        yield return OfServer("leaf-is-authority", plan => plan.IsAuthority = true);
        yield return OfServer("leaf-unknown-critical", plan => plan.AddExtension(UnknownOid, isCritical: true, [5, 0]));
        yield return OfServer("leaf-unknown-not-critical", plan => plan.AddExtension(UnknownOid, isCritical: false, [5, 0]));
        yield return OfServer("leaf-critical-policies", plan => plan.AddExtension("2.5.29.32", isCritical: true, Convert.FromHexString("3008300606042a030405")));
        var self = TestCertificate.Server(null);
        var selfAuthority = TestCertificate.Server(null, plan => (plan.IsAuthority, plan.KeyUsage) = (true, null));
        yield return new ChainShape("self-signed", [self], Named(("root", Root))) { IsForPkix = true };
        yield return new ChainShape("self-signed-twice", [self, self], Named(("root", Root)));
        yield return new ChainShape("self-signed-authority", [selfAuthority], Named(("root", Root)));
        yield return new ChainShape("self-signed-authority-twice", [selfAuthority, selfAuthority], Named(("root", Root)));
        yield return new ChainShape("under-the-root", [TestCertificate.Server(Root), Root], Named(("root", Root))) { IsForPkix = true };
        yield return new ChainShape("under-the-root-alone", [TestCertificate.Server(Root)], Named(("root", Root))) { IsForPkix = true };
        var issuerServer = TestCertificate.Intermediate(Root, "Issuer", plan => (plan.DnsNames, plan.KeyUsage) = (["mx.example.com"], null));
        yield return new ChainShape("authority-as-server", [issuerServer, Root], Named(("root", Root)));
    }

    private static ChainShape OfServer(string name, Action<CertificatePlan> change, bool isForPkix = false) =>
        new(name, [TestCertificate.Server(Lower, change), Lower, Upper, Root], Named(("root", Root), ("lower", Lower))) { IsForPkix = isForPkix };

    private static ChainShape OfIssuer(string name, Action<CertificatePlan> change, bool isForPkix = false)
    {
        var issuer = TestCertificate.Intermediate(Root, "Issuer", change);
        return new ChainShape(name, [TestCertificate.Server(issuer), issuer, Root], Named(("root", Root), ("issuer", issuer))) { IsForPkix = isForPkix };
    }

    private static ChainShape OfRoot(string name, Action<CertificatePlan> change)
    {
        var root = TestCertificate.Root("Odd Root", change);
        var issuer = TestCertificate.Intermediate(root, "Issuer");
        return new ChainShape(name, [TestCertificate.Server(issuer), issuer, root], Named(("odd", root), ("issuer", issuer)));
    }

    private static ChainShape Shape(string name, params TestCertificate[] sent) =>
        new(name, sent, Named(("lower", Lower), ("upper", Upper), ("root", Root)));

    private static Dictionary<string, TestCertificate> Named(params (string Name, TestCertificate Certificate)[] issuers) =>
        issuers.ToDictionary(issuer => issuer.Name, issuer => issuer.Certificate);
}
