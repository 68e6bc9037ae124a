using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// One connection per server, TCP or TLS, kept open and pipelined (RFC 7766 section 6.2.1); replies may come in any order. A
/// query left without a reply because a connection that had worked was closed is asked again on a new one (RFC 7766 section
/// 6.2.4), and so it is when such a connection has fallen silent; a new connection that ends before anything was answered is a failure.
/// </summary>
internal sealed class TcpTransport(IStreamOpening opening, TimeSpan timeout, TimeProvider clock, Func<ushort> draw) : IMessageTransport
{
    /// <summary>So many connections are kept when nobody waits for them; beyond, the one longest unused is closed. More are open only while each is waited for.</summary>
    internal const int MaxKept = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPEndPoint, TcpConnection> _current = [];
    private readonly HashSet<TcpConnection> _open = [];
    private bool _disposed;

    /// <summary>Plain TCP.</summary>
    public TcpTransport(TimeSpan timeout, TimeProvider clock, Func<ushort> draw)
        : this(TcpOpening.Instance, timeout, clock, draw)
    {
    }

    /// <summary>How many connections something is kept of.</summary>
    internal int Connections
    {
        get
        {
            lock (_lock)
            {
                return _open.Union(_current.Values).Count();
            }
        }
    }

    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using CancellationTokenSource time = new(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            while (true)
            {
                if (ConnectionTo(server) is not { } connection)
                {
                    return new TransportReply.Failed(TransportFault.Local, $"{opening.Name}: the resolver is closed");
                }

                TransportReply reply = connection.HasAnswered
                    ? await AskAgainWhenSilentAsync(connection, query, server, time.Token, either.Token).ConfigureAwait(false)
                    : await AskOnAsync(connection, query, time.Token, either.Token).ConfigureAwait(false);
                if (reply is TransportReply.Failed { Fault: TransportFault.Closed } && connection.HasAnswered)
                {
                    continue;
                }

                return reply;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new TransportReply.Failed(TransportFault.TimedOut, $"{opening.Name}: no reply in time");
        }
    }

    public async ValueTask DisposeAsync()
    {
        TcpConnection[] open;
        lock (_lock)
        {
            _disposed = true;
            open = [.. _open];
            _current.Clear();
        }

        foreach (TcpConnection connection in open)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<TransportReply> AskOnAsync(TcpConnection connection, Message query, CancellationToken time, CancellationToken stop)
    {
        long heard = connection.Heard;
        try
        {
            return await connection.AskAsync(query, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && connection.Heard == heard)
        {
            // It may have died without a word: the next query must not wait for it too.
            connection.Close();
            throw;
        }
    }

    private async ValueTask<TransportReply> AskAgainWhenSilentAsync(
        TcpConnection connection, Message query, IPEndPoint server, CancellationToken time, CancellationToken stop)
    {
        long heard = connection.Heard;
        return await SecondTry.AskAsync(
            token => AskOnAsync(connection, query, time, token),
            () =>
            {
                if (connection.Heard > heard)
                {
                    // It lives; the server is slow over this question.
                    return null;
                }

                connection.RunOut();
                return ConnectionTo(server) is { } fresh ? token => AskOnAsync(fresh, query, time, token) : null;
            },
            timeout,
            clock,
            stop).ConfigureAwait(false);
    }

    private TcpConnection? ConnectionTo(IPEndPoint server)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return null;
            }

            if (_current.TryGetValue(server, out TcpConnection? connection) && !connection.IsClosed && !connection.IsRunningOut)
            {
                return connection;
            }

            MakeRoom();
            connection = new TcpConnection(opening, clock, draw, ended => Forget(server, ended));
            _current[server] = connection;
            _open.Add(connection);
            connection.Begin(server);
            return connection;
        }
    }

    private void MakeRoom()
    {
        TcpConnection[] open = [.. _open.Where(connection => !connection.IsClosed)];
        if (open.Length >= MaxKept && open.Where(connection => connection.IsIdle).MinBy(connection => connection.LastUsed) is { } idle)
        {
            idle.Close();
        }
    }

    private void Forget(IPEndPoint server, TcpConnection ended)
    {
        lock (_lock)
        {
            _open.Remove(ended);
            if (_current.TryGetValue(server, out TcpConnection? current) && current == ended)
            {
                _current.Remove(server);
            }
        }
    }
}
