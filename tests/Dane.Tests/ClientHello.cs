using System.Buffers.Binary;
using System.Net.Sockets;

namespace DaneCore.Dane.Tests;

/// <summary>What a client offers in the first octets of a connection (RFC 8446 section 4.1.2), as far as tests ask.</summary>
internal sealed record ClientHello(IReadOnlyList<int> Suites, IReadOnlyDictionary<int, byte[]> Extensions)
{
    private const int SupportedVersions = 43;
    private const int RecordHeader = 5;
    private const int BeforeSession = RecordHeader + 4 + 2 + 32;

    /// <summary>The versions offered: 0x0304 is TLS 1.3.</summary>
    public IReadOnlyList<int> Versions => Numbers(Extensions[SupportedVersions].AsSpan(1));

    /// <summary>Looks at it and leaves it for whoever reads the socket next.</summary>
    public static async Task<ClientHello> PeekAsync(Socket socket, CancellationToken stop)
    {
        byte[] octets = new byte[8192];
        while (true)
        {
            int count = await socket.ReceiveAsync(octets, SocketFlags.Peek, stop);
            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            if (count > RecordHeader && count >= RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(3)))
            {
                return Read(octets);
            }
        }
    }

    private static ClientHello Read(ReadOnlySpan<byte> octets)
    {
        octets = octets[BeforeSession..];
        octets = octets[(1 + octets[0])..];
        int length = BinaryPrimitives.ReadUInt16BigEndian(octets);
        IReadOnlyList<int> suites = Numbers(octets.Slice(2, length));
        octets = octets[(2 + length)..];
        octets = octets[(1 + octets[0])..];
        octets = octets.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(octets));
        Dictionary<int, byte[]> extensions = [];
        while (!octets.IsEmpty)
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
            extensions.Add(BinaryPrimitives.ReadUInt16BigEndian(octets), octets.Slice(4, length).ToArray());
            octets = octets[(4 + length)..];
        }

        return new ClientHello(suites, extensions);
    }

    private static List<int> Numbers(ReadOnlySpan<byte> octets)
    {
        List<int> numbers = [];
        for (; octets.Length >= 2; octets = octets[2..])
        {
            numbers.Add(BinaryPrimitives.ReadUInt16BigEndian(octets));
        }

        return numbers;
    }
}
