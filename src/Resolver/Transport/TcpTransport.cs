using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// One connection per server, TCP or TLS, kept open and pipelined (RFC 7766 section 6.2.1); replies may come in any order. A
/// query left without a reply because a connection that had worked was closed is asked again on a new one (RFC 7766 section
/// 6.2.4); a new connection that ends before anything was answered is a failure.
/// </summary>
internal sealed class TcpTransport(IStreamOpening opening, TimeSpan timeout, TimeProvider clock, Func<ushort> draw) : IMessageTransport
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPEndPoint, TcpConnection> _connections = [];
    private bool _disposed;

    /// <summary>Plain TCP.</summary>
    public TcpTransport(TimeSpan timeout, TimeProvider clock, Func<ushort> draw)
        : this(TcpOpening.Instance, timeout, clock, draw)
    {
    }

    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using CancellationTokenSource time = new(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        while (true)
        {
            if (ConnectionTo(server) is not { } connection)
            {
                return new TransportReply.Failed(TransportFault.Local, $"{opening.Name}: the resolver is closed");
            }

            try
            {
                TransportReply reply = await connection.AskAsync(query, either.Token).ConfigureAwait(false);
                if (reply is TransportReply.Failed { Fault: TransportFault.Closed } && connection.HasAnswered)
                {
                    continue;
                }

                return reply;
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // It may have died without a word: the next query must not wait for it too.
                connection.Close();
                return new TransportReply.Failed(TransportFault.TimedOut, $"{opening.Name}: no reply in time");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        TcpConnection[] open;
        lock (_lock)
        {
            _disposed = true;
            open = [.. _connections.Values];
            _connections.Clear();
        }

        foreach (TcpConnection connection in open)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private TcpConnection? ConnectionTo(IPEndPoint server)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return null;
            }

            if (_connections.TryGetValue(server, out TcpConnection? connection) && !connection.IsClosed && !connection.IsRunningOut)
            {
                return connection;
            }

            connection = TcpConnection.Open(opening, server, clock, draw);
            _connections[server] = connection;
            return connection;
        }
    }
}
