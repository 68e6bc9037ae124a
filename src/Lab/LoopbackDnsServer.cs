using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab;

/// <summary>
/// Serves a <see cref="LabNameServer"/> over UDP and TCP on 127.0.0.1, both under one port that the system chooses, or over TLS
/// alone. Queries on a connection may be pipelined (RFC 7766 section 6.2.1.1). Once disposed, no socket and no task is left.
/// </summary>
public sealed class LoopbackDnsServer : IAsyncDisposable
{
    private const int PortTries = 20;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<LabQuery, CancellationToken, ValueTask<LabReply>> _respond;
    private readonly bool _inOrder;
    private readonly LabTlsServerOptions? _tls;
    private readonly Socket? _udp;
    private readonly Socket? _tcp;
    private readonly Task _serving;
    private int _datagrams;
    private int _connections;
    private int _queries;

    private LoopbackDnsServer(
        Func<LabQuery, CancellationToken, ValueTask<LabReply>> respond, Socket? udp, Socket? tcp, bool inOrder, LabTlsServerOptions? tls = null)
    {
        _respond = respond;
        _udp = udp;
        _tcp = tcp;
        _inOrder = inOrder;
        _tls = tls;
        EndPoint = (IPEndPoint)(udp ?? tcp)!.LocalEndPoint!;
        _serving = Task.WhenAll(
            udp is null ? Task.CompletedTask : ServeUdpAsync(udp), tcp is null ? Task.CompletedTask : ServeTcpAsync(tcp));
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Queries that came over UDP so far.</summary>
    public int Datagrams => Volatile.Read(ref _datagrams);

    /// <summary>Connections that were made over TCP so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Queries that came so far, by whatever way.</summary>
    public int Queries => Volatile.Read(ref _queries);

    /// <summary>Starts serving over TLS (RFC 7858): this certificate, and those between it and its root.</summary>
    public static LoopbackDnsServer StartTls(LabNameServer server, LabCertificate certificate, params IReadOnlyList<LabCertificate> between)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(certificate);
        var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Listen();
        return new LoopbackDnsServer(server.RespondAsync, null, tcp, inOrder: false, new LabTlsServerOptions(certificate, between));
    }

    /// <summary>Starts serving over TCP alone: the same port may be somebody else's over UDP.</summary>
    public static LoopbackDnsServer StartTcp(LabNameServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Listen();
        return new LoopbackDnsServer(server.RespondAsync, null, tcp, inOrder: false);
    }

    /// <summary>Starts serving. Without TCP, connections to the port are refused; in order, a TCP reply waits for the ones before it.</summary>
    public static LoopbackDnsServer Start(LabNameServer server, bool withTcp = true, bool inOrder = false)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Start(server.RespondAsync, new IPEndPoint(IPAddress.Loopback, 0), withTcp, inOrder);
    }

    /// <summary>Starts serving at this address; port 0 leaves the port to the system.</summary>
    internal static LoopbackDnsServer Start(
        Func<LabQuery, CancellationToken, ValueTask<LabReply>> respond, IPEndPoint endPoint, bool withTcp = true, bool inOrder = false)
    {
        for (int left = endPoint.Port == 0 ? PortTries : 0; ; left--)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            Socket? tcp = null;
            try
            {
                udp.Bind(endPoint);
                if (withTcp)
                {
                    tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    tcp.Bind(udp.LocalEndPoint!);
                    tcp.Listen();
                }

                return new LoopbackDnsServer(respond, udp, tcp, inOrder);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp?.Dispose();

                // The port is free for UDP and taken for TCP: another one, where any will do.
                if (left <= 0)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Starts serving zones, with faults before them.</summary>
    public static LoopbackDnsServer Start(ZoneSet zones, params IEnumerable<IReplyFault> faults) => Start(new LabNameServer(zones, faults));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false);
        _udp?.Dispose();
        _tcp?.Dispose();
        _tls?.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeUdpAsync(Socket socket)
    {
        byte[] octets = new byte[Message.MaxLength];
        List<Task> open = [];
        while (!_stopping.IsCancellationRequested)
        {
            SocketReceiveFromResult received;
            try
            {
                received = await socket.ReceiveFromAsync(octets, new IPEndPoint(IPAddress.Any, 0), _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // An asker that is gone already makes the system report it here.
                continue;
            }

            Interlocked.Increment(ref _datagrams);
            open.RemoveAll(task => task.IsCompleted);
            open.Add(AnswerDatagramAsync(socket, octets.AsSpan(0, received.ReceivedBytes).ToArray(), received.RemoteEndPoint));
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task AnswerDatagramAsync(Socket socket, byte[] octets, EndPoint asker)
    {
        try
        {
            foreach (byte[] reply in (await RespondAsync(octets, LabTransport.Datagram).ConfigureAwait(false)).Octets)
            {
                await socket.SendToAsync(reply, asker, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed while a reply was held back.
        }
        catch (SocketException)
        {
            // The asker is gone.
        }
    }

    private async Task ServeTcpAsync(Socket listener)
    {
        List<Task> open = [];
        while (!_stopping.IsCancellationRequested)
        {
            Socket connection;
            try
            {
                connection = await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                continue;
            }

            Interlocked.Increment(ref _connections);
            open.RemoveAll(task => task.IsCompleted);
            open.Add(ServeConnectionAsync(connection));
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task ServeConnectionAsync(Socket connection)
    {
        Stream? stream = new NetworkStream(connection, ownsSocket: true);
        await using (stream.ConfigureAwait(false))
        {
            stream = _tls is null ? stream : await _tls.AcceptAsync(stream, _stopping.Token).ConfigureAwait(false);
            if (stream is not null)
            {
                using var serving = new LoopbackConnection(stream, octets => RespondAsync(octets, LabTransport.Stream), _inOrder, _stopping.Token);
                await serving.ServeAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<LoopbackReply> RespondAsync(byte[] octets, LabTransport transport)
    {
        if (!Message.TryRead(octets, out Message? query, out _))
        {
            return new LoopbackReply(FormatError(octets), IsClosed: false);
        }

        Interlocked.Increment(ref _queries);
        LabReply reply = await _respond(new LabQuery(query, transport), _stopping.Token).ConfigureAwait(false);
        List<byte[]> replies = [];
        bool isClosed = false;
        void Add(LabReply one)
        {
            switch (one)
            {
                case LabReply.Sent sent:
                    replies.Add(transport == LabTransport.Datagram ? Truncation.ToDatagram(sent.Message, query) : sent.Message.ToWire());
                    break;
                case LabReply.Garbage garbage:
                    replies.Add(garbage.Octets.ToArray());
                    break;
                case LabReply.Several several:
                    foreach (LabReply each in several.Replies)
                    {
                        Add(each);
                    }

                    break;
                case LabReply.Closed:
                    isClosed = true;
                    break;
                default:
                    break;
            }
        }

        Add(reply);
        return new LoopbackReply(replies, isClosed);
    }

    // RFC 1035 section 4.1.1: code 1, the server could not read the query. Without a header there is nobody to tell.
    private static List<byte[]> FormatError(byte[] octets)
    {
        const int FlagsAt = 2;
        const byte ResponseBit = 0x80;
        return octets.Length < Message.HeaderLength || (octets[FlagsAt] & ResponseBit) != 0
            ? []
            :
            [
                new Message
                {
                    Id = BinaryPrimitives.ReadUInt16BigEndian(octets),
                    Flags = MessageFlags.Response,
                    Code = ResponseCode.FormErr,
                }.ToWire(),
            ];
    }
}
