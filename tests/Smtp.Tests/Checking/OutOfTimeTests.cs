using DaneCore.Dane;
using DaneCore.Lab.Mail;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>What was not found out for want of our time decides nothing, and lets nothing worse decide.</summary>
public sealed class OutOfTimeTests
{
    [Theory]
    [InlineData(5, "undeterminable")]
    [InlineData(10, "undeterminable")]
    [InlineData(20, "dane-ok")]
    public async Task Host_ThatRanOutOfTime_LetsNoWorseOneDecide(int preference, string verdict)
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure($"example.lab. MX {preference} z.lab.", "z.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour { Fault = LabMailFault.NeverGreets });
        bench.MuteAtQuit(() => bench.Clock.Advance(TimeSpan.FromMinutes(1)));

        DomainReport report = await bench.CheckAsync();

        bool isDecided = verdict is "dane-ok";
        CheckBench.AssertVerdict(report, verdict, isDecided ? null : "5.4.317", ResultType.None);
        Assert.Equal(!isDecided, report.Reason.StartsWith("the time for the whole check ran out before z.lab", StringComparison.Ordinal));
        Assert.Equal(!isDecided, report.Recommendations.Any(text => text.StartsWith("Whoever asks: check again with more time", StringComparison.Ordinal)));
        Assert.Equal("authenticated", report.Hosts.Single(host => host.Preference == 10 && host.Taker is not null).Taker!.ResultText);
    }
}
