using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Support.Certificates;

namespace DaneCore.Interop.Tests.Openssl;

/// <content>One certificate with one part that is not as usual.</content>
internal static partial class ShapeCatalogue
{
    private static IEnumerable<ChainShape> OfNames()
    {
        yield return OfServer("name-other", plan => (plan.Subject, plan.DnsNames) = ("CN=other.example.net", ["other.example.net"]), isForPkix: true);
        yield return OfServer("name-other-in-san", plan => plan.DnsNames = ["other.example.net"]);
        yield return OfServer("name-second", plan => plan.DnsNames = ["other.example.net", "mx.example.com"]);
        yield return OfServer("name-in-cn", plan => plan.DnsNames = []);
        yield return OfServer("name-other-in-cn", plan => (plan.Subject, plan.DnsNames) = ("CN=other.example.net", []));
        yield return OfServer("name-in-second-cn", plan => (plan.Subject, plan.DnsNames) = ("CN=mx.example.com, CN=other.example.net", []));
        yield return OfServer("name-wildcard", plan => plan.DnsNames = ["*.example.com"]);
        yield return OfServer("name-wildcard-in-cn", plan => (plan.Subject, plan.DnsNames) = ("CN=*.example.com", []));
        yield return OfServer("name-wildcard-two-labels", plan => plan.DnsNames = ["*.com"]);
        yield return OfServer("name-wildcard-alone", plan => plan.DnsNames = ["*"]);
        yield return OfServer("name-wildcard-below", plan => plan.DnsNames = ["*.mx.example.com"]);
        yield return OfServer("name-wildcard-in-part", plan => plan.DnsNames = ["m*.example.com"]);
        yield return OfServer("name-wildcard-in-the-middle", plan => plan.DnsNames = ["mx.*.com"]);
        yield return OfServer("name-upper-case", plan => plan.DnsNames = ["MX.Example.COM"]);
        yield return OfServer("name-with-dot", plan => plan.DnsNames = ["mx.example.com."]);
        yield return OfServer("name-parent", plan => plan.DnsNames = ["example.com"]);
        yield return OfServer("name-child", plan => plan.DnsNames = ["a.mx.example.com"]);
        yield return OfServer("name-none", plan => (plan.Subject, plan.DnsNames) = ("", []));
        yield return OfServer("name-no-subject", plan => plan.Subject = "");
        yield return OfServer("name-with-zero", plan => plan.DnsNames = ["mx.example.com\0.evil.example"]);
    }

    private static IEnumerable<ChainShape> OfIssuers()
    {
        yield return OfIssuer("issuer-expired", plan => plan.NotAfter = Past, isForPkix: true);
        yield return OfIssuer("issuer-future", plan => plan.NotBefore = Future);
        yield return OfIssuer("issuer-no-authority", plan => plan.IsAuthority = false, isForPkix: true);
        yield return OfIssuer("issuer-no-basic-constraints", plan => plan.IsAuthority = null);
        yield return OfIssuer("issuer-no-extensions", plan => (plan.IsAuthority, plan.KeyUsage) = (null, null));
        yield return OfIssuer("issuer-no-cert-sign", plan => plan.KeyUsage = X509KeyUsageFlags.DigitalSignature);
        yield return OfIssuer("issuer-no-key-usage", plan => plan.KeyUsage = null);
        yield return OfIssuer("issuer-for-mail", plan => plan.Purposes = [MailPurpose]);
        yield return OfIssuer("issuer-for-any", plan => plan.Purposes = [AnyPurpose]);
        yield return OfIssuer("issuer-unknown-critical", plan => plan.AddExtension(UnknownOid, isCritical: true, [5, 0]));
        yield return OfIssuer("issuer-critical-policies", plan => plan.AddExtension("2.5.29.32", isCritical: true, Convert.FromHexString("3008300606042a030405")));
        TestCertificate first = HostileCertificates.VersionOne(Root);
        yield return new ChainShape("root-version-1", [TestCertificate.Server(first), first], Named(("first", first)));
        TestCertificate between = HostileCertificates.VersionOne(TestCertificate.Intermediate(Root, "Issuer"), Root);
        yield return new ChainShape("issuer-version-1", [TestCertificate.Server(between), between, Root], Named(("root", Root), ("issuer", between)));
        yield return OfRoot("root-expired", plan => plan.NotAfter = Past);
        yield return OfRoot("root-future", plan => plan.NotBefore = Future);
        yield return OfRoot("root-no-authority", plan => plan.IsAuthority = false);
        yield return OfRoot("root-no-basic-constraints", plan => plan.IsAuthority = null);
        yield return OfRoot("root-no-extensions", plan => (plan.IsAuthority, plan.KeyUsage) = (null, null));
        yield return OfRoot("root-san-alone", plan => (plan.IsAuthority, plan.KeyUsage, plan.DnsNames) = (null, null, ["root.example.com"]));
        yield return OfRoot("root-no-cert-sign", plan => plan.KeyUsage = X509KeyUsageFlags.DigitalSignature);
        yield return OfRoot("root-for-mail", plan => plan.Purposes = [MailPurpose]);
        yield return OfRoot("root-unknown-critical", plan => plan.AddExtension(UnknownOid, isCritical: true, [5, 0]));
    }

