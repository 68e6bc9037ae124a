using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// DNS over HTTPS (RFC 8484) to one server: POST, HTTP/2 where the server has it, one connection for all queries. The server is
/// authenticated as over TLS, or nothing is asked. Follows no redirection, keeps no cookie, obeys no proxy, and takes nothing but a DNS
/// message of the largest size there is. A query left without a reply because a connection that had worked ended, or fell silent, is asked once more on
/// a fresh one.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "All connections are disposed of together.")]
internal sealed class HttpsTransport : IAsyncDisposable
{
    private const string Name = "HTTPS";

    private readonly HttpsServer _server;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly HashSet<HttpsConnection> _retired = [];
    private HttpsConnection _current;
    private int _turn;
    private bool _disposed;

    /// <param name="address">Host, port and path as given. An address in place of the host is connected to as it is; a name is looked up by this
    /// system, which is not trusted: a wrong address leads to a server whose certificate does not bear the name.</param>
    /// <param name="peer">Whom to reach there; the name is what the server is asked under.</param>
    /// <param name="timeout">For each query, the connection included.</param>
    /// <param name="clock">Measures that time.</param>
    public HttpsTransport(Uri address, TlsPeer peer, TimeSpan timeout, TimeProvider clock)
        : this(new HttpsServer(new UriBuilder(address) { Host = peer.Host }.Uri, address.IdnHost, address.Port, peer, clock), timeout)
    {
    }

    internal HttpsTransport(HttpsServer server, TimeSpan timeout)
    {
        _server = server;
        _timeout = timeout;
        _clock = server.Clock;
        _current = Make();
    }

    /// <summary>Connections that are replaced and not closed yet.</summary>
    internal int Retired
    {
        get
        {
            lock (_lock)
            {
                return _retired.Count;
            }
        }
    }

    public async ValueTask<TransportReply> AskAsync(Message query, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using CancellationTokenSource time = new(_timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);

        // RFC 8484 section 4.1: id 0, so that equal queries are equal to a cache.
        Message sent = QueryOptions.Padded(query with { Id = 0 });
        HttpsConnection connection = _current;
        int answered = connection.Answered;
        try
        {
            TransportReply reply = await SecondTry.AskAsync(
                token => connection.AskAsync(sent, token),

                // Where it answers others it lives, and the server is slow over this question. Where nothing was ever answered, its address may swallow everything.
                () => connection.Answered == answered && Fresh(connection) is { } second ? token => second.AskAsync(sent, token) : null,
                _timeout,
                _clock,
                either.Token).ConfigureAwait(false);
            return (answered > 0 || connection.IsRetired) && reply is TransportReply.Failed { Fault: TransportFault.Closed } && Fresh(connection) is { } fresh
                ? await fresh.AskAsync(sent, either.Token).ConfigureAwait(false)
                : reply;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new TransportReply.Failed(TransportFault.TimedOut, $"{Name}: no reply in time");
        }
    }

    public ValueTask DisposeAsync()
    {
        HttpsConnection[] open;
        lock (_lock)
        {
            _disposed = true;
            open = [_current, .. _retired];
        }

        foreach (HttpsConnection connection in open)
        {
            connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The connection that replaced this one, or does now; null when all is closed.</summary>
    private HttpsConnection? Fresh(HttpsConnection worn)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return null;
            }

            if (_current != worn)
            {
                return _current;
            }

            _retired.Add(worn);
            _current = Make();
        }

        worn.Retire();
        return _current;
    }

    private HttpsConnection Make() => new(_server, _timeout, _turn++, Forget);

    private void Forget(HttpsConnection ended)
    {
        lock (_lock)
        {
            _retired.Remove(ended);
        }
    }
}
