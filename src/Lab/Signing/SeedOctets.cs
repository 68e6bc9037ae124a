using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Lab.Signing;

/// <summary>An endless run of octets that depends on a text alone. Not a secret: whoever knows the text knows the key.</summary>
internal sealed class SeedOctets(string seed)
{
    private readonly byte[] _seed = Encoding.UTF8.GetBytes("DaneCore.Lab/" + seed);
    private uint _block;

    /// <summary>The next octets.</summary>
    public byte[] Take(int count)
    {
        byte[] taken = new byte[count];
        Span<byte> number = stackalloc byte[sizeof(uint)];
        for (int at = 0; at < count; at += SHA512.HashSizeInBytes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, _block++);
            byte[] block = SHA512.HashData([.. _seed, .. number]);
            block.AsSpan(0, Math.Min(block.Length, count - at)).CopyTo(taken.AsSpan(at));
        }

        return taken;
    }
}