    private static IEnumerable<ChainShape> OfConstraints()
    {
        yield return OfRoot("root-path-0", plan => plan.PathLength = 0);
        yield return OfRoot("root-path-1", plan => plan.PathLength = 1);
        yield return OfIssuer("issuer-path-0", plan => plan.PathLength = 0);
        var upper = TestCertificate.Intermediate(Root, "Upper", plan => plan.PathLength = 0);
        var lower = TestCertificate.Intermediate(upper, "Lower");
        yield return new ChainShape("upper-path-0", [TestCertificate.Server(lower), lower, upper, Root], Named(("root", Root), ("upper", upper), ("lower", lower))) { IsForPkix = true };
        yield return OfIssuer("issuer-permits", plan => plan.Constrain(["example.com"], []), isForPkix: true);
        yield return OfIssuer("issuer-permits-other", plan => plan.Constrain(["example.net"], []), isForPkix: true);
        yield return OfIssuer("issuer-excludes", plan => plan.Constrain([], ["mx.example.com"]));
        yield return OfIssuer("issuer-excludes-other", plan => plan.Constrain([], ["example.net"]));
        yield return OfRoot("root-permits", plan => plan.Constrain(["example.com"], []));
        yield return OfRoot("root-permits-other", plan => plan.Constrain(["example.net"], []));
        yield return OfRoot("root-excludes", plan => plan.Constrain([], ["example.com"]));
        var issuer = TestCertificate.Intermediate(Root, "Issuer", plan => plan.Constrain(["example.net"], []));
        yield return new ChainShape(
            "issuer-permits-other-cn", [TestCertificate.Server(issuer, plan => plan.DnsNames = []), issuer, Root], Named(("root", Root), ("issuer", issuer)));
        var wild = TestCertificate.Intermediate(Root, "Issuer", plan => plan.Constrain([], ["mx.example.com"]));
        yield return new ChainShape(
            "issuer-excludes-under-wildcard", [TestCertificate.Server(wild, plan => plan.DnsNames = ["*.example.com"]), wild, Root], Named(("root", Root), ("issuer", wild)));
    }

