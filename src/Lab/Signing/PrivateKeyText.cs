using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Signing;

/// <summary>
/// Reads the text in which name servers keep private keys and in which RFC 5702, RFC 6605 and RFC 8080 print theirs:
/// <c>Private-key-format: v1.x</c>, then one <c>Field: base64</c> per line, where a value may go on in indented lines.
/// </summary>
internal static class PrivateKeyText
{
    /// <summary>Reads the number in the field Algorithm.</summary>
    public static bool TryReadAlgorithm(string text, out DnssecAlgorithm algorithm)
    {
        string first = Fields(text).GetValueOrDefault("Algorithm", "").Split(' ', 2)[0];
        bool read = byte.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out byte number);
        algorithm = (DnssecAlgorithm)number;
        return read;
    }

    /// <summary>Reads a key for <paramref name="algorithm"/>, whatever number stands in the text: one RSA key serves four.</summary>
    public static bool TryRead(
        string text, DnssecAlgorithm algorithm, [NotNullWhen(true)] out PrivateKey? key, [NotNullWhen(false)] out string? why)
    {
        key = null;
        Dictionary<string, string> fields = Fields(text);
        if (RsaPrivateKey.Carries(algorithm))
        {
            return TryRsa(fields, algorithm, out key, out why);
        }

        int length = algorithm switch
        {
            DnssecAlgorithm.EcdsaP256Sha256 => 32,
            DnssecAlgorithm.EcdsaP384Sha384 => 48,
            DnssecAlgorithm.Ed25519 or DnssecAlgorithm.Ed448 => EdwardsPrivateKey.SecretLength(algorithm),
            _ => 0,
        };
        if (length == 0)
        {
            why = $"algorithm {(byte)algorithm} cannot be signed with";
            return false;
        }

        if (!TryOctets(fields, "PrivateKey", out byte[] secret) || secret.Length != length)
        {
            why = $"the field PrivateKey does not hold {length} octets in base 64";
            return false;
        }

        why = null;
        key = algorithm is DnssecAlgorithm.Ed25519 or DnssecAlgorithm.Ed448
            ? EdwardsPrivateKey.Import(algorithm, secret)
            : EcdsaPrivateKey.Import(algorithm, secret);
        return true;
    }

    private static Dictionary<string, string> Fields(string text)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        string? current = null;
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                current = line[..colon].Trim();
                fields[current] = line[(colon + 1)..].Trim();
            }
            else if (current is not null)
            {
                fields[current] += line.Trim();
            }
        }

        return fields;
    }

    private static bool TryRsa(
        Dictionary<string, string> fields, DnssecAlgorithm algorithm, [NotNullWhen(true)] out PrivateKey? key, [NotNullWhen(false)] out string? why)
    {
        string[] names = ["Modulus", "PublicExponent", "PrivateExponent", "Prime1", "Prime2", "Exponent1", "Exponent2", "Coefficient"];
        byte[][] numbers = new byte[names.Length][];
        key = null;
        for (int i = 0; i < names.Length; i++)
        {
            if (!TryOctets(fields, names[i], out numbers[i]))
            {
                why = $"the field {names[i]} is missing, or not base 64";
                return false;
            }
        }

        var parameters = new RSAParameters
        {
            Modulus = numbers[0],
            Exponent = numbers[1],
            D = Widened(numbers[2], numbers[0].Length),
            P = numbers[3],
            Q = Widened(numbers[4], numbers[3].Length),
            DP = Widened(numbers[5], numbers[3].Length),
            DQ = Widened(numbers[6], numbers[3].Length),
            InverseQ = Widened(numbers[7], numbers[3].Length),
        };
        try
        {
            key = new RsaPrivateKey(algorithm, parameters);
            why = null;
            return true;
        }
        catch (CryptographicException fault)
        {
            why = $"the numbers are no RSA key: {fault.Message}";
            return false;
        }
    }

    // The platform takes numbers of fixed lengths; the text drops leading zeros.
    private static byte[] Widened(byte[] octets, int length) =>
        [.. new byte[Math.Max(0, length - octets.Length)], .. octets];

    private static bool TryOctets(Dictionary<string, string> fields, string name, out byte[] octets)
    {
        octets = [];
        if (!fields.TryGetValue(name, out string? text))
        {
            return false;
        }

        byte[] space = new byte[text.Length];
        bool read = Convert.TryFromBase64String(text, space, out int length) && length > 0;
        octets = space[..length];
        return read;
    }
}
