using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// One way to an HTTPS server, which the platform keeps a connection in for all queries, and replaces it when it sees it end. When it is retired, it
/// is closed as soon as nothing is under way in it.
/// </summary>
internal sealed class HttpsConnection : IDisposable
{
    private const string Name = "HTTPS";

    // Headers of an answer are a few hundred octets; in units of 1024.
    private const int MaxHeaders = 16;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(1);

    // A name that now stands for other addresses is noticed within this time.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    // How soon a connection that died without a word is given up; the platform's clock measures it.
    private static readonly TimeSpan PingTime = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HttpsServer _server;
    private readonly int _turn;
    private readonly PeerJudgement _judgement;
    private readonly HttpMessageInvoker _http;
    private readonly Action<HttpsConnection> _ended;
    private int _underWay;

    /// <summary>The <paramref name="turn"/> says which address comes first; <paramref name="ended"/> is called when a retired one is closed.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns the handler.")]
    public HttpsConnection(HttpsServer server, TimeSpan timeout, int turn, Action<HttpsConnection> ended)
    {
        _server = server;
        _turn = turn;
        _ended = ended;
        _judgement = new PeerJudgement(server.Peer);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            EnableMultipleHttp2Connections = false,
            MaxResponseHeadersLength = MaxHeaders,
            ConnectTimeout = timeout,
            PooledConnectionIdleTimeout = IdleTime,
            PooledConnectionLifetime = ConnectionLifetime,
            KeepAlivePingDelay = PingTime,
            KeepAlivePingTimeout = PingTime,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            ResponseDrainTimeout = TimeSpan.Zero,
            SslOptions = _judgement.ToOptions(),
            ConnectCallback = (_, stop) => ConnectAsync(stop),
        });
    }

    /// <summary>How many times something was answered here, be it with an error.</summary>
    public int Answered { get; private set; }

    /// <summary>True when another was taken in its place.</summary>
    public bool IsRetired { get; private set; }

    public async ValueTask<TransportReply> AskAsync(Message sent, CancellationToken stop)
    {
        lock (_lock)
        {
            if (IsRetired)
            {
                return new TransportReply.Failed(TransportFault.Closed, $"{Name}: the connection was replaced");
            }

            _underWay++;
        }

        try
        {
            using HttpRequestMessage request = RequestFor(sent);
            using HttpResponseMessage response = await _http.SendAsync(request, stop).ConfigureAwait(false);
            Answered++;
            return await HttpsReply.ReadAsync(sent, response, stop).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            return ToReply(fault);
        }
        catch (IOException)
        {
            return new TransportReply.Failed(TransportFault.Closed, $"{Name}: the connection ended in the middle");
        }
        catch (ObjectDisposedException)
        {
            return new TransportReply.Failed(TransportFault.Local, $"{Name}: the resolver is closed");
        }
        finally
        {
            Leave(1);
        }
    }

    /// <summary>Nothing more is asked here; what is under way may still be answered.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            IsRetired = true;
        }

        Leave(0);
    }

    public void Dispose() => _http.Dispose();

    private void Leave(int count)
    {
        lock (_lock)
        {
            _underWay -= count;
            if (!IsRetired || _underWay > 0)
            {
                return;
            }
        }

        Dispose();
        _ended(this);
    }

    private HttpRequestMessage RequestFor(Message sent)
    {
        ByteArrayContent content = new(sent.ToWire());
        content.Headers.ContentType = new MediaTypeHeaderValue(HttpsReply.MediaType);
        HttpRequestMessage request = new(HttpMethod.Post, _server.Address)
        {
            // RFC 8484 section 5.2 recommends HTTP/2; a server that has 1.1 only is asked by that.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(HttpsReply.MediaType));
        return request;
    }

    private TransportReply.Failed ToReply(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => _judgement.Refusal ?? TlsFaults.ToReply(fault.InnerException ?? fault),
        HttpRequestError.NameResolutionError => new TransportReply.Failed(TransportFault.Unreachable, $"{Name}: the server's name has no address"),
        HttpRequestError.ConnectionError when fault.InnerException is SocketException inner => SocketFaults.ToReply(inner, Name),
        HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError =>
            new TransportReply.Failed(TransportFault.Closed, $"{Name}: the connection ended in the middle"),
        _ when (fault.InnerException as SocketException ?? fault.InnerException?.InnerException as SocketException) is { } inner => SocketFaults.ToReply(inner, Name),
        _ when fault.InnerException is IOException => new TransportReply.Failed(TransportFault.Closed, $"{Name}: the connection ended in the middle"),
        _ => HttpsReply.Wrong($"the server does not speak HTTP as it should ({fault.HttpRequestError})"),
    };

    private async ValueTask<Stream> ConnectAsync(CancellationToken stop)
    {
        IReadOnlyList<IPAddress> addresses = IPAddress.TryParse(_server.Host, out IPAddress? given)
            ? [given]
            : await _server.FindAddresses(_server.Host, stop).ConfigureAwait(false);
        OpenedStream? opened = await AddressRace.OpenAsync(
            _server.Opening,
            [.. AddressRace.InOrder(addresses, _turn).Select(address => new IPEndPoint(address, _server.Port))],
            _server.Clock,
            stop).ConfigureAwait(false);

        // The platform takes an exception here; what it makes of it is told apart by ToReply.
        return opened?.Stream ?? throw new SocketException((int)(opened?.Failure?.Fault switch
        {
            null => SocketError.HostNotFound,
            TransportFault.Refused => SocketError.ConnectionRefused,
            TransportFault.Unreachable => SocketError.HostUnreachable,
            TransportFault.TimedOut => SocketError.TimedOut,
            _ => SocketError.ConnectionReset,
        }));
    }
}
