using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench.Peers;

/// <summary>
/// The replies of a <see cref="BulkWorld"/> over UDP on loopback, made beforehand, from a thread of the process that measures none of the peers. Whatever
/// else is asked is answered from the zones. No reply is too long for a datagram, so nobody needs TCP.
/// </summary>
internal sealed class BulkServer : IAsyncDisposable
{
    // What everybody offers since 2020.
    private const int LongestReply = 1232;
    private const int FlagsAt = 2;
    private const int SecondFlagsAt = 3;
    private const byte RecursionDesired = 0x01;
    private const byte CheckingDisabled = 0x10;
    private const int TypeAndClass = 4;

    private readonly BulkWorld _world;
    private readonly Dictionary<string, byte[]> _replies = [];
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
    private readonly Task _serving;
    private long _questions;
    private volatile bool _stopping;

    public BulkServer(BulkWorld world)
    {
        _world = world;
        foreach (byte[] reply in world.Replies.Values)
        {
            Keep(reply);
        }

        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _serving = Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Questions so far.</summary>
    public long Questions => Interlocked.Read(ref _questions);

    public async ValueTask DisposeAsync()
    {
        // A datagram ends the wait for one.
        _stopping = true;
        using Socket knock = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await knock.SendToAsync(new byte[1], EndPoint);
        await _serving;
        _socket.Dispose();
    }

    private void Serve()
    {
        byte[] octets = new byte[Message.MaxLength];
        byte[] reply = new byte[LongestReply];
        SocketAddress asker = new(AddressFamily.InterNetwork);
        while (!_stopping)
        {
            int length = _socket.ReceiveFrom(octets, SocketFlags.None, asker);
            int question = QuestionLength(octets.AsSpan(0, length));
            if (question == 0)
            {
                continue;
            }

            Interlocked.Increment(ref _questions);
            byte[] kept = Find(octets.AsSpan(0, length), question);
            kept.CopyTo(reply, 0);

            // Id, two flags and the letters of the name as they came.
            octets.AsSpan(0, FlagsAt).CopyTo(reply);
            reply[FlagsAt] = (byte)((reply[FlagsAt] & ~RecursionDesired) | (octets[FlagsAt] & RecursionDesired));
            reply[SecondFlagsAt] = (byte)((reply[SecondFlagsAt] & ~CheckingDisabled) | (octets[SecondFlagsAt] & CheckingDisabled));
            octets.AsSpan(Message.HeaderLength, question).CopyTo(reply.AsSpan(Message.HeaderLength));
            try
            {
                _socket.SendTo(reply.AsSpan(0, kept.Length), SocketFlags.None, asker);
            }
            catch (SocketException)
            {
                // The asker is gone.
            }
        }
    }

    private byte[] Find(ReadOnlySpan<byte> query, int question) => _replies.TryGetValue(KeyOf(query, question), out byte[]? known)
        ? known
        : Message.TryRead(query, out Message? read, out _) ? Keep(_world.Zones.Answer(read.Questions[0]).ToWire()) : throw new InvalidOperationException("A peer asks what is no DNS message.");

    private byte[] Keep(byte[] reply)
    {
        if (reply.Length > LongestReply)
        {
            throw new InvalidOperationException("A reply does not fit a datagram.");
        }

        _replies[KeyOf(reply, QuestionLength(reply))] = reply;
        return reply;
    }

    private static string KeyOf(ReadOnlySpan<byte> message, int question) => Encoding.Latin1.GetString(message.Slice(Message.HeaderLength, question)).ToLowerInvariant();

    /// <summary>0 where there is none.</summary>
    private static int QuestionLength(ReadOnlySpan<byte> message)
    {
        int at = Message.HeaderLength;
        if (message.Length <= at || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
        {
            return 0;
        }

        while (at < message.Length && message[at] != 0)
        {
            at += message[at] + 1;
        }

        return at + 1 + TypeAndClass <= message.Length ? at + 1 + TypeAndClass - Message.HeaderLength : 0;
    }
}
