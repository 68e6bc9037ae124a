using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>Nothing depends on how a server takes leave.</summary>
public sealed class LeaveTakingTests
{
    [Fact]
    [Requirement("5321-4.1.1.10-2")]
    public async Task Result_WhenTimeRunsOutAtQuit_IsKept()
    {
        await using var bench = CheckBench.Healthy();
        bench.MuteAtQuit(() => bench.Clock.Advance(TimeSpan.FromMinutes(1)));

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-ok", null, ResultType.None);
        AddressReport address = Assert.Single(report.Hosts[0].Addresses);
        Assert.Equal("authenticated", address.ResultText);
        Assert.Equal("C: QUIT", address.Transcript[^1]);
    }

    [Fact]
    public async Task Refusal_WhenTimeRunsOutAtQuit_IsKept()
    {
        await using var bench = CheckBench.Healthy(LabMailFault.OffersNoStartTls);
        bench.MuteAtQuit(() => bench.Clock.Advance(TimeSpan.FromMinutes(1)));

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.Contains("does not offer STARTTLS", Assert.Single(report.Hosts[0].Addresses).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LabMailFault.None)]
    [InlineData(LabMailFault.OffersNoStartTls)]
    public async Task Cancellation_ByTheCallerAtQuit_IsThrown(LabMailFault fault)
    {
        await using var bench = CheckBench.Healthy(fault);
        using CancellationTokenSource source = new();
        bench.MuteAtQuit(source.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.CheckUntilAsync("example.lab", source.Token));
    }

    [Fact]
    public void Probe_WaitsBrieflyForTheReplyToQuit()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), SmtpTimeouts.Probe.Quit);
        Assert.Equal(TimeSpan.FromSeconds(10), SmtpTimeouts.Probe.Hello);
    }
}
