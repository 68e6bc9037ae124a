using System.Net;
using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>
/// Deliveries and checks that are stopped, at one place or at each wait there is. What a server has taken is reported as taken, what it may have as uncertain, and nothing is
/// left open.
/// </summary>
public sealed class StoppedDeliveryTests
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("From: a@client.lab\r\nSubject: test\r\n\r\nHello.\r\n");

    /// <summary>The first domain has the message; the second one's server is silent at one command, and then the sender is stopped.</summary>
    [Theory]
    [InlineData("MAIL", false)]
    [InlineData("DATA", false)]
    [InlineData(".", true)]
    public async Task Delivery_StoppedAtTheSecondDomain_TellsWhatBecameOfTheFirst(string command, bool isUncertain)
    {
        using CancellationTokenSource stop = new();
        await using World world = new(line =>
        {
            if (!line.StartsWith(command, StringComparison.Ordinal))
            {
                return null;
            }

            stop.Cancel();
            return "";
        });

        DeliveryCanceledException stopped = await Assert.ThrowsAsync<DeliveryCanceledException>(() => world.SendAsync(stop.Token));

        Assert.Equal(stop.Token, stopped.CancellationToken);
        (RecipientOutcome first, RecipientOutcome second, RecipientOutcome third) = (stopped.Report.Recipients[0], stopped.Report.Recipients[1], stopped.Report.Recipients[2]);
        Assert.True(first is { IsDelivered: true, Security: DeliverySecurity.Authenticated }, first.ToString());
        Assert.True(second is { IsDelivered: false, IsTransient: true } && second.IsUncertain == isUncertain, second.ToString());
        Assert.Contains("the sender was told to stop", second.Reason, StringComparison.Ordinal);
        Assert.True(third is { IsDelivered: false, IsTransient: true, IsUncertain: false, Code: "4.3.0", FinalCode: "5.3.0" }, third.ToString());
        Assert.Equal("the sender was told to stop before this recipient was served to the end", third.Reason);
        Assert.Contains(stopped.Report.Attempts, attempt => attempt.NextHop == "example.lab" && attempt.Security == DeliverySecurity.Authenticated);
    }

    [Fact]
    public async Task Delivery_StoppedBeforeItBegins_TouchesNobody()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await using World world = new();

        DeliveryCanceledException stopped = await Assert.ThrowsAsync<DeliveryCanceledException>(() => world.SendAsync(stop.Token));

        Assert.All(stopped.Report.Recipients, outcome => Assert.True(outcome is { IsDelivered: false, IsTransient: true, IsUncertain: false }, outcome.ToString()));
        Assert.Equal(0, world.Connections);
    }

    [Fact]
    public async Task Delivery_ThatNobodyStops_Reports()
    {
        await using World world = new();

        DeliveryReport report = await world.SendAsync(CancellationToken.None);

        Assert.True(report.IsDelivered);
    }

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task Delivery_StoppedAtAnyWait_TellsTheTruth(CancelMoment moment)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            World world = new(hooks: hooks);
            try
            {
                DeliveryReport report = await world.SendAsync(stop);
                Assert.True(report.IsDelivered, string.Join("; ", report.Recipients));
                await world.DisposeAsync();
                world.AssertTrue(report);
            }
            catch (DeliveryCanceledException stopped)
            {
                // The servers first: what they read is then all that they will ever read.
                await world.DisposeAsync();
                world.AssertTrue(stopped.Report);
                throw;
            }
            finally
            {
                await world.DisposeAsync();
                Assert.Equal(0, hooks.OpenStreams);
            }
        });

        Assert.InRange(cancelled, 60, 3000);
        Assert.InRange(ended, 1, 40);
    }

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task Check_CancelledAtAnyWait_EndsAndLeavesNothing(CancelMoment moment)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            await using World world = new(hooks: hooks);
            try
            {
                DomainReport report = await world.CheckAsync(stop);
                Assert.Equal("dane-ok", report.VerdictText);
            }
            finally
            {
                Assert.Equal(0, hooks.OpenStreams);
            }
        });

        Assert.InRange(cancelled, 20, 3000);
        Assert.InRange(ended, 1, 40);
    }

    /// <summary>Three domains, each with a host of its own and records for its key; the second host answers as the test says.</summary>
    private sealed class World : IAsyncDisposable
    {
        private static readonly string[] Domains = ["example.lab", "second.lab", "third.lab"];

        private static readonly Dictionary<string, LabCertificate> Certificates =
            Domains.ToDictionary(domain => domain, domain => LabCertificates.Leaf($"mx.{domain}", CheckBench.From, CheckBench.To, CheckBench.Root), StringComparer.Ordinal);

        private readonly LabMailNet _net = new();
        private readonly SmtpOptions _options;
        private readonly SmtpSender _sender;
        private readonly DomainCheck _check;
        private int _isClosed;

        public World(Func<string, string?>? answer = null, AwaitHooks? hooks = null)
        {
            TestResolver dns = new();
            for (int i = 0; i < Domains.Length; i++)
            {
                string domain = Domains[i];
                dns.Secure($"{domain}. MX 10 mx.{domain}.", $"mx.{domain}. A {AddressOf(i)}", $"_25._tcp.mx.{domain}. TLSA {Certificates[domain].Tlsa()}");
                _net.Add(AddressOf(i), new LabMailBehaviour { HostName = $"mx.{domain}", Chain = [Certificates[domain], CheckBench.Root], Answer = i == 1 ? answer : null });
            }

            FakeTimeProvider clock = new(CheckBench.Now);
            _options = new SmtpOptions
            {
                HeloName = "client.lab",
                Pick = _ => 0,
                Clock = hooks?.Over(clock) ?? clock,
                Connect = (endPoint, stop) => hooks is null
                    ? _net.ConnectAsync(endPoint, stop)
                    : hooks.PassAsync(async () =>
                    {
                        await Task.Yield();
                        stop.ThrowIfCancellationRequested();
                        return hooks.Over(await _net.ConnectAsync(endPoint, stop));
                    }),
            };
            Resolver.ISecureResolver resolver = hooks is null ? dns : new HookedResolver(dns, hooks);
            _sender = new SmtpSender(resolver, _options);
            _check = new DomainCheck(resolver, _options);
        }

        public int Connections => Domains.Select((_, i) => _net.At(AddressOf(i))!.Connections).Sum();

        public Task<DeliveryReport> SendAsync(CancellationToken stop) =>
            _sender.SendAsync(new Envelope("a@client.lab", "b@example.lab", "b@second.lab", "b@third.lab"), MessageSource.FromOctets(Message), stop).AsTask();

        public async Task<DomainReport> CheckAsync(CancellationToken stop) => await _check.CheckAsync(DomainName.Parse("example.lab"), stop);

        /// <summary>Delivered is what the server has; what it has is delivered or uncertain, and uncertain is one recipient at most.</summary>
        public void AssertTrue(DeliveryReport report)
        {
            for (int i = 0; i < Domains.Length; i++)
            {
                RecipientOutcome outcome = report.Recipients[i];
                int taken = _net.At(AddressOf(i))!.Messages.Count;
                Assert.InRange(taken, outcome.IsDelivered ? 1 : 0, outcome.IsDelivered || outcome.IsUncertain ? 1 : 0);
                Assert.True(outcome.IsDelivered || (outcome.IsTransient && outcome.Reason.Contains("told to stop", StringComparison.Ordinal)), outcome.ToString());
            }

            Assert.InRange(report.Recipients.Count(outcome => outcome.IsUncertain), 0, 1);
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 1)
            {
                return;
            }

            await _sender.DisposeAsync();
            await _net.DisposeAsync();
        }

        private static IPAddress AddressOf(int number) => new([192, 0, 2, (byte)(number + 1)]);
    }
}
