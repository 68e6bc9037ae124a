using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;
using static DaneCore.Resolver.Tests.Transport.TcpEnd;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>How many connections are kept, for how long, and what one that died without a word costs.</summary>
public sealed class TcpKeepingTests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(2);
    private static readonly Message Query = Queries.For(SmallInternet.Www);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_ToManyServers_AreNotAllKept()
    {
        AnsweringOpening opening = new();
        await using TcpTransport transport = new(opening, TryTimeout, _clock, RandomNumbers.Draw);
        foreach (int i in Enumerable.Range(0, 1000))
        {
            Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Server(i), Stop));
        }

        await UntilAsync(() => opening.Open <= TcpTransport.MaxKept && transport.Connections <= TcpTransport.MaxKept);
        Assert.Equal(TcpTransport.MaxKept, transport.Connections);
    }

    [Fact]
    public async Task Connections_ThatAreWaitedFor_AreAllKept()
    {
        AnsweringOpening opening = new(answers: false);
        await using TcpTransport transport = new(opening, TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply>[] asking = [.. Enumerable.Range(0, 2 * TcpTransport.MaxKept).Select(i => transport.AskAsync(Query, Server(i), Stop).AsTask())];

        Assert.Equal(2 * TcpTransport.MaxKept, opening.Open);
        Assert.Equal(2 * TcpTransport.MaxKept, transport.Connections);
        Assert.All(asking, task => Assert.False(task.IsCompleted));

        _clock.Advance(TryTimeout);
        Assert.All(await Task.WhenAll(asking), reply => Assert.Equal(TransportFault.TimedOut, Assert.IsType<TransportReply.Failed>(reply).Fault));
        await UntilAsync(() => transport.Connections == 0);
        Assert.Equal(0, opening.Open);
    }

    [Theory]
    [InlineData("idle")]
    [InlineData("ended by the server")]
    [InlineData("refused")]
    public async Task Connection_ThatEnded_IsForgotten(string how)
    {
        using Socket listener = Listen();
        IPEndPoint server = EndPoint(listener);
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        if (how == "refused")
        {
            listener.Dispose();
            Assert.Equal(TransportFault.Refused, Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, server, Stop)).Fault);
        }
        else
        {
            Task<TransportReply> asking = transport.AskAsync(Query, server, Stop).AsTask();
            using Socket connection = await listener.AcceptAsync(Stop);
            await Send(connection, Queries.ReplyTo(await Receive(connection)));
            Assert.IsType<TransportReply.Received>(await asking);
            Assert.Equal(1, transport.Connections);
            if (how == "idle")
            {
                _clock.Advance(TimeSpan.FromSeconds(10));
            }
        }

        await UntilAsync(() => transport.Connections == 0);
    }

    [Fact]
    public async Task Connection_DeadWithoutAWord_CostsNoAnswer()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply> before = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket dead = await listener.AcceptAsync(Stop);
        await Send(dead, Queries.ReplyTo(await Receive(dead)));
        Assert.IsType<TransportReply.Received>(await before);

        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        await Receive(dead);
        _clock.Advance(SecondTry.Patience(TryTimeout));
        using Socket fresh = await listener.AcceptAsync(Stop);
        await Send(fresh, Queries.ReplyTo(await Receive(fresh)));

        Assert.IsType<TransportReply.Received>(await asking);

        // The dead one is closed, and nobody asks there again.
        await Drain(dead);
        Task<TransportReply> after = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        await Send(fresh, Queries.ReplyTo(await Receive(fresh)));
        Assert.IsType<TransportReply.Received>(await after);
        await UntilAsync(() => transport.Connections == 1);
    }

    [Fact]
    public async Task Connection_DeadWithoutAWord_StillMayAnswerLate()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply> before = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket slow = await listener.AcceptAsync(Stop);
        await Send(slow, Queries.ReplyTo(await Receive(slow)));
        Assert.IsType<TransportReply.Received>(await before);

        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        Message query = await Receive(slow);
        _clock.Advance(SecondTry.Patience(TryTimeout));
        using Socket fresh = await listener.AcceptAsync(Stop);
        await Send(slow, Queries.ReplyTo(query));

        Assert.IsType<TransportReply.Received>(await asking);
    }

    [Fact]
    public async Task Connection_ThatAnswersOthers_IsNotReplaced()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply> before = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        await Send(connection, Queries.ReplyTo(await Receive(connection)));
        Assert.IsType<TransportReply.Received>(await before);

        Task<TransportReply> slow = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        Message slowQuery = await Receive(connection);
        Task<TransportReply> quick = transport.AskAsync(Queries.For(SmallInternet.Plain), EndPoint(listener), Stop).AsTask();
        await Send(connection, Queries.ReplyTo(await Receive(connection)));
        Assert.IsType<TransportReply.Received>(await quick);
        _clock.Advance(SecondTry.Patience(TryTimeout));
        await Send(connection, Queries.ReplyTo(slowQuery));

        Assert.IsType<TransportReply.Received>(await slow);
        Assert.Equal(1, transport.Connections);
    }

    [Fact]
    public async Task Silence_OfALivingConnectionToTheEnd_LeavesItOpen()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply> unanswered = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        await Receive(connection);
        Task<TransportReply> other = transport.AskAsync(Queries.For(SmallInternet.Plain), EndPoint(listener), Stop).AsTask();
        await Send(connection, Queries.ReplyTo(await Receive(connection)));
        Assert.IsType<TransportReply.Received>(await other);

        _clock.Advance(TryTimeout);

        Assert.Equal(TransportFault.TimedOut, Assert.IsType<TransportReply.Failed>(await unanswered).Fault);
        Task<TransportReply> after = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        await Send(connection, Queries.ReplyTo(await Receive(connection)));
        Assert.IsType<TransportReply.Received>(await after);
    }

    [Theory]
    [InlineData("an empty message")]
    [InlineData("octets that are no message")]
    [InlineData("a reply to something else")]
    public async Task Connection_OnWhichNoReplyComes_IsNotAskedAgain(string what)
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        Message query = await Receive(connection);
        await connection.SendAsync(
            what switch
            {
                "an empty message" => Frame([]),
                "octets that are no message" => Frame([(byte)(query.Id >> 8), (byte)(query.Id & 0xFF), 0x80]),
                _ => Frame((Queries.ReplyTo(query) with { Questions = [SmallInternet.Plain] }).ToWire()),
            },
            Stop);
        _clock.Advance(TryTimeout);
        Assert.IsType<TransportReply.Failed>(await asking);

        Task<TransportReply> after = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket fresh = await listener.AcceptAsync(Stop);
        await Send(fresh, Queries.ReplyTo(await Receive(fresh)));
        Assert.IsType<TransportReply.Received>(await after);
    }

    [Fact]
    public async Task Connection_WithOneUnreadableReply_StillAnswersWhoWaits()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, _clock, RandomNumbers.Draw);
        Task<TransportReply> garbled = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        Message first = await Receive(connection);
        Task<TransportReply> sound = transport.AskAsync(Queries.For(SmallInternet.Plain), EndPoint(listener), Stop).AsTask();
        Message second = await Receive(connection);

        await connection.SendAsync(Frame([(byte)(first.Id >> 8), (byte)(first.Id & 0xFF), 0x80]), Stop);
        Assert.Equal(TransportFault.Garbled, Assert.IsType<TransportReply.Failed>(await garbled).Fault);
        await Send(connection, Queries.ReplyTo(second));

        Assert.IsType<TransportReply.Received>(await sound);
        Assert.Equal(0, await connection.ReceiveAsync(new byte[1], Stop));
    }

    private static IPEndPoint Server(int number) => new(new IPAddress([192, 0, (byte)(number >> 8), (byte)(number & 0xFF)]), 53);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
