using DaneCore.Dane;
using DaneCore.Lab.Mail;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>What is said about certificates that end, addresses that differ, and hosts of large providers.</summary>
public sealed class UpkeepAdviceTests
{
    [Theory]
    [InlineData(37, false)]
    [InlineData(36, true)]
    public async Task Certificate_InItsLastTenth_IsToBeRenewed(int daysLeft, bool isTold)
    {
        LabCertificate leaf = LabCertificates.Leaf("mx.lab", CheckBench.Now.AddDays(daysLeft - 365), CheckBench.Now.AddDays(daysLeft), CheckBench.Root);
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [leaf] });

        DomainReport report = await bench.CheckAsync();

        Assert.Equal(CheckBench.Now.AddDays(daysLeft), report.FirstCertificateEnd?.NotAfter);
        Assert.False(report.FirstCertificateEnd?.IsJudged);
        Assert.Equal(isTold, report.Recommendations.Any(text =>
            text.StartsWith("The administrator of mx.lab (192.0.2.1): the server's certificate ends at", StringComparison.Ordinal)
            && text.Contains("RFC 7671 section 5.1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Certificate_UnderUsage2_IsJudgedByItsEnd()
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2, 0, 1));
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf, CheckBench.Root] });

        Assert.True((await bench.CheckAsync()).FirstCertificateEnd?.IsJudged);
    }

    [Fact]
    public async Task Addresses_WithOtherKeys_AreNamedWithThem()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("mx.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour { Chain = [CheckBench.Other] });

        DomainReport report = await bench.CheckAsync();

        string text = Assert.Single(report.Recommendations, text => text.Contains("show different keys", StringComparison.Ordinal));
        Assert.Contains("192.0.2.1 with key ", text, StringComparison.Ordinal);
        Assert.Contains("192.0.2.2 with key ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_WithKeysThatAreBothPublished_AreLeftAlone()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("mx.lab. A 192.0.2.2", "_25._tcp.mx.lab. TLSA " + CheckBench.Other.Tlsa());
        bench.Serve("192.0.2.2", new LabMailBehaviour { Chain = [CheckBench.Other] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.DoesNotContain(report.Recommendations, text => text.Contains("different keys", StringComparison.Ordinal));
        Assert.Equal(RolloverState.CurrentOnly, report.Hosts[0].Rollover?.State);
    }

    [Fact]
    public async Task Addresses_WithAndWithoutTls_AreToBeAlike()
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "mx.lab. A 192.0.2.2");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        DomainReport report = await bench.CheckAsync();

        Assert.Contains(report.Recommendations, text => text.Contains("192.0.2.1 does TLS and 192.0.2.2 does not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issuer_ThatIsNotSent_IsToBeSent()
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2, 0, 1));
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-failed", "5.7.323", ResultType.CertificateNotTrusted);
        Assert.Contains("Have the server send its issuers", Assert.Single(report.Recommendations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_ThatOnlyAnotherKeyHas_IsToBeAdded()
    {
        await using CheckBench bench = new();
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(), "_25._tcp.mx.lab. TLSA " + CheckBench.Other.Tlsa(matching: 2));
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-failed", "5.7.323", ResultType.TlsaInvalid);
        Assert.Contains($"Publish \"_25._tcp.mx.lab. IN TLSA {CheckBench.Leaf.Tlsa(matching: 2)}\" too", Assert.Single(report.Recommendations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example-lab.mail.protection.outlook.com", false, "Enable-DnssecForVerifiedDomain")]
    [InlineData("example-lab.e-v1.mx.microsoft", true, "Enable-SmtpDaneInbound")]
    [InlineData("smtp.google.com", false, "RFC 8461")]
    [InlineData("ASPMX.L.GOOGLE.com", false, "RFC 8461")]
    [InlineData("mx.notgoogle.com", false, null)]
    public async Task Host_OfALargeProvider_GetsAdviceItsCustomerCanFollow(string host, bool isSigned, string? word)
    {
        await using CheckBench bench = new();
        bench.Dns.Secure($"example.lab. MX 10 {host}.");
        _ = isSigned ? bench.Dns.Secure($"{host}. A 192.0.2.1") : bench.Dns.Unsigned(host).Insecure($"{host}. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "no-dane", null, ResultType.None);
        string text = Assert.Single(report.Recommendations);
        Assert.StartsWith($"The administrator of {(word is null ? host : "example.lab")}: ", text, StringComparison.Ordinal);
        Assert.Contains(word ?? "have the zone of the host signed", text, StringComparison.Ordinal);
    }
}
