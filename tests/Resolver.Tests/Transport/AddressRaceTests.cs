using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Transport;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

public sealed class AddressRaceTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("192.0.2.1 192.0.2.2 2001:db8::1", 0, "192.0.2.1 2001:db8::1 192.0.2.2")]
    [InlineData("2001:db8::1 2001:db8::2 192.0.2.1", 0, "2001:db8::1 192.0.2.1 2001:db8::2")]
    [InlineData("192.0.2.1 192.0.2.2", 1, "192.0.2.2 192.0.2.1")]
    [InlineData("192.0.2.1 192.0.2.2", 2, "192.0.2.1 192.0.2.2")]
    [InlineData("192.0.2.1 192.0.2.1", 3, "192.0.2.1")]
    [InlineData("", 3, "")]
    [InlineData("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7 10.0.0.8 10.0.0.9", 0, "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7 10.0.0.8")]
    public void Order_OfAddresses_AlternatesFamiliesAndTurns(string addresses, int turn, string ordered) =>
        Assert.Equal(ordered, string.Join(' ', AddressRace.InOrder([.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)], turn)));

    [Fact]
    public async Task Address_ThatIsBlack_CostsADelayAndIsGivenUp()
    {
        using Socket listener = TcpEnd.Listen();
        BlackHoles opening = new([IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")]);
        IPEndPoint good = TcpEnd.EndPoint(listener);
        Task<OpenedStream?> racing = AddressRace.OpenAsync(
            opening, [new(IPAddress.Parse("127.0.0.2"), good.Port), new(IPAddress.Parse("127.0.0.3"), good.Port), good], _clock, Stop).AsTask();

        _clock.Advance(AddressRace.Delay - TimeSpan.FromMilliseconds(1));
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
        while (!racing.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        OpenedStream? opened = await racing;
        await using Stream stream = opened!.Value.Stream!;
        Assert.Equal(2, opening.GivenUp);
    }

    [Fact]
    public async Task Address_ThatRefuses_CostsNoTime()
    {
        using Socket listener = TcpEnd.Listen();
        IPEndPoint good = TcpEnd.EndPoint(listener);
        OpenedStream? opened = await AddressRace.OpenAsync(TcpOpening.Instance, [new(IPAddress.Parse("127.0.0.2"), good.Port), good], _clock, Stop);
        await using Stream stream = opened!.Value.Stream!;
        Assert.Null(opened.Value.Failure);
    }

    [Fact]
    public async Task Addresses_ThatAllRefuse_GiveTheFirstFailure()
    {
        int port;
        using (Socket listener = TcpEnd.Listen())
        {
            port = TcpEnd.EndPoint(listener).Port;
        }

        OpenedStream? opened = await AddressRace.OpenAsync(
            TcpOpening.Instance, [new(IPAddress.Parse("127.0.0.2"), port), new(IPAddress.Loopback, port)], _clock, Stop);
        Assert.Equal(TransportFault.Refused, opened!.Value.Failure!.Fault);
        Assert.Null(await AddressRace.OpenAsync(TcpOpening.Instance, [], _clock, Stop));
    }

    [Fact]
    public async Task Race_GivenUp_ThrowsAndLeavesNothing()
    {
        using CancellationTokenSource stop = new();
        BlackHoles opening = new([IPAddress.Parse("127.0.0.2")]);
        Task<OpenedStream?> racing = AddressRace.OpenAsync(
            opening, [new(IPAddress.Parse("127.0.0.2"), 53), new(IPAddress.Parse("127.0.0.2"), 54)], _clock, stop.Token).AsTask();
        _clock.Advance(AddressRace.Delay);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => racing);
        Assert.Equal(2, opening.GivenUp);
    }

    [Fact]
    public async Task Streams_OfTheLosers_AreClosed()
    {
        AnsweringOpening opening = new();
        TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        LateOpening late = new(opening, both.Task);
        Task<OpenedStream?> racing = AddressRace.OpenAsync(late, [new(IPAddress.Loopback, 1), new(IPAddress.Loopback, 2)], _clock, Stop).AsTask();
        _clock.Advance(AddressRace.Delay);
        both.SetResult();
        OpenedStream? opened = await racing;
        await using Stream stream = opened!.Value.Stream!;
        Assert.Equal(1, opening.Open);
    }

    /// <summary>Opens when told, whether given up or not.</summary>
    private sealed class LateOpening(IStreamOpening inner, Task when) : IStreamOpening
    {
        public string Name => inner.Name;

        public bool IsEncrypted => inner.IsEncrypted;

        public async ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
        {
            await when;
            return await inner.OpenAsync(server, CancellationToken.None);
        }
    }
}
