using System.Net;
using System.Net.Sockets;
using DaneCore.Lab;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

public class UdpTransportTests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(2);
    private static readonly Message Query = Queries.For(SmallInternet.Www);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_ToASoundServer_IsAnswered()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones);

        TransportReply reply = await Ask(server.EndPoint);

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(reply);
        Assert.Equal(SmallInternet.Www, Assert.Single(received.Message.Questions));
        Assert.Contains(received.Message.Answer, record => record.Type == RecordType.RRSIG);
        Assert.Equal(0, received.Ignored);
    }

    [Fact]
    [Requirement("4035-4.1-1")]
    [Requirement("4035-4.1-2")]
    [Requirement("4035-4.1-4")]
    [Requirement("4035-4.6-1")]
    [Requirement("6840-5.9-1")]
    [Requirement("5452-9.2-1")]
    [Requirement("5452-9.2-3")]
    public async Task Query_OnTheWire_HasDrawnIdAndPortAndAllFlags()
    {
        using Socket server = Listen();
        Queue<ushort> draws = new([0xBEEF, 5, 40123, 40124, 40125]); // id; a port too low; ports

        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!, draw: draws.Dequeue);
        (Message query, IPEndPoint asker) = await Receive(server);
        await server.SendToAsync(Queries.ReplyTo(query).ToWire(), asker, Stop);
        await asking;

        Assert.Equal(0xBEEF, query.Id);
        Assert.InRange(asker.Port, 40123, 40125);
        Assert.Equal(MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled, query.Flags);
        Assert.Equal(1232, query.Edns!.UdpPayloadSize);
        Assert.True(query.Edns.DnssecOk);
    }

    [Fact]
    [Requirement("5452-9.2-1")]
    [Requirement("5452-9.2-3")]
    public async Task Queries_OneAfterTheOther_DifferInIdAndPort()
    {
        using Socket server = Listen();
        HashSet<ushort> ids = [];
        HashSet<int> ports = [];
        for (int i = 0; i < 8; i++)
        {
            Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
            (Message query, IPEndPoint asker) = await Receive(server);
            ids.Add(query.Id);
            ports.Add(asker.Port);
            await server.SendToAsync(Queries.ReplyTo(query).ToWire(), asker, Stop);
            await asking;
        }

        // Two of eight draws out of 65,536 may be equal once in a while, three hardly ever.
        Assert.InRange(ids.Count, 6, 8);
        Assert.InRange(ports.Count, 6, 8);
    }

    /// <summary>None is answered before all have come, and each draws the port of the one before it first.</summary>
    [Fact]
    [Requirement("5452-9.2-2")]
    public async Task Queries_UnderWayAtTheSameTime_HavePortsOfTheirOwn()
    {
        using Socket server = Listen();
        ushort last = RandomNumbers.Draw();
        int draws = 0;
        await using UdpTransport transport = new(TryTimeout, new FakeTimeProvider(), () => draws++ % 3 < 2 ? last : last = RandomNumbers.Draw());
        List<Task<TransportReply>> asking = [];
        List<(Message Query, IPEndPoint Asker)> underWay = [];
        for (int i = 0; i < 8; i++)
        {
            asking.Add(transport.AskAsync(Query, (IPEndPoint)server.LocalEndPoint!, Stop).AsTask());
            underWay.Add(await Receive(server));
            last = (ushort)underWay[^1].Asker.Port;
        }

        Assert.Equal(8, underWay.Select(each => each.Asker.Port).Distinct().Count());
        foreach ((Message query, IPEndPoint asker) in underWay)
        {
            await server.SendToAsync(Queries.ReplyTo(query).ToWire(), asker, Stop);
        }

        Assert.All(await Task.WhenAll(asking), reply => Assert.IsType<TransportReply.Received>(reply));
    }

    [Fact]
    [Requirement("5452-9.1-5")]
    public async Task Replies_ThatDoNotMatch_AreCountedAndIgnored()
    {
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
        (Message query, IPEndPoint asker) = await Receive(server);
        Message right = Queries.ReplyTo(query) with { Code = ResponseCode.NXDomain };

        await server.SendToAsync((right with { Id = (ushort)(query.Id ^ 1) }).ToWire(), asker, Stop);
        await server.SendToAsync((right with { Questions = [SmallInternet.Plain] }).ToWire(), asker, Stop);
        await server.SendToAsync((right with { Questions = [] }).ToWire(), asker, Stop);
        await server.SendToAsync((query with { Code = ResponseCode.Refused }).ToWire(), asker, Stop);
        await server.SendToAsync((right with { Opcode = 4 }).ToWire(), asker, Stop);
        await server.SendToAsync((byte[])[1, 2, 3], asker, Stop);
        await server.SendToAsync(ReadOnlyMemory<byte>.Empty, asker, Stop);
        await server.SendToAsync(right.ToWire(), asker, Stop);

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(await asking);
        Assert.Equal(ResponseCode.NXDomain, received.Message.Code);
        Assert.Equal(7, received.Ignored);
        Assert.True(received.WrongQuestion);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public async Task Replies_ThatDoNotMatch_EndTheWaitWhenTheyAreAFlood(int forgeries, bool ends)
    {
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
        (Message query, IPEndPoint asker) = await Receive(server);
        for (int i = 1; i <= forgeries; i++)
        {
            await server.SendToAsync((Queries.ReplyTo(query) with { Id = (ushort)(query.Id ^ i) }).ToWire(), asker, Stop);
        }

        await server.SendToAsync(Queries.ReplyTo(query).ToWire(), asker, Stop);

        TransportReply reply = await asking;
        Assert.Equal(forgeries, reply.Ignored);
        Assert.True(reply.Strays.WrongId);
        Assert.Equal(ends, reply is TransportReply.Failed { Fault: TransportFault.Mismatched });
        Assert.Equal(!ends, reply is TransportReply.Received);
    }

    [Fact]
    public async Task Reply_InOtherLetters_EndsTheWait()
    {
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
        (Message query, IPEndPoint asker) = await Receive(server);
        Question upper = query.Questions[0] with { Name = DomainName.Parse("WWW.example.lab") };
        await server.SendToAsync((Queries.ReplyTo(query) with { Questions = [upper] }).ToWire(), asker, Stop);

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await asking);
        Assert.Equal(TransportFault.Mismatched, failed.Fault);
        Assert.True(failed.OtherCase);
        Assert.False(failed.WrongQuestion);
    }

    [Fact]
    public async Task Query_Unanswered_IsSentOnceMoreAsItWas()
    {
        FakeTimeProvider clock = new();
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!, clock);
        (Message first, IPEndPoint firstAsker) = await Receive(server);
        clock.Advance(TryTimeout / 3);
        (Message second, IPEndPoint secondAsker) = await Receive(server);
        await server.SendToAsync(Queries.ReplyTo(second).ToWire(), secondAsker, Stop);

        Assert.IsType<TransportReply.Received>(await asking);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(firstAsker, secondAsker);
        Assert.Equal(0, server.Available);
    }

    [Fact]
    [Requirement("9520-3.1-1")]
    public async Task Query_ToBeSentOnce_IsNotSentAgain()
    {
        FakeTimeProvider clock = new();
        using Socket server = Listen();
        await using UdpTransport transport = new(TryTimeout, clock, RandomNumbers.Draw, once: true);
        Task<TransportReply> asking = transport.AskAsync(Query, (IPEndPoint)server.LocalEndPoint!, Stop).AsTask();
        await Receive(server);
        clock.Advance(TryTimeout / 3);
        clock.Advance(TryTimeout);

        TransportReply reply = await asking;
        Assert.Equal(TransportFault.TimedOut, Assert.IsType<TransportReply.Failed>(reply).Fault);
        Assert.Equal(1, reply.Datagrams);
        Assert.Equal(0, server.Available);
    }

    /// <summary>A server that sends more than was offered is read, and a datagram without an octet is passed over.</summary>
    [Fact]
    public async Task Reply_OfAnyLength_IsReadWhole()
    {
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
        (Message query, IPEndPoint asker) = await Receive(server);
        ResourceRecord[] records = [.. Enumerable.Repeat(SmallInternet.Zones.Answer(SmallInternet.Www).Answer[0], 3000)];
        Message longer = Queries.ReplyTo(query) with { Answer = records };

        await server.SendToAsync(Array.Empty<byte>(), asker, Stop);
        await server.SendToAsync(longer.ToWire(), asker, Stop);

        Assert.Equal(records.Length, Assert.IsType<TransportReply.Received>(await asking).Message.Answer.Count);
    }

    [Fact]
    [Requirement("5452-9.1-1")]
    public async Task Reply_FromAnotherAddressOrPort_IsIgnored()
    {
        using Socket server = Listen();
        using Socket otherPort = Listen();
        using Socket otherAddress = Listen(IPAddress.Parse("127.0.0.2"));
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
        (Message query, IPEndPoint asker) = await Receive(server);
        Message forged = Queries.ReplyTo(query) with { Code = ResponseCode.Refused };

        await otherPort.SendToAsync(forged.ToWire(), asker, Stop);
        await otherAddress.SendToAsync(forged.ToWire(), asker, Stop);
        await server.SendToAsync(Queries.ReplyTo(query).ToWire(), asker, Stop);

        Assert.Equal(ResponseCode.NoError, Assert.IsType<TransportReply.Received>(await asking).Message.Code);
    }

    [Fact]
    public async Task Silence_UntilTheTimeIsUp_IsAValue()
    {
        FakeTimeProvider clock = new();
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!, clock);
        await Receive(server);
        clock.Advance(TryTimeout);

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await asking);
        Assert.Equal(TransportFault.TimedOut, failed.Fault);
        Assert.Equal("UDP: no reply in time", failed.Text);
    }

    /// <summary>The clock stands still: only what was read can end the wait.</summary>
    [Fact]
    public async Task Garbage_AndNothingElse_IsSaidToBeGarbled()
    {
        using Socket server = Listen();
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!);
        (_, IPEndPoint asker) = await Receive(server);
        while (!asking.IsCompleted)
        {
            await server.SendToAsync((byte[])[0xFF, 0xFF], asker, Stop);
        }

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await asking);
        Assert.Equal(TransportFault.Garbled, failed.Fault);
    }

    [Fact]
    public async Task Port_ThatNobodyServes_IsRefused()
    {
        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await Ask(UnusedEndPoint()));
        Assert.Equal(TransportFault.Refused, failed.Fault);
        Assert.Equal("UDP: the server's host refused", failed.Text);
    }

    [Fact]
    public async Task Cancellation_ByTheCaller_Throws()
    {
        using Socket server = Listen();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using UdpTransport transport = new(TryTimeout, new FakeTimeProvider(), RandomNumbers.Draw);
        Task<TransportReply> asking = transport.AskAsync(Query, (IPEndPoint)server.LocalEndPoint!, stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Port_InUse_IsNotTheEndOfIt()
    {
        using Socket server = Listen();
        int taken = ((IPEndPoint)server.LocalEndPoint!).Port;
        Task<TransportReply> asking = Ask((IPEndPoint)server.LocalEndPoint!, draw: () => (ushort)taken);
        (Message query, IPEndPoint asker) = await Receive(server);
        await server.SendToAsync(Queries.ReplyTo(query).ToWire(), asker, Stop);

        Assert.NotEqual(taken, asker.Port);
        Assert.IsType<TransportReply.Received>(await asking);
    }

    private static async Task<TransportReply> Ask(IPEndPoint server, TimeProvider? clock = null, Func<ushort>? draw = null)
    {
        await using UdpTransport transport = new(TryTimeout, clock ?? new FakeTimeProvider(), draw ?? RandomNumbers.Draw);
        return await transport.AskAsync(Query, server, Stop);
    }

    private static Socket Listen(IPAddress? address = null)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        return socket;
    }

    private static IPEndPoint UnusedEndPoint()
    {
        using Socket socket = Listen();
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private static async Task<(Message Query, IPEndPoint Asker)> Receive(Socket server)
    {
        byte[] space = new byte[Message.MaxLength];
        SocketReceiveFromResult got = await server.ReceiveFromAsync(space, new IPEndPoint(IPAddress.Any, 0), Stop);
        Assert.True(Message.TryRead(space.AsSpan(0, got.ReceivedBytes), out Message? query, out _));
        return (query, (IPEndPoint)got.RemoteEndPoint);
    }
}
