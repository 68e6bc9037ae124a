using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// Base 32 with the extended hex alphabet and without padding (RFC 4648 section 7), as NSEC3 owners are written
/// (RFC 5155 section 3.3). Written in lower case, read in either; every text that is read is the only one for its
/// octets.
/// </summary>
internal static class Base32Hex
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuv";
    private const int BitsPerDigit = 5;
    private const int BitsPerOctet = 8;

    public static string ToText(ReadOnlySpan<byte> octets)
    {
        Span<char> text = new char[((octets.Length * BitsPerOctet) + BitsPerDigit - 1) / BitsPerDigit];
        int bits = 0;
        int held = 0;
        int written = 0;
        foreach (byte octet in octets)
        {
            held = (held << BitsPerOctet) | octet;
            bits += BitsPerOctet;
            while (bits >= BitsPerDigit)
            {
                bits -= BitsPerDigit;
                text[written++] = Alphabet[held >> bits];
                held &= (1 << bits) - 1;
            }
        }

        if (bits > 0)
        {
            text[written] = Alphabet[held << (BitsPerDigit - bits)];
        }

        return new string(text);
    }

    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        byte[] read = new byte[text.Length * BitsPerDigit / BitsPerOctet];
        int bits = 0;
        int held = 0;
        int written = 0;
        foreach (char c in text)
        {
            if (!TryReadDigit(c, out int digit))
            {
                return false;
            }

            held = (held << BitsPerDigit) | digit;
            bits += BitsPerDigit;
            if (bits >= BitsPerOctet)
            {
                bits -= BitsPerOctet;
                read[written++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        // RFC 4648 section 3.5: bits that belong to no octet are zero; a whole digit of them was written for nothing.
        if (bits >= BitsPerDigit || held != 0)
        {
            return false;
        }

        octets = read;
        return true;
    }

    private static bool TryReadDigit(char c, out int digit)
    {
        digit = c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'v' => c - 'a' + 10,
            >= 'A' and <= 'V' => c - 'A' + 10,
            _ => -1,
        };
        return digit >= 0;
    }
}
