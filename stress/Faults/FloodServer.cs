using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>
/// Answers over UDP, and TCP where it is to, and sends a flood of made-up replies first, once, for the first datagram that asks one question: under every id there is, in an
/// order drawn at random in which the right one is not among the first few, and on from the start until the count is reached.
/// </summary>
internal sealed class FloodServer : IAsyncDisposable
{
    // A guess is right once in 65,536; that the first eight are wrong is the rule, and here it is certain.
    private const int WrongAtFirst = 16;

    // The socket takes what waits to be sent; the kernel hands on or drops.
    private const int PauseEvery = 1000;

    private readonly CancellationTokenSource _stopping = new();
    private readonly LabNameServer _server;
    private readonly FaultDice _dice;
    private readonly FloodPlan _plan;
    private readonly Question _target;
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _elsewhere = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly LoopbackDnsServer? _tcp;
    private readonly Task _serving;
    private int _hasFlooded;
    private int _sent;

    private FloodServer(ZoneSet zones, FloodPlan plan, Question target, FaultDice dice)
    {
        _server = new LabNameServer(zones);
        _plan = plan;
        _target = target;
        _dice = dice;
        if (plan.WithTcp)
        {
            (_tcp, EndPoint) = SharePort(zones, _udp);
        }
        else
        {
            _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        }

        _elsewhere.Bind(plan.Origin == FloodOrigin.OtherAddress
            ? new IPEndPoint(IPAddress.Parse("127.0.0.2"), EndPoint.Port)
            : new IPEndPoint(IPAddress.Loopback, 0));
        _serving = ServeAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Made-up replies that were handed to the kernel.</summary>
    public int Sent => Volatile.Read(ref _sent);

    public static FloodServer Start(ZoneSet zones, FloodPlan plan, Question target, FaultDice dice) => new(zones, plan, target, dice);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false);
        _udp.Dispose();
        _elsewhere.Dispose();
        if (_tcp is not null)
        {
            await _tcp.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private static (LoopbackDnsServer Tcp, IPEndPoint EndPoint) SharePort(ZoneSet zones, Socket udp)
    {
        while (true)
        {
            var both = LoopbackDnsServer.StartTcp(new LabNameServer(zones));
            try
            {
                udp.Bind(both.EndPoint);
                return (both, both.EndPoint);
            }
            catch (SocketException)
            {
                // Free for TCP and taken for UDP; another one.
                both.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    private async Task ServeAsync()
    {
        byte[] space = new byte[Message.MaxLength];
        List<Task> open = [];
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult received =
                    await _udp.ReceiveFromAsync(space, new IPEndPoint(IPAddress.Any, 0), _stopping.Token).ConfigureAwait(false);
                if (Message.TryRead(space.AsSpan(0, received.ReceivedBytes), out Message? query, out _))
                {
                    open.Add(AnswerAsync(query, received.RemoteEndPoint));
                }
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException)
            {
                // Disposed, or whoever asked is gone.
            }
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task AnswerAsync(Message query, EndPoint asker)
    {
        var reply = (LabReply.Sent)await _server.RespondAsync(new LabQuery(query, LabTransport.Datagram), _stopping.Token).ConfigureAwait(false);
        byte[] octets = Truncation.ToDatagram(reply.Message, query);
        bool floods = query.Questions[0].Equals(_target) && Interlocked.Exchange(ref _hasFlooded, 1) == 0;
        if (!floods)
        {
            // The second try of the question that was flooded stays without an answer too, where there is to be none.
            if (!query.Questions[0].Equals(_target) || _plan.TrueReply != FloodPlace.Never)
            {
                Send(_udp, octets, asker);
            }

            return;
        }

        await Task.Run(() => Flood(query, octets, asker), CancellationToken.None).ConfigureAwait(false);
    }

    private void Flood(Message query, byte[] trueReply, EndPoint asker)
    {
        byte[] madeUp = StreamFaultServer.MadeUp(query, isOtherQuestion: false).ToWire();
        ushort[] ids = _dice.EveryId();
        int right = Array.IndexOf(ids, query.Id);
        if (right < WrongAtFirst)
        {
            (ids[right], ids[^1]) = (ids[^1], ids[right]);
        }

        Socket from = _plan.Origin == FloodOrigin.Itself ? _udp : _elsewhere;
        for (int i = 0; i < _plan.Count && !_stopping.IsCancellationRequested; i++)
        {
            if (i == _plan.Count / 2 && _plan.TrueReply == FloodPlace.Middle)
            {
                Send(_udp, trueReply, asker);
            }

            ushort id = ids[i % ids.Length];
            BinaryPrimitives.WriteUInt16BigEndian(madeUp, id);
            Send(from, madeUp, asker);
            Interlocked.Increment(ref _sent);
            if (i % PauseEvery == 0)
            {
                Thread.Yield();
            }
        }

        if (_plan.TrueReply == FloodPlace.End)
        {
            Send(_udp, trueReply, asker);
        }
    }

    private static void Send(Socket socket, byte[] octets, EndPoint to)
    {
        try
        {
            socket.SendTo(octets, to);
        }
        catch (SocketException)
        {
            // Nobody listens there any more: the try is over.
        }
    }
}
