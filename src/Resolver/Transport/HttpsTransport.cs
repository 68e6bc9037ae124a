using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// DNS over HTTPS (RFC 8484) to one server: POST, HTTP/2 where the server has it, one connection for all queries. The server is
/// authenticated as over TLS, or nothing is asked. Follows no redirection, keeps no cookie, obeys no proxy, and takes nothing but a DNS
/// message of the largest size there is.
/// </summary>
internal sealed class HttpsTransport : IAsyncDisposable
{
    private const string MediaType = "application/dns-message";
    private const string Name = "HTTPS";

    // Headers of an answer are a few hundred octets; in units of 1024.
    private const int MaxHeaders = 16;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(1);

    // A name that now stands for other addresses is noticed within this time.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    // How soon a connection that died without a word is given up.
    private static readonly TimeSpan PingTime = TimeSpan.FromSeconds(5);

    private readonly Uri _address;
    private readonly string _host;
    private readonly int _port;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly PeerJudgement _judgement;
    private readonly HttpMessageInvoker _http;

    /// <param name="address">Host, port and path as given. An address in place of the host is connected to as it is; a name is looked up by this
    /// system, which is not trusted: a wrong address leads to a server whose certificate does not bear the name.</param>
    /// <param name="peer">Whom to reach there; the name is what the server is asked under.</param>
    /// <param name="timeout">For each query, the connection included.</param>
    /// <param name="clock">Measures that time.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns the handler.")]
    public HttpsTransport(Uri address, TlsPeer peer, TimeSpan timeout, TimeProvider clock)
    {
        _host = address.IdnHost;
        _port = address.Port;
        _address = new UriBuilder(address) { Host = peer.Host }.Uri;
        _timeout = timeout;
        _clock = clock;
        _judgement = new PeerJudgement(peer);
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

    public async ValueTask<TransportReply> AskAsync(Message query, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using CancellationTokenSource time = new(_timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);

        // RFC 8484 section 4.1: id 0, so that equal queries are equal to a cache.
        Message sent = QueryOptions.Padded(query with { Id = 0 });
        try
        {
            using HttpRequestMessage request = RequestFor(sent);
            using HttpResponseMessage response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await ReadAsync(sent, response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new TransportReply.Failed(TransportFault.TimedOut, $"{Name}: no reply in time");
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
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What an answer comes to; a body larger than a message can be is not read to its end.</summary>
    internal static async ValueTask<TransportReply> ReadAsync(Message sent, HttpResponseMessage response, CancellationToken stop)
    {
        // RFC 8484 section 4.2.1: any status but a successful one has no DNS answer in it.
        if (!response.IsSuccessStatusCode)
        {
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"the server answers with status {(int)response.StatusCode}"));
        }

        if (!string.Equals(response.Content.Headers.ContentType?.MediaType, MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Wrong($"the answer is not of type {MediaType}");
        }

        byte[] octets = new byte[Message.MaxLength + 1];
        Stream body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        int length;
        await using (body.ConfigureAwait(false))
        {
            length = await body.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        }

        if (length > Message.MaxLength)
        {
            return Wrong("the answer is larger than a DNS message can be");
        }

        if (!Message.TryRead(octets.AsSpan(0, length), out Message? reply, out _))
        {
            return new TransportReply.Failed(TransportFault.Garbled, $"{Name}: what came is no DNS message")
            {
                Strays = StrayReplies.None.WithUnreadable(),
            };
        }

        return ReplyMatch.MatchesOnConnection(sent, reply)
            ? new TransportReply.Received(Aged(reply, response.Headers.Age))
            : new TransportReply.Failed(TransportFault.Mismatched, $"{Name}: what came is no reply to the query")
            {
                Strays = StrayReplies.None.With(sent, reply),
            };
    }

    // RFC 8484 section 5.1: the time that an answer spent in HTTP caches counts against its TTLs.
    private static Message Aged(Message reply, TimeSpan? age)
    {
        if (age is not { } spent || spent <= TimeSpan.Zero)
        {
            return reply;
        }

        uint seconds = (uint)Math.Min(spent.TotalSeconds, uint.MaxValue);
        IReadOnlyList<ResourceRecord> Section(IReadOnlyList<ResourceRecord> records) =>
            [.. records.Select(record => record with { Ttl = record.Ttl > seconds ? record.Ttl - seconds : 0 })];
        return reply with { Answer = Section(reply.Answer), Authority = Section(reply.Authority), Additional = Section(reply.Additional) };
    }

    private static TransportReply.Failed Wrong(string text) => new(TransportFault.HttpError, $"{Name}: {text}");

    private HttpRequestMessage RequestFor(Message sent)
    {
        ByteArrayContent content = new(sent.ToWire());
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        HttpRequestMessage request = new(HttpMethod.Post, _address)
        {
            // RFC 8484 section 5.2 recommends HTTP/2; a server that has 1.1 only is asked by that.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        return request;
    }

    private TransportReply.Failed ToReply(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError =>
            _judgement.Refusal ?? new TransportReply.Failed(TransportFault.Closed, $"{Name}: {TlsAlert.Explain(fault) ?? "the handshake failed"}"),
        HttpRequestError.NameResolutionError => new TransportReply.Failed(TransportFault.Unreachable, $"{Name}: the server's name has no address"),
        HttpRequestError.ConnectionError when fault.InnerException is SocketException inner => SocketFaults.ToReply(inner, Name),
        HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError =>
            new TransportReply.Failed(TransportFault.Closed, $"{Name}: the connection ended in the middle"),
        _ => fault.InnerException is SocketException inner
            ? SocketFaults.ToReply(inner, Name)
            : Wrong($"the server does not speak HTTP as it should ({fault.HttpRequestError})"),
    };

    private async ValueTask<Stream> ConnectAsync(CancellationToken stop)
    {
        IPAddress[] addresses = IPAddress.TryParse(_host, out IPAddress? given) ? [given] : await Dns.GetHostAddressesAsync(_host, stop).ConfigureAwait(false);
        TransportReply.Failed? first = null;
        foreach (IPAddress address in addresses)
        {
            OpenedStream opened = await TcpOpening.Instance.OpenAsync(new IPEndPoint(address, _port), stop).ConfigureAwait(false);
            if (opened.Stream is { } stream)
            {
                return stream;
            }

            first ??= opened.Failure;
        }

        // The platform takes an exception here; what it makes of it is told apart by ToReply.
        throw new SocketException((int)(first?.Fault switch
        {
            null => SocketError.HostNotFound,
            TransportFault.Refused => SocketError.ConnectionRefused,
            TransportFault.Unreachable => SocketError.HostUnreachable,
            TransportFault.TimedOut => SocketError.TimedOut,
            _ => SocketError.ConnectionReset,
        }));
    }
}
