using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>Connections that die, and addresses that swallow everything: neither costs an answer that can be had.</summary>
public sealed class HttpsLivenessTests
{
    private static readonly Message Query = Queries.For(SmallInternet.Www);
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpProtocols.Http2)]
    [InlineData(HttpProtocols.Http1)]
    public async Task Connection_DeadWithoutAWord_CostsNoAnswer(HttpProtocols protocols)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound, protocols: protocols);
        await using Relay relay = new(new IPEndPoint(IPAddress.Loopback, server.Port));
        await using HttpsTransport transport = Make(relay.Port);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        relay.Silence();

        Task<TransportReply> asking = transport.AskAsync(Query, Stop).AsTask();
        _clock.Advance(SecondTry.Patience(TryTimeout));

        Assert.IsType<TransportReply.Received>(await asking);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        Assert.Equal(2, relay.Accepted);
        Assert.Equal(0, transport.Retired);
    }

    [Fact]
    public async Task Connections_AllDeadWithoutAWord_TimeOut()
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound);
        await using Relay relay = new(new IPEndPoint(IPAddress.Loopback, server.Port));
        await using HttpsTransport transport = Make(relay.Port);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        relay.Silence();

        Task<TransportReply> asking = transport.AskAsync(Query, Stop).AsTask();
        _clock.Advance(TryTimeout);

        Assert.Equal(TransportFault.TimedOut, Assert.IsType<TransportReply.Failed>(await asking).Fault);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(HttpProtocols.Http2)]
    [InlineData(HttpProtocols.Http1)]
    public async Task Connection_ResetUnderAQuery_CostsNoAnswer(HttpProtocols protocols)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound, protocols: protocols);
        await using Relay relay = new(new IPEndPoint(IPAddress.Loopback, server.Port));
        await using HttpsTransport transport = Make(relay.Port);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        relay.CutAtNext();

        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        Assert.Equal(2, relay.Accepted);
    }

    // What the server does with the second request: RST_STREAM, or GOAWAY ahead of it.
    [Theory]
    [InlineData("reset", HttpProtocols.Http2)]
    [InlineData("reset", HttpProtocols.Http1)]
    [InlineData("go away", HttpProtocols.Http2)]
    public async Task Server_ThatEndsWhatWorked_IsAskedOnceMore(string how, HttpProtocols protocols)
    {
        int requests = 0;
        await using DohServer server = await DohServer.StartAsync(
            (context, query) =>
            {
                int number = Interlocked.Increment(ref requests);
                if (number == 1 && how == "go away")
                {
                    context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
                }

                if (number == 2 && how == "reset")
                {
                    context.Abort();
                    return Task.CompletedTask;
                }

                return DohServer.Sound(context, query);
            },
            protocols: protocols);
        await using HttpsTransport transport = Make(server.Port);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));

        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        Assert.Equal(how == "reset" ? 3 : 2, requests);
        Assert.Equal(2, server.Requests.Select(request => request.Connection).Distinct().Count());
    }

    // The first is answered well; what the server does with all others, how often it is asked for the second query, and what comes of that.
    [Theory]
    [InlineData("reset", 2, TransportFault.Closed)]
    [InlineData("status", 1, TransportFault.HttpError)]
    [InlineData("garbage", 1, TransportFault.Garbled)]
    public async Task Query_ThatWasAnsweredOrFailsAnew_IsNotAskedForEver(string how, int times, TransportFault fault)
    {
        int requests = 0;
        await using DohServer server = await DohServer.StartAsync((context, query) =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                return DohServer.Sound(context, query);
            }

            switch (how)
            {
                case "reset":
                    context.Abort();
                    return Task.CompletedTask;
                case "status":
                    context.Response.StatusCode = 500;
                    return Task.CompletedTask;
                default:
                    return DohServer.SendAsync(context, [1, 2, 3]);
            }
        });
        await using HttpsTransport transport = Make(server.Port);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));

        Assert.Equal(fault, Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, Stop)).Fault);
        Assert.Equal(1 + times, requests);
    }

    [Fact]
    public async Task Server_SlowOverOneQuestionOnly_KeepsItsConnection()
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using DohServer server = await DohServer.StartAsync(async (context, query) =>
        {
            if (query.Questions[0] == SmallInternet.Plain)
            {
                reached.TrySetResult();
                await enough.Task;
            }

            await DohServer.Sound(context, query);
        });
        await using HttpsTransport transport = Make(server.Port);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        Task<TransportReply> slow = transport.AskAsync(Queries.For(SmallInternet.Plain), Stop).AsTask();
        await reached.Task.WaitAsync(Stop);
        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));

        _clock.Advance(SecondTry.Patience(TryTimeout));
        enough.SetResult();

        Assert.IsType<TransportReply.Received>(await slow);
        Assert.Single(server.Requests.Select(request => request.Connection).Distinct());
        Assert.Equal(3, server.Requests.Count);
    }

    // Which of the server's addresses swallow everything; whether an answer is had.
    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("127.0.0.2 127.0.0.1", false)]
    public async Task Name_OfWhichAddressesAreBlackHoles_IsReachedByTheOthers(string holes, bool isAnswered)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound);
        BlackHoles opening = new(holes.Split(' ').Select(IPAddress.Parse));
        HttpsServer peer = new(AddressOf("dns.lab", server.Port), "dns.lab", server.Port, DnsCertificates.Named(), _clock)
        {
            Opening = opening,
            FindAddresses = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]),
        };
        await using HttpsTransport transport = new(peer, TryTimeout);
        Task<TransportReply> asking = transport.AskAsync(Query, Stop).AsTask();
        while (opening.Begun < 2 && !asking.IsCompleted)
        {
            _clock.Advance(opening.Begun == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        if (!isAnswered)
        {
            _clock.Advance(TryTimeout);
        }

        Assert.Equal(isAnswered, await asking is TransportReply.Received);
        Assert.Equal(!isAnswered, await asking is TransportReply.Failed { Fault: TransportFault.TimedOut });
    }

    private static Uri AddressOf(string host, int port) => new UriBuilder("https", host, port, "/dns-query").Uri;

    private HttpsTransport Make(int port) => new(AddressOf("127.0.0.1", port), DnsCertificates.Named(), TryTimeout, _clock);
}