    private static IEnumerable<ChainShape> OfSignatures()
    {
        yield return Signed("sha1", () => RSA.Create(2048), plan => plan.OldDigest = HashAlgorithmName.SHA1);
        yield return Signed("md5", () => RSA.Create(2048), plan => plan.OldDigest = HashAlgorithmName.MD5);
        yield return Signed("sha512", () => RSA.Create(2048), plan => plan.Digest = HashAlgorithmName.SHA512);
        yield return Signed("rsa-1024", () => RSA.Create(1024), _ => { });
        yield return Signed("rsa-768", () => RSA.Create(768), _ => { });
        yield return Signed("rsa-4096", () => RSA.Create(4096), _ => { });
        yield return Signed("p-384", () => ECDsa.Create(ECCurve.NamedCurves.nistP384), plan => plan.Digest = HashAlgorithmName.SHA384);
        yield return Signed("p-521", () => ECDsa.Create(ECCurve.NamedCurves.nistP521), plan => plan.Digest = HashAlgorithmName.SHA512);
        var pss = TestCertificate.Root("PSS Root", plan => (plan.Key, plan.Padding) = (RSA.Create(2048), RSASignaturePadding.Pss));
        yield return new ChainShape("pss", [TestCertificate.Server(pss, plan => plan.Padding = RSASignaturePadding.Pss), pss], Named(("signer", pss)));
        var sha1Root = TestCertificate.Root("Old Root", plan => (plan.Key, plan.OldDigest) = (RSA.Create(2048), HashAlgorithmName.SHA1));
        yield return new ChainShape("sha1-root", [TestCertificate.Server(sha1Root), sha1Root], Named(("signer", sha1Root)));
        var md5Root = TestCertificate.Root("Old Root", plan => (plan.Key, plan.OldDigest) = (RSA.Create(2048), HashAlgorithmName.MD5));
        yield return new ChainShape("md5-root", [TestCertificate.Server(md5Root), md5Root], Named(("signer", md5Root)));

        var impostor = TestCertificate.Root(change: plan => plan.Key = TestCertificate.EllipticKey("impostor"));
        var direct = TestCertificate.Server(Root);
        yield return new ChainShape("impostor", [direct, impostor], Named(("impostor", impostor), ("root", Root)));
        yield return new ChainShape("impostor-first", [direct, impostor, Root], Named(("impostor", impostor), ("root", Root))) { IsForPkix = true };
        yield return new ChainShape("impostor-last", [direct, Root, impostor], Named(("impostor", impostor), ("root", Root)));
        yield return new ChainShape("leaf-signature-off", [Server.LastBitOff(), Lower, Upper, Root], Named(("root", Root), ("lower", Lower)));
        yield return new ChainShape("upper-signature-off", [Server, Lower, Upper.LastBitOff(), Root], Named(("root", Root), ("upper", Upper.LastBitOff()), ("lower", Lower)));
        yield return new ChainShape("root-signature-off", [Server, Lower, Upper, Root.LastBitOff()], Named(("off", Root.LastBitOff()), ("root", Root)));

        var alike = TestCertificate.Root("test  ROOT", plan => plan.Key = Root.Key);
        yield return new ChainShape("issuer-name-written-otherwise", [direct, alike], Named(("alike", alike)));
        byte[] wrong = Convert.FromHexString("30168014" + new string('a', 40));
        var hinted = TestCertificate.Server(Root, plan => plan.AddExtension("2.5.29.35", isCritical: false, wrong));
        var marked = TestCertificate.Root(change: plan => plan.AddExtension("2.5.29.14", isCritical: false, Convert.FromHexString("0414" + new string('b', 40))));
        yield return new ChainShape("key-identifiers-differ", [hinted, marked], Named(("marked", marked)));
        yield return new ChainShape("key-identifier-unknown", [hinted, Root], Named(("root", Root)));
    }

    private static IEnumerable<ChainShape> OfEncodings()
    {
        yield return Odd("serial-negative", HostileCertificates.NegativeSerial);
        yield return Odd("serial-long", HostileCertificates.LongSerial);
        yield return Odd("version-9", HostileCertificates.VersionNine);
        yield return Odd("utc-time-broken", HostileCertificates.BrokenTime);
        yield return Odd("san-broken", HostileCertificates.BrokenNames);
        yield return Odd("algorithms-differ", HostileCertificates.AlgorithmsDiffer);
    }

    private static ChainShape Odd(string name, Func<TestCertificate, TestCertificate> make) =>
        new(name, [make(Lower), Lower, Upper, Root], Named(("root", Root), ("lower", Lower)));

    private static ChainShape Signed(string name, Func<AsymmetricAlgorithm> key, Action<CertificatePlan> change)
    {
        var signer = TestCertificate.Root("Signer " + name, plan => plan.Key = key());
        return new ChainShape(name, [TestCertificate.Server(signer, change), signer], Named(("signer", signer)));
    }
}
