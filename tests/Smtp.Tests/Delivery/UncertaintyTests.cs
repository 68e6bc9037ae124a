using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>Between the end of a message and the reply to it nobody knows who is responsible for it.</summary>
public sealed class UncertaintyTests
{
    [Fact]
    [MailRule(47, RuleSide.Broken)]
    public async Task Connection_LostBehindTheEndOfTheMessage_IsReportedAndNotMadeGoodElsewhere()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Answer = Closing });
        LabMailServer second = WithSecondHost(bench);

        RecipientOutcome outcome = await bench.SendAsync();

        AssertUncertain(outcome);
        Assert.Equal(0, second.Connections);
        Assert.Equal(1, bench.At().Connections);
    }

    [Fact]
    [MailRule(47, RuleSide.Broken)]
    public async Task Reply_ToTheEndOfTheMessage_IsWaitedForTenMinutesAndNoLonger()
    {
        WatchedClock clock = new(TimeSpan.FromMinutes(10));
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Answer = line => line == "." ? "" : null });
        bench.Clock = clock;
        LabMailServer second = WithSecondHost(bench);
        Task<RecipientOutcome> sending = bench.SendAsync();
        await clock.IsWaiting;

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        AssertUncertain(await sending);
        Assert.Equal(0, second.Connections);
    }

    /// <summary>A time over all ends everything but this wait.</summary>
    [Fact]
    [MailRule(47, RuleSide.Broken)]
    public async Task Reply_ToTheEndOfTheMessage_IsWaitedForBeyondTheTimeOverAll()
    {
        WatchedClock clock = new(TimeSpan.FromMinutes(10));
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Answer = line => line == "." ? "" : null });
        bench.Clock = clock;
        bench.Options = bench.Options with { DeliveryTimeout = TimeSpan.FromSeconds(20) };
        LabMailServer second = WithSecondHost(bench);
        Task<RecipientOutcome> sending = bench.SendAsync();
        await clock.IsWaiting;

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        AssertUncertain(await sending);
        Assert.Equal(0, second.Connections);
    }

    [Theory]
    [InlineData("greeting", 300)]
    [InlineData("mail", 300)]
    [InlineData("recipient", 300)]
    [InlineData("data", 120)]
    [InlineData("block", 180)]
    [InlineData("message", 600)]
    [MailRule(47, RuleSide.Holds)]
    public void Patience_OfASender_IsThatOfTheStandard(string what, int seconds)
    {
        SmtpTimeouts patience = new SmtpOptions().Timeouts;

        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            what switch
            {
                "greeting" => patience.Greeting,
                "mail" => patience.Mail,
                "recipient" => patience.Recipient,
                "data" => patience.Data,
                "block" => patience.DataBlock,
                _ => patience.Message,
            });
    }

    [Fact]
    [MailRule(47, RuleSide.Holds)]
    public async Task Connection_LostBeforeTheEndOfTheMessage_LeavesTheNextHost()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Answer = line => line == "DATA" ? LabMailBehaviour.Closes : null });
        LabMailServer second = WithSecondHost(bench);

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Cleartext);
        Assert.Single(second.Messages);
    }

    private static void AssertUncertain(RecipientOutcome outcome)
    {
        Assert.True(outcome is { IsDelivered: false, IsUncertain: true, IsTransient: true, Code: "4.4.2", FinalCode: "5.4.2" }, outcome.ToString());
        Assert.Equal((DeliverySecurity.Authenticated, ResultType.None), (outcome.Security, outcome.ResultType));
    }

    private static string? Closing(string line) => line == "." ? LabMailBehaviour.Closes : null;

    private static LabMailServer WithSecondHost(DeliveryBench bench)
    {
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        return bench.Serve("192.0.2.2", new LabMailBehaviour());
    }

    /// <summary>Tells when somebody begins to wait for exactly this long.</summary>
    private sealed class WatchedClock(TimeSpan wait) : FakeTimeProvider(Checking.CheckBench.Now)
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaiting => _waiting.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == wait)
            {
                _waiting.TrySetResult();
            }

            return timer;
        }
    }
}
