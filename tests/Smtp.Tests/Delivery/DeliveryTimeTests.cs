using DaneCore.Lab.Mail;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Tests.Checking;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>A time over all: when it is up nothing more is begun, and nobody is left in doubt who was not.</summary>
public sealed class DeliveryTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("STARTTLS")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Server_ThatFallsSilentAt_IsLeftWithTheTimeOverAll(string command)
    {
        FakeTimeProvider clock = new(CheckBench.Now);
        await using DeliveryBench bench = Bench(clock, line => Passes(clock, Limit, line, command, ""));
        LabMailServer second = WithSecondHost(bench);

        RecipientOutcome outcome = await bench.SendAsync();

        Assert.True(outcome is { IsDelivered: false, IsTransient: true, IsUncertain: false }, outcome.ToString());
        Assert.Empty(bench.At().Messages);
        Assert.Equal(0, second.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Host_BehindOneThatTookAllTheTime_IsTriedOnlyWhereThereIsNoBound(bool isBounded)
    {
        FakeTimeProvider clock = new(CheckBench.Now);
        await using DeliveryBench bench = Bench(clock, line => Passes(clock, Limit, line, "EHLO", "421 4.3.2 not now\r\n"));
        bench.Options = bench.Options with { DeliveryTimeout = isBounded ? Limit : null };
        LabMailServer second = WithSecondHost(bench);

        DeliveryReport report = await bench.SendAsync(new Envelope("a@client.lab", "b@example.lab"));

        Assert.Equal(!isBounded, report.IsDelivered);
        Assert.Equal(isBounded ? 0 : 1, second.Connections);
        Assert.Equal(isBounded, report.Attempts.Any(attempt => attempt is { Code: "5.4.7", Reason: "the 20 seconds that the delivery has over all are up" }));
    }

    [Fact]
    public async Task Message_TakenBehindTheTimeOverAll_IsDelivered()
    {
        FakeTimeProvider clock = new(CheckBench.Now);
        await using DeliveryBench bench = Bench(clock, line => Passes(clock, TimeSpan.FromMinutes(1), line, ".", null));

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
    }

    [Theory]
    [InlineData(RecordType.MX)]
    [InlineData(RecordType.A)]
    public async Task Lookup_ThatTakesLonger_IsGivenUp(RecordType type)
    {
        FakeTimeProvider clock = new(CheckBench.Now);
        await using DeliveryBench bench = Bench(clock, _ => null);
        await using SmtpSender sender = new(new StuckResolver(bench.Dns, type, () => clock.Advance(Limit)), new SmtpOptions { Clock = clock, DeliveryTimeout = Limit });

        DeliveryReport report = await sender.SendAsync(new Envelope("a@client.lab", "b@example.lab"), MessageSource.FromOctets(DeliveryBench.Message), DeliveryBench.Stop);

        DeliveryBench.AssertKept(Assert.Single(report.Recipients), "4.4.7", Dane.ResultType.None, "the 20 seconds that the delivery has over all are up");
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    public async Task Cancellation_OfALookup_PassesThrough()
    {
        FakeTimeProvider clock = new(CheckBench.Now);
        using CancellationTokenSource stop = new();
        await using SmtpSender sender = new(new StuckResolver(new TestResolver(), RecordType.MX, stop.Cancel), new SmtpOptions { Clock = clock, DeliveryTimeout = Limit });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await sender.SendAsync(new Envelope("a@client.lab", "b@example.lab"), MessageSource.FromOctets(DeliveryBench.Message), stop.Token));
    }

    [Fact]
    public void Time_OfNothing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new SmtpSender(new TestResolver(), new SmtpOptions { DeliveryTimeout = TimeSpan.Zero }));

    private static DeliveryBench Bench(FakeTimeProvider clock, Func<string, string?> answer)
    {
        var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Answer = answer });
        bench.Clock = clock;
        bench.Options = bench.Options with { DeliveryTimeout = Limit };
        return bench;
    }

    private static LabMailServer WithSecondHost(DeliveryBench bench)
    {
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        return bench.Serve("192.0.2.2", new LabMailBehaviour());
    }

    // The time passes while the server has heard the command and not yet answered.
    private static string? Passes(FakeTimeProvider clock, TimeSpan time, string line, string command, string? reply)
    {
        if (!line.StartsWith(command, StringComparison.Ordinal))
        {
            return null;
        }

        clock.Advance(time);
        return reply;
    }

    /// <summary>Never answers one type, and says when it is asked.</summary>
    private sealed class StuckResolver(TestResolver answers, RecordType type, Action asked) : ISecureResolver
    {
        public async ValueTask<Answer> LookupAsync(DomainName name, RecordType wanted, CancellationToken stop = default)
        {
            if (wanted == type)
            {
                asked();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }

            return await answers.LookupAsync(name, wanted, stop);
        }
    }
}
