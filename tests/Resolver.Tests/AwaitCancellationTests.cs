using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Tests.Anchors;
using DaneCore.Resolver.Tests.Transport;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests;

/// <summary>
/// Cancelled at each wait there is, before it and while it lasts: transports, connections, handshakes, reads, writes, timers. It ends with the caller's cancellation, or it was
/// done; no stream stays open, others who wait are not cancelled, and the next lookup is as good as ever.
/// </summary>
public sealed class AwaitCancellationTests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(2);

    private static readonly DomainName Name = DomainName.Parse("alias.example.lab");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("source", CancelMoment.Before, 4)]
    [InlineData("source", CancelMoment.While, 4)]
    [InlineData("datagrams", CancelMoment.Before, 12)]
    [InlineData("datagrams", CancelMoment.While, 12)]
    [InlineData("cut datagrams", CancelMoment.Before, 20)]
    [InlineData("cut datagrams", CancelMoment.While, 20)]
    [InlineData("tls", CancelMoment.Before, 12)]
    [InlineData("tls", CancelMoment.While, 12)]
    public async Task Lookup_CancelledAtAnyWait_EndsAndLeavesNothing(string way, CancelMoment moment, int atLeast)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            (IAsyncDisposable server, ISource source) = Open(way, hooks);
            await using IAsyncDisposable closing = server;
            try
            {
                await using StubResolver resolver = new(source, SmallInternet.Options() with { Clock = hooks.Over(SmallInternet.Options().Clock) });
                try
                {
                    AssertRight(await resolver.LookupAsync(Name, RecordType.A, stop));
                }
                finally
                {
                    AssertRight(await resolver.LookupAsync(Name, RecordType.A, Stop));
                }
            }
            finally
            {
                Assert.Equal(0, hooks.OpenStreams);
            }
        });

        Assert.InRange(cancelled, atLeast, 3000);
        Assert.InRange(ended, 1, 3000);
    }

    /// <summary>Two lookups that wait for the same questions; one of them is given up.</summary>
    [Theory]
    [InlineData("source", CancelMoment.Before)]
    [InlineData("source", CancelMoment.While)]
    [InlineData("cut datagrams", CancelMoment.Before)]
    [InlineData("cut datagrams", CancelMoment.While)]
    public async Task Lookup_ThatSharesItsQuestions_IsNotCancelledWithTheOther(string way, CancelMoment moment)
    {
        (int cancelled, _) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            (IAsyncDisposable server, ISource source) = Open(way, hooks);
            await using IAsyncDisposable closing = server;
            await using StubResolver resolver = new(source, SmallInternet.Options() with { Clock = hooks.Over(SmallInternet.Options().Clock) });
            Task<Answer> given = resolver.LookupAsync(Name, RecordType.A, stop).AsTask();
            Task<Answer> kept = resolver.LookupAsync(Name, RecordType.A, Stop).AsTask();
            AssertRight(await kept);
            AssertRight(await given);
        });

        Assert.InRange(cancelled, 2, 3000);
    }

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task Anchors_CancelledAtAnyWait_AreFollowedAsBefore(CancelMoment moment)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            RollingRoot root = new();
            MemoryFiles files = new();
            using AnchorTracker tracker = AnchorTracker.TryOpen(
                new AnchorStore("anchors", files), RollingRoot.Trusting(RollingRoot.Old), new ValidationPolicy(), hooks.Over(root.Clock), out AnchorTracker? opened, out string? why)
                ? opened
                : throw new InvalidOperationException(why);
            root.Publish([RollingRoot.Old], RollingRoot.New);
            await using HookedSource source = new(root.Source, hooks);
            try
            {
                await tracker.RefreshAsync(source, TimeSpan.FromSeconds(15), evenIfNotDue: true, stop);
            }
            finally
            {
                Assert.Null(Assert.Single(await tracker.RefreshAsync(root.Source, TimeSpan.FromSeconds(15), evenIfNotDue: true, Stop)).Why);
                Assert.Equal(AnchorState.AddPend, RollingRoot.StateOf(tracker, RollingRoot.New));
                Assert.Equal(AnchorState.Valid, RollingRoot.StateOf(tracker, RollingRoot.Old));
            }
        });

        Assert.InRange(cancelled, 2, 3000);
        Assert.InRange(ended, 1, 3000);
    }

    /// <summary>One look at a time: whoever waits for its turn can be told to stop, and the look that is under way goes on.</summary>
    [Fact]
    public async Task Anchors_CancelledWhileAnotherLookIsUnderWay_LeaveThatAlone()
    {
        RollingRoot root = new();
        using AnchorTracker tracker = root.Open(new MemoryFiles(), RollingRoot.Old);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using HoldingSource source = new(root.Source, asked, released.Task);
        Task<IReadOnlyList<AnchorRefresh>> first = tracker.RefreshAsync(source, TimeSpan.FromSeconds(15), evenIfNotDue: true, Stop).AsTask();
        await asked.Task;
        using CancellationTokenSource stop = new();
        Task<IReadOnlyList<AnchorRefresh>> second = tracker.RefreshAsync(source, TimeSpan.FromSeconds(15), evenIfNotDue: true, stop.Token).AsTask();

        await stop.CancelAsync();

        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(stop.Token, end.CancellationToken);
        released.SetResult();
        Assert.Null(Assert.Single(await first).Why);
    }

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task Download_CancelledAtAnyWait_EndsAndLeavesNothing(CancelMoment moment)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            using HttpClient client = new(new HookedHandler(hooks));
            try
            {
                (byte[] xml, byte[] signature, string? why) =
                    await new RootAnchorDownload(client, TimeSpan.FromSeconds(15), hooks.Over(SmallInternet.Options().Clock)).FetchAsync(stop);
                Assert.Null(why);
                Assert.Equal([1, 2, 3], xml);
                Assert.Equal([1, 2, 3], signature);
            }
            finally
            {
                Assert.Equal(0, hooks.OpenStreams);
            }
        });

        Assert.InRange(cancelled, 4, 3000);
        Assert.InRange(ended, 1, 3000);
    }

    private static void AssertRight(Answer answer) => Assert.Equal((SecurityStatus.Secure, null, 1), (answer.Security, answer.Why, answer.Records.Count));

    [SuppressMessage("Reliability", "CA2000", Justification = "The source owns the transports and disposes of them.")]
    private static (IAsyncDisposable Server, ISource Source) Open(string way, AwaitHooks hooks)
    {
        if (way == "source")
        {
            LabSource zones = new(SmallInternet.Zones);
            return (zones, new HookedSource(zones, hooks));
        }

        TimeProvider clock = hooks.Over(SmallInternet.Options().Clock);
        if (way == "tls")
        {
            var secured = LoopbackDnsServer.StartTls(new LabNameServer(SmallInternet.Zones), DnsCertificates.Good, DnsCertificates.Between);
            HookedTransport tls = new(new TcpTransport(new HookedOpening(hooks, DnsCertificates.Named()), TryTimeout, clock, RandomNumbers.Draw), hooks);
            return (secured, new ForwardingSource([new Upstream("tls", new UpstreamWays((query, stop) => tls.AskAsync(query, secured.EndPoint, stop), null), clock)], tls));
        }

        IEnumerable<IReplyFault> cut = way == "datagrams" ? [] : [ReplyFaults.Truncate()];
        var server = LoopbackDnsServer.Start(SmallInternet.Zones, cut);
        HookedTransport tcp = new(new TcpTransport(new HookedOpening(hooks, null), TryTimeout, clock, RandomNumbers.Draw), hooks);
        FallbackTransport plain = new(new HookedTransport(new UdpTransport(TryTimeout, clock, RandomNumbers.Draw), hooks), tcp);
        UpstreamWays ways = new((query, stop) => plain.AskAsync(query, server.EndPoint, stop), (query, stop) => tcp.AskAsync(query, server.EndPoint, stop));
        return (server, new ForwardingSource([new Upstream("plain", ways, clock)], plain));
    }

    private sealed class HookedTransport(IMessageTransport inner, AwaitHooks hooks) : IMessageTransport
    {
        public ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop) =>
            hooks.PassAsync(() => inner.AskAsync(query, server, stop));

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    /// <summary>Connects, and shakes hands where a peer is named; each read and write of either has a hook.</summary>
    private sealed class HookedOpening(AwaitHooks hooks, TlsPeer? peer) : IStreamOpening
    {
        public string Name => peer is null ? "TCP" : "TLS";

        public bool IsEncrypted => peer is not null;

        public ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop) => hooks.PassAsync(async () =>
        {
            OpenedStream opened = await TcpOpening.Instance.OpenAsync(server, stop);
            if (opened.Stream is not { } stream)
            {
                return opened;
            }

            Stream hooked = hooks.Over(stream);
            return peer is null ? new OpenedStream(hooked, null) : await TlsOpening.SecureAsync(hooked, peer, stop);
        });
    }

    private sealed class HoldingSource(ISource inner, TaskCompletionSource asked, Task released) : ISource
    {
        public int Places => inner.Places;

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            asked.TrySetResult();
            await released.WaitAsync(stop);
            return await inner.AskAsync(question, place, stop);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Three octets for every address.</summary>
    private sealed class HookedHandler(AwaitHooks hooks) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => hooks.PassAsync(async () =>
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return new HttpResponseMessage { Content = new StreamContent(hooks.Over(new MemoryStream([1, 2, 3]))) };
        }).AsTask();
    }
}
