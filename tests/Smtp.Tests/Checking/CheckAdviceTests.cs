using DaneCore.Dane;
using DaneCore.Lab.Mail;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>What an administrator is told.</summary>
public sealed class CheckAdviceTests
{
    [Fact]
    public async Task Domain_WithoutTlsa_IsNoDaneAndToldWhatToPublish()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal("encrypted", report.Hosts[0].Addresses[0].ResultText);
        Assert.Contains(CheckBench.Leaf.Tlsa(), Assert.Single(report.Recommendations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithoutTls_IsNotToldToPublishBeforeItHasTls()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour());

        DomainReport report = await bench.CheckAsync();

        Assert.Contains(report.Recommendations, text => text.EndsWith("not before.", StringComparison.Ordinal));
        Assert.Contains(report.Recommendations, text => text.Contains("have the server do STARTTLS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advice_ForSeveralAddresses_IsSaidOnce()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("mx.lab. A 192.0.2.2");
        bench.Serve("192.0.2.1", new LabMailBehaviour());
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        DomainReport report = await bench.CheckAsync();

        Assert.StartsWith("The administrator of mx.lab (192.0.2.1, 192.0.2.2): ", Assert.Single(report.Recommendations), StringComparison.Ordinal);
    }
}
