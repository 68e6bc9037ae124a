using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Crypto;

/// <summary>The tag of a key (RFC 4034 appendix B): a hint which key is meant, not an identity. Two keys may share one.</summary>
internal static class KeyTag
{
    public static ushort Of(DnskeyRdata key)
    {
        if (key.Algorithm == DnssecAlgorithm.RsaMd5)
        {
            return OfRsaMd5(key.PublicKey.Span);
        }

        // The sum of 32,768 pairs of octets stays below 2^32.
        uint sum = 0;
        ReadOnlySpan<byte> octets = key.ToWire();
        for (int i = 0; i < octets.Length; i++)
        {
            sum += (i & 1) == 0 ? (uint)octets[i] << 8 : octets[i];
        }

        sum += sum >> 16;
        return (ushort)(sum & ushort.MaxValue);
    }

    // RFC 4034 appendix B.1: the upper 16 of the lower 24 bits of the modulus, with which the key ends.
    private static ushort OfRsaMd5(ReadOnlySpan<byte> publicKey) =>
        publicKey.Length < 3 ? (ushort)0 : (ushort)((publicKey[^3] << 8) | publicKey[^2]);
}
