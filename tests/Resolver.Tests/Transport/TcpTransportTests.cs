using System.Net;
using System.Net.Sockets;
using DaneCore.Lab;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;
using static DaneCore.Resolver.Tests.Transport.TcpEnd;

namespace DaneCore.Resolver.Tests.Transport;

public class TcpTransportTests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(2);
    private static readonly Message Query = Queries.For(SmallInternet.Www);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("7766-5-2")]
    [Requirement("7766-6.2.1-1")]
    public async Task Queries_OneAfterTheOther_ShareAConnection()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones);
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);

        for (int i = 0; i < 3; i++)
        {
            Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, server.EndPoint, Stop));
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    [Requirement("7766-6.2.1-2")]
    [Requirement("7766-6.2.1.1-1")]
    [Requirement("7766-6.2.2-1")]
    [Requirement("7766-6.2.2-2")]
    public async Task Queries_AtOnce_ArePipelinedAndEachGetsItsReply()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones);
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), () => 7);
        Question[] questions = [.. Enumerable.Range(0, 50).Select(i => new Question(DomainName.Parse($"n{i}.example.lab"), RecordType.A))];

        TransportReply[] replies = await Task.WhenAll(questions.Select(q => transport.AskAsync(Queries.For(q), server.EndPoint, Stop).AsTask()));

        // Every draw gives 7, and no id may be under way twice.
        Assert.Equal(questions, replies.Select(reply => Assert.IsType<TransportReply.Received>(reply).Message.Questions[0]));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    [Requirement("7766-6.2.1.1-2")]
    [Requirement("7766-7-1")]
    public async Task Replies_InAnotherOrder_ReachWhoAsked()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> first = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        Task<TransportReply> second = transport.AskAsync(Queries.For(SmallInternet.Plain), EndPoint(listener), Stop).AsTask();

        using Socket connection = await listener.AcceptAsync(Stop);
        Message one = await Receive(connection);
        Message two = await Receive(connection);
        await Send(connection, Queries.ReplyTo(two));
        TransportReply.Received early = Assert.IsType<TransportReply.Received>(await (one.Questions[0] == SmallInternet.Www ? second : first));
        await Send(connection, Queries.ReplyTo(one));
        TransportReply.Received late = Assert.IsType<TransportReply.Received>(await (one.Questions[0] == SmallInternet.Www ? first : second));

        Assert.Equal(two.Questions[0], early.Message.Questions[0]);
        Assert.Equal(one.Questions[0], late.Message.Questions[0]);
    }

    [Fact]
    public async Task Reply_InSingleOctets_IsPutTogether()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        connection.NoDelay = true;
        foreach (byte octet in Frame(Queries.ReplyTo(await Receive(connection)).ToWire()))
        {
            await connection.SendAsync((byte[])[octet], Stop);
        }

        Assert.IsType<TransportReply.Received>(await asking);
    }

    [Fact]
    [Requirement("7766-7-2")]
    [Requirement("7766-7-3")]
    public async Task Messages_ThatDoNotMatch_AreIgnored()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        Message query = await Receive(connection);

        await connection.SendAsync(Frame([]), Stop);
        await connection.SendAsync(Frame([1]), Stop);
        await Send(connection, Queries.ReplyTo(query) with { Id = (ushort)(query.Id ^ 1), Code = ResponseCode.Refused });
        await Send(connection, Queries.ReplyTo(query) with { Questions = [SmallInternet.Plain], Code = ResponseCode.NXDomain });
        await Send(connection, Queries.ReplyTo(query));

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(await asking);
        Assert.Equal(ResponseCode.NoError, received.Message.Code);
        Assert.Equal(1, received.Ignored);
        Assert.True(received.WrongQuestion);
    }

    [Fact]
    public async Task Message_ThatIsNone_IsGarbled()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        Message query = await Receive(connection);
        await connection.SendAsync(Frame([(byte)(query.Id >> 8), (byte)(query.Id & 0xFF), 0x80]), Stop);

        Assert.Equal(TransportFault.Garbled, Assert.IsType<TransportReply.Failed>(await asking).Fault);
    }

    [Fact]
    [Requirement("7766-6.2.4-1")]
    public async Task Connection_ClosedWhileIdle_IsOpenedAgainOnce()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> first = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using (Socket connection = await listener.AcceptAsync(Stop))
        {
            await Send(connection, Queries.ReplyTo(await Receive(connection)));
            Assert.IsType<TransportReply.Received>(await first);
        }

        Task<TransportReply> second = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket again = await listener.AcceptAsync(Stop);
        await Send(again, Queries.ReplyTo(await Receive(again)));

        Assert.IsType<TransportReply.Received>(await second);
    }

    [Fact]
    [Requirement("7766-6.2.4-1")]
    public async Task Server_ThatAnswersOnePerConnection_IsAskedEverything()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply>[] asking =
        [
            .. Enumerable.Range(0, 3).Select(i => transport.AskAsync(
                Queries.For(new Question(DomainName.Parse($"n{i}.example.lab"), RecordType.A)), EndPoint(listener), Stop).AsTask()),
        ];
        for (int served = 0; served < 3; served++)
        {
            using Socket connection = await listener.AcceptAsync(Stop);
            await Send(connection, Queries.ReplyTo(await Receive(connection)));
            connection.Shutdown(SocketShutdown.Send);
            await Drain(connection);
        }

        Assert.All(await Task.WhenAll(asking), reply => Assert.IsType<TransportReply.Received>(reply));
    }

    [Fact]
    public async Task Connection_ClosedBeforeAnyReply_IsAFailure()
    {
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using (Socket connection = await listener.AcceptAsync(Stop))
        {
            Message query = await Receive(connection);
            await connection.SendAsync(Frame(Queries.ReplyTo(query).ToWire()).AsMemory(0, 10), Stop);
        }

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await asking);
        Assert.Equal(TransportFault.Closed, failed.Fault);
        Assert.Equal("TCP: the connection ended in the middle", failed.Text);
    }

    [Fact]
    public async Task Port_ThatNobodyServes_IsRefused()
    {
        IPEndPoint nowhere;
        using (Socket listener = Listen())
        {
            nowhere = EndPoint(listener);
        }

        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, nowhere, Stop));
        Assert.Equal(TransportFault.Refused, failed.Fault);
    }

    [Fact]
    public async Task Silence_UntilTheTimeIsUp_EndsThatConnection()
    {
        FakeTimeProvider clock = new();
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, clock, RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket silent = await listener.AcceptAsync(Stop);
        await Receive(silent);
        clock.Advance(TryTimeout);
        Assert.Equal(TransportFault.TimedOut, Assert.IsType<TransportReply.Failed>(await asking).Fault);

        Task<TransportReply> second = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket fresh = await listener.AcceptAsync(Stop);
        await Send(fresh, Queries.ReplyTo(await Receive(fresh)));
        Assert.IsType<TransportReply.Received>(await second);
    }

    [Fact]
    [Requirement("7766-6.2.3-1")]
    [Requirement("7766-6.2.3-2")]
    public async Task Idleness_ClosesTheConnection()
    {
        FakeTimeProvider clock = new();
        using Socket listener = Listen();
        await using TcpTransport transport = new(TryTimeout, clock, RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        await Send(connection, Queries.ReplyTo(await Receive(connection)));
        await asking;
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, await connection.ReceiveAsync(new byte[1], Stop));
    }

    [Fact]
    public async Task Transport_ThatIsClosed_FailsWhoWaitsAndWhoComes()
    {
        using Socket listener = Listen();
        TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        await Receive(connection);
        await transport.DisposeAsync();

        Assert.Equal(TransportFault.Closed, Assert.IsType<TransportReply.Failed>(await asking).Fault);
        Assert.Equal(TransportFault.Local, Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, EndPoint(listener), Stop)).Fault);
    }

    [Fact]
    public async Task Cancellation_ByOneCaller_LeavesTheOthersWaiting()
    {
        using Socket listener = Listen();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using TcpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> given = transport.AskAsync(Query, EndPoint(listener), stop.Token).AsTask();
        Task<TransportReply> kept = transport.AskAsync(Queries.For(SmallInternet.Plain), EndPoint(listener), Stop).AsTask();
        using Socket connection = await listener.AcceptAsync(Stop);
        Message one = await Receive(connection);
        Message two = await Receive(connection);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Send(connection, Queries.ReplyTo(one));
        await Send(connection, Queries.ReplyTo(two));

        Assert.Equal(SmallInternet.Plain, Assert.IsType<TransportReply.Received>(await kept).Message.Questions[0]);
    }
}
