using System.Net;
using System.Net.Sockets;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>Stands between a client and a server, and lets their connections die in the ways that networks have.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private readonly List<Task> _carrying = [];
    private int _accepted;
    private int _silentUpTo;
    private int _cutUpTo;

    public Relay(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>From now on the connections that are open carry nothing, and nobody is told.</summary>
    public void Silence() => Volatile.Write(ref _silentUpTo, Accepted);

    /// <summary>The connections that are open are reset when the client sends something next.</summary>
    public void CutAtNext() => Volatile.Write(ref _cutUpTo, Accepted);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] carrying;
        lock (_lock)
        {
            carrying = [.. _carrying];
        }

        await Task.WhenAll(carrying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client = await _listener.AcceptSocketAsync(_stop.Token);
            int number = Interlocked.Increment(ref _accepted);
            lock (_lock)
            {
                _carrying.Add(CarryAsync(client, number));
            }
        }
    }

    private async Task CarryAsync(Socket client, int number)
    {
        using Socket near = client;
        using Socket far = new(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await far.ConnectAsync(_server, over.Token);
        await Task.WhenAny(PumpAsync(near, far, number, isUp: true, over.Token), PumpAsync(far, near, number, isUp: false, over.Token));
        await over.CancelAsync();
    }

    private async Task PumpAsync(Socket from, Socket to, int number, bool isUp, CancellationToken stop)
    {
        byte[] space = new byte[16_384];
        while (await from.ReceiveAsync(space, stop) is > 0 and int count)
        {
            if (isUp && number <= Volatile.Read(ref _cutUpTo))
            {
                // With no time to linger, closing resets.
                from.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
            }

            if (number > Volatile.Read(ref _silentUpTo))
            {
                await to.SendAsync(space.AsMemory(0, count), stop);
            }
        }
    }
}
