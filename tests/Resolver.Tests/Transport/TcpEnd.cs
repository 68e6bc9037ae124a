using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>The server's end of DNS over TCP, one step at a time.</summary>
internal static class TcpEnd
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Socket Listen()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    public static IPEndPoint EndPoint(Socket listener) => (IPEndPoint)listener.LocalEndPoint!;

    public static byte[] Frame(byte[] message) => [(byte)(message.Length >> 8), (byte)(message.Length & 0xFF), .. message];

    public static async Task Send(Socket connection, Message message) => await connection.SendAsync(Frame(message.ToWire()), Stop);

    public static async Task<Message> Receive(Socket connection)
    {
        byte[] length = await Fill(connection, sizeof(ushort));
        byte[] octets = await Fill(connection, BinaryPrimitives.ReadUInt16BigEndian(length));
        Assert.True(Message.TryRead(octets, out Message? query, out _));
        return query;
    }

    public static async Task Drain(Socket connection)
    {
        byte[] space = new byte[512];
        while (await connection.ReceiveAsync(space, Stop) > 0)
        {
            // Only its end matters.
        }
    }

    private static async Task<byte[]> Fill(Socket connection, int count)
    {
        byte[] octets = new byte[count];
        for (int filled = 0; filled < count;)
        {
            int got = await connection.ReceiveAsync(octets.AsMemory(filled), Stop);
            Assert.NotEqual(0, got);
            filled += got;
        }

        return octets;
    }
}
