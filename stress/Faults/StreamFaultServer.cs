using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Faults;

/// <summary>
/// Over UDP it cuts every reply, so that everything is asked over a connection; or it is there over TLS alone. On connections it does what its fault says, to a share of
/// them.
/// </summary>
internal sealed class StreamFaultServer : IAsyncDisposable
{
    // So long that the reply is not whole in twice the patience of a try over TLS.
    private static readonly TimeSpan SlowOctet = TimeSpan.FromMilliseconds(40);

    private readonly CancellationTokenSource _stopping = new();
    private readonly LabNameServer _server;
    private readonly StreamFault _fault;
    private readonly double _share;
    private readonly FaultDice _dice;
    private readonly LabTlsServerOptions? _tls;
    private readonly LoopbackDnsServer? _udp;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Task _serving;
    private volatile bool _isOver;

    private StreamFaultServer(ZoneSet zones, StreamFault fault, double share, FaultDice dice, bool overTls)
    {
        _server = new LabNameServer(zones);
        _fault = fault;
        _share = share;
        _dice = dice;
        if (overTls)
        {
            _tls = new LabTlsServerOptions(FaultWorld.Certificate, []);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        }
        else
        {
            _udp = UnderAPortThatIsFree(zones, _listener);
        }

        _listener.Listen();
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _serving = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    public static StreamFaultServer Start(ZoneSet zones, StreamFault fault, double share, FaultDice dice, bool overTls) =>
        new(zones, fault, share, dice, overTls);

    /// <summary>From now on it does nothing wrong.</summary>
    public void Mend() => _isOver = true;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false);
        _listener.Dispose();
        _tls?.Dispose();
        if (_udp is not null)
        {
            await _udp.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private static LoopbackDnsServer UnderAPortThatIsFree(ZoneSet zones, Socket listener)
    {
        while (true)
        {
            LabNameServer cutting = new(zones, new CuttingFault());
            var udp = LoopbackDnsServer.Start(cutting, withTcp: false);
            try
            {
                listener.Bind(udp.EndPoint);
                return udp;
            }
            catch (SocketException)
            {
                // Free for UDP and taken for TCP; another one.
                udp.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    private async Task AcceptAsync()
    {
        List<Task> open = [];
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                socket.NoDelay = true;
                open.RemoveAll(task => task.IsCompleted);
                open.Add(ServeAsync(socket));
            }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.TooManyOpenSockets)
            {
                // Whoever connects stays in the queue, and the next try fails at once too.
                await Task.Delay(SlowOctet, TimeProvider.System).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException)
            {
                // Disposed, or the asker is gone again.
            }
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task ServeAsync(Socket socket)
    {
        StreamFault fault = !_isOver && _dice.Falls(_share) ? _fault : StreamFault.None;
        if (fault is StreamFault.AcceptsAndCloses or StreamFault.AcceptsAndResets)
        {
            End(socket, isReset: fault == StreamFault.AcceptsAndResets);
            return;
        }

        Stream? stream = new NetworkStream(socket, ownsSocket: true);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                stream = _tls is null ? stream : await _tls.AcceptAsync(stream, _stopping.Token).ConfigureAwait(false);
                while (stream is not null && await ReadAsync(stream).ConfigureAwait(false) is { } query)
                {
                    if (!await AnswerAsync(stream, socket, query, fault).ConfigureAwait(false))
                    {
                        return;
                    }
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The asker is gone, or this is disposed of.
            }
            finally
            {
                if (stream is SslStream)
                {
                    await stream.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<Message?> ReadAsync(Stream stream)
    {
        byte[] length = new byte[sizeof(ushort)];
        if (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, _stopping.Token).ConfigureAwait(false) < length.Length)
        {
            return null;
        }

        byte[] octets = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(octets, _stopping.Token).ConfigureAwait(false);
        return Message.TryRead(octets, out Message? query, out _) ? query : null;
    }

    // False when the connection is over.
    private async Task<bool> AnswerAsync(Stream stream, Socket socket, Message query, StreamFault fault)
    {
        LabReply reply = await _server.RespondAsync(new LabQuery(query, LabTransport.Stream), _stopping.Token).ConfigureAwait(false);
        byte[] octets = ((LabReply.Sent)reply).Message.ToWire();
        byte[] frame = Frame(octets, octets.Length);
        switch (fault)
        {
            case StreamFault.ResetInReply:
                await SendAsync(stream, frame.AsMemory(0, frame.Length / 2)).ConfigureAwait(false);
                End(socket, isReset: true);
                return false;
            case StreamFault.ClosedBehindLength:
                await SendAsync(stream, frame.AsMemory(0, sizeof(ushort))).ConfigureAwait(false);
                return false;
            case StreamFault.LengthTooLong or StreamFault.LengthTooLongThenClosed:
                const int Missing = 40;
                await SendAsync(stream, Frame(octets, octets.Length + Missing)).ConfigureAwait(false);
                return fault == StreamFault.LengthTooLong;
            case StreamFault.LengthTooShort:
                const int TooMuch = 10;
                await SendAsync(stream, Frame(octets, octets.Length - TooMuch)).ConfigureAwait(false);
                return true;
            case StreamFault.LengthZero:
                await SendAsync(stream, Frame([], 0)).ConfigureAwait(false);
                return true;
            case StreamFault.EmptyMessagesFirst:
                await SendAsync(stream, (byte[])[0, 0, 0, 0, 0, 0, .. frame]).ConfigureAwait(false);
                return true;
            case StreamFault.OctetByOctet or StreamFault.OctetByOctetTooSlowly:
                foreach (byte octet in frame)
                {
                    await SendAsync(stream, (byte[])[octet]).ConfigureAwait(false);
                    if (fault == StreamFault.OctetByOctetTooSlowly)
                    {
                        await Task.Delay(SlowOctet, TimeProvider.System, _stopping.Token).ConfigureAwait(false);
                    }
                }

                return true;
            case StreamFault.SeveralInOneSegment:
                byte[] other = MadeUp(query with { Id = (ushort)(query.Id + 1) }, isOtherQuestion: false).ToWire();
                await SendAsync(stream, (byte[])[.. Frame(other, other.Length), .. frame, .. frame]).ConfigureAwait(false);
                return true;
            case StreamFault.Garbage:
                await SendAsync(stream, Frame([octets[0], octets[1], 0xFF, 0xFF, 0xFF], 5)).ConfigureAwait(false);
                return true;
            case StreamFault.OtherQuestion:
                byte[] madeUp = MadeUp(query, isOtherQuestion: true).ToWire();
                await SendAsync(stream, Frame(madeUp, madeUp.Length)).ConfigureAwait(false);
                return true;
            case StreamFault.NeverAnswers:
                return true;
            default:
                await SendAsync(stream, frame).ConfigureAwait(false);
                return true;
        }
    }

    private async Task SendAsync(Stream stream, ReadOnlyMemory<byte> octets)
    {
        await stream.WriteAsync(octets, _stopping.Token).ConfigureAwait(false);
        await stream.FlushAsync(_stopping.Token).ConfigureAwait(false);
    }

    /// <summary>A reply with data that no zone has.</summary>
    internal static Message MadeUp(Message query, bool isOtherQuestion)
    {
        Question question = query.Questions[0];
        Question asked = isOtherQuestion ? new Question(DomainName.Parse("other.lab"), RecordType.A) : question;
        return query with
        {
            Flags = MessageFlags.Response | MessageFlags.RecursionDesired | MessageFlags.RecursionAvailable | MessageFlags.CheckingDisabled,
            Questions = [asked],
            Answer = [new ResourceRecord(asked.Name, RecordClass.IN, 300, new AddressRdata(IPAddress.Parse("203.0.113.66")))],
        };
    }

    private static byte[] Frame(byte[] octets, int said)
    {
        byte[] frame = new byte[sizeof(ushort) + octets.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)said);
        octets.CopyTo(frame, sizeof(ushort));
        return frame;
    }

    private static void End(Socket socket, bool isReset)
    {
        socket.LingerState = new LingerOption(isReset, 0);
        socket.Dispose();
    }
}
