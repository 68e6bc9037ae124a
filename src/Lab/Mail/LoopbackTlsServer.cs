using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DaneCore.Lab.Mail;

/// <summary>
/// A TLS server on 127.0.0.1 that shows, for each name it is asked for, exactly the certificates it was given, and then talks as it was told.
/// Without something to say it takes leave at once.
/// </summary>
internal sealed class LoopbackTlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<string?, LabTlsIdentity> _choose;
    private readonly Func<Stream, CancellationToken, Task>? _talk;
    private readonly Task _accepting;

    private LoopbackTlsServer(Func<string?, LabTlsIdentity> choose, Func<Stream, CancellationToken, Task>? talk)
    {
        _choose = name =>
        {
            ServerNames.Enqueue(name);
            return choose(name);
        };
        _talk = talk;
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>The names asked for, one for each client that got as far as its first message.</summary>
    public ConcurrentQueue<string?> ServerNames { get; } = new();

    /// <summary>How many handshakes ended well on this side.</summary>
    public int Handshakes { get; private set; }

    public static LoopbackTlsServer Start(Func<string?, LabTlsIdentity> choose, Func<Stream, CancellationToken, Task>? talk = null) => new(choose, talk);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
#pragma warning disable CA2000 // ServeAsync disposes of it.
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false)));
#pragma warning restore CA2000
                open.RemoveAll(task => task.IsCompleted);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // Disposed.
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient closing = client;
        LabTlsServer server = new(_choose);
        try
        {
            LabTlsStream stream = await LabTlsStream.AcceptAsync(client.GetStream(), server, _stopping.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                Handshakes++;
                if (_talk is not null)
                {
                    await _talk(stream, _stopping.Token).ConfigureAwait(false);
                }

                await stream.CloseAsync(_stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
        {
            // The client would not, or left; or the server was disposed of.
        }
    }
}
