using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

public class FallbackTransportTests
{
    private static readonly Message Query = Queries.For(SmallInternet.Www);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("7766-5-1")]
    public async Task Reply_ThatWasCut_IsFetchedOverTcp()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones, ReplyFaults.Truncate());
        await using FallbackTransport transport = Make();

        TransportReply reply = await transport.AskAsync(Query, server.EndPoint, Stop);

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(reply);
        Assert.False(received.Message.IsTruncated);
        Assert.NotEmpty(received.Message.Answer);
        Assert.Equal(1, server.Datagrams);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Reply_ThatWasNotCut_NeedsNoTcp()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones);
        await using FallbackTransport transport = Make();

        Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, server.EndPoint, Stop));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Reply_CutAndTcpRefused_IsAFailureOfTheNetwork()
    {
        await using var server = LoopbackDnsServer.Start(new LabNameServer(SmallInternet.Zones, ReplyFaults.Truncate()), withTcp: false);
        await using FallbackTransport transport = Make();

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, server.EndPoint, Stop));
        Assert.Equal(TransportFault.Truncated, failed.Fault);
        Assert.Equal("the reply was cut, and TCP: the server's host refused", failed.Text);
    }

    [Fact]
    public async Task Reply_CutOverTcpToo_IsAFailure()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones, ReplyFaults.Truncate(overTcpToo: true));
        await using FallbackTransport transport = Make();

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, server.EndPoint, Stop));
        Assert.Equal(TransportFault.Truncated, failed.Fault);
        Assert.Equal("the reply was cut, over TCP too", failed.Text);
    }

    private static FallbackTransport Make()
    {
        FakeTimeProvider clock = new();
        return new FallbackTransport(
            new UdpTransport(TimeSpan.FromSeconds(2), clock, RandomNumbers.Draw), new TcpTransport(TimeSpan.FromSeconds(2), clock, RandomNumbers.Draw));
    }
}
