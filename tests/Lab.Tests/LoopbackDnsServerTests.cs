using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Lab.Tests;

public sealed class LoopbackDnsServerTests
{
    private static readonly ZoneSet Zones = new(ExampleZone.Signed());
    private static readonly Question Question = new(DomainName.Parse("ai.example"), RecordType.A);

    [Fact]
    public async Task Udp_Query_GetsTheZonesAnswer()
    {
        await using var server = LoopbackDnsServer.Start(Zones);
        Message reply = Read(await UdpAsync(server, Query(1).ToWire()));
        Assert.Equal(1, reply.Id);
        Assert.Equal(2, reply.Answer.Count);
        Assert.Equal(1, server.Datagrams);
    }

    // RFC 6891 section 6.2.3: without EDNS 512 octets; the whole reply to ANY at the apex is longer.
    [Fact]
    public async Task Udp_ReplyTooLong_IsCutAndWholeOverTcp()
    {
        await using var server = LoopbackDnsServer.Start(Zones);
        Message query = Query(1) with
        {
            Questions = [new Question(DomainName.Parse("example"), RecordType.ANY)],
            Edns = new Edns { DnssecOk = true, UdpPayloadSize = 100 },
        };
        Message cut = Read(await UdpAsync(server, query.ToWire()));
        Assert.True(cut.IsTruncated);
        Assert.Empty(cut.Answer);
        Assert.NotNull(cut.Edns);
        using TcpClient client = await ConnectAsync(server);
        await SendAsync(client, query.ToWire());
        Assert.False(Read(await ReceiveAsync(client)).IsTruncated);
    }

    [Fact]
    public async Task Udp_MalformedQuery_GetsFormerr()
    {
        await using var server = LoopbackDnsServer.Start(Zones);
        Message reply = Read(await UdpAsync(server, [0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63]));
        Assert.Equal(ResponseCode.FormErr, reply.Code);
        Assert.Equal(0x1234, reply.Id);
    }

    [Fact]
    public async Task Tcp_PipelinedQueries_AreAllAnswered()
    {
        await using var server = LoopbackDnsServer.Start(Zones);
        using TcpClient client = await ConnectAsync(server);
        foreach (ushort id in (ushort[])[1, 2, 3])
        {
            await SendAsync(client, Query(id).ToWire());
        }

        int[] ids = [Read(await ReceiveAsync(client)).Id, Read(await ReceiveAsync(client)).Id, Read(await ReceiveAsync(client)).Id];
        Assert.Equal([1, 2, 3], ids.Order());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Tcp_SlowQueryFirst_IsOvertakenUnlessInOrder()
    {
        FakeTimeProvider clock = new();
        IReplyFault slow = ReplyFaults.Delay(TimeSpan.FromSeconds(1), clock).When(query => query.Message.Id == 1);
        await using var server = LoopbackDnsServer.Start(new LabNameServer(Zones, slow));
        using TcpClient client = await ConnectAsync(server);
        await SendAsync(client, Query(1).ToWire());
        await SendAsync(client, Query(2).ToWire());
        Assert.Equal(2, Read(await ReceiveAsync(client)).Id);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Read(await ReceiveAsync(client)).Id);
    }

    [Fact]
    public async Task Tcp_InOrder_KeepsTheOrder()
    {
        await using var server = LoopbackDnsServer.Start(new LabNameServer(Zones), inOrder: true);
        using TcpClient client = await ConnectAsync(server);
        foreach (ushort id in (ushort[])[3, 1, 2])
        {
            await SendAsync(client, Query(id).ToWire());
        }

        int[] ids = [Read(await ReceiveAsync(client)).Id, Read(await ReceiveAsync(client)).Id, Read(await ReceiveAsync(client)).Id];
        Assert.Equal([3, 1, 2], ids);
    }

    [Fact]
    public async Task Tcp_FaultThatCloses_EndsTheConnection()
    {
        await using var server = LoopbackDnsServer.Start(Zones, ReplyFaults.Close());
        using TcpClient client = await ConnectAsync(server);
        await SendAsync(client, Query(1).ToWire());
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Tcp_ServerWithoutIt_RefusesConnections()
    {
        await using var server = LoopbackDnsServer.Start(new LabNameServer(Zones), withTcp: false);
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(server));
    }

    [Fact]
    public async Task Dispose_WhileAReplyIsHeldBack_Returns()
    {
        FakeTimeProvider clock = new();
        TaskCompletionSource reached = new();
        IReplyFault held = ReplyFaults.Delay(TimeSpan.FromDays(1), clock).When(_ => reached.TrySetResult());
        var server = LoopbackDnsServer.Start(Zones, held);
        using TcpClient client = await ConnectAsync(server);
        await SendAsync(client, Query(1).ToWire());
        await reached.Task;
        await server.DisposeAsync();
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(server));
    }

    private static Message Query(ushort id) => new() { Id = id, Questions = [Question], Edns = new Edns { DnssecOk = true } };

    private static Message Read(byte[] octets)
    {
        Assert.True(Message.TryRead(octets, out Message? message, out WireFault fault), fault.ToString());
        return message;
    }

    private static async Task<byte[]> UdpAsync(LoopbackDnsServer server, byte[] query)
    {
        using UdpClient client = new(AddressFamily.InterNetwork);
        await client.SendAsync(query, server.EndPoint, TestContext.Current.CancellationToken);
        return (await client.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer;
    }

    private static async Task<TcpClient> ConnectAsync(LoopbackDnsServer server)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, server.EndPoint.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task SendAsync(TcpClient client, byte[] query)
    {
        byte[] framed = new byte[query.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
        query.CopyTo(framed, 2);
        await client.GetStream().WriteAsync(framed, TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> ReceiveAsync(TcpClient client)
    {
        byte[] length = new byte[2];
        await client.GetStream().ReadExactlyAsync(length, TestContext.Current.CancellationToken);
        byte[] octets = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await client.GetStream().ReadExactlyAsync(octets, TestContext.Current.CancellationToken);
        return octets;
    }
}
