using System.Formats.Asn1;

namespace DaneCore.Dane.Certificates;

/// <summary>A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): an algorithm and a string of bits, and nothing after it.</summary>
internal static class PublicKeyInfo
{
    public const string RsaOid = "1.2.840.113549.1.1.1";
    public const string EllipticOid = "1.2.840.10045.2.1";

    // Bounds for keys that vouch for others: below, anyone can compute the private key (RFC 6698 section 4.1 leaves weakness
    // to the client); above, a check costs more than a certificate is worth: public authorities use 4096 bits at most.
    private const int ShortestModulus = 1024;
    private const int LongestModulus = 8192;
    private const int UsualModulus = 2048;
    private const int LongestExponent = 64;

    /// <summary>What is wrong with the outline; null when nothing is. Whether the key itself is sound is not asked.</summary>
    public static string? WhyMalformed(ReadOnlyMemory<byte> octets)
    {
        try
        {
            AsnReader all = new(octets, AsnEncodingRules.BER);
            AsnReader key = all.ReadSequence();
            if (all.HasData)
            {
                return "octets follow its end";
            }

            _ = key.ReadSequence().ReadObjectIdentifier();
            _ = key.ReadBitString(out _);
            return key.HasData ? "it has more than two parts" : null;
        }
        catch (AsnContentException fault)
        {
            return "its encoding is broken: " + fault.Message;
        }
    }

    /// <summary>The identifier of an AlgorithmIdentifier; null when it cannot be read.</summary>
    public static string? AlgorithmOf(ReadOnlyMemory<byte> algorithm)
    {
        try
        {
            return new AsnReader(algorithm, AsnEncodingRules.BER).ReadSequence().ReadObjectIdentifier();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The identifier of the key's algorithm; null when it cannot be read.</summary>
    public static string? KeyAlgorithmOf(ReadOnlyMemory<byte> publicKey)
    {
        try
        {
            return AlgorithmOf(new AsnReader(publicKey, AsnEncodingRules.BER).ReadSequence().ReadEncodedValue());
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>What a check with the key costs, beside one of 2048 bits: a modulus of twice the length counts four times.</summary>
    public static int CostOfCheck(ReadOnlyMemory<byte> publicKey)
    {
        try
        {
            AsnReader parts = new AsnReader(publicKey, AsnEncodingRules.BER).ReadSequence();
            if (parts.ReadSequence().ReadObjectIdentifier() is not RsaOid)
            {
                return 1;
            }

            AsnReader key = new AsnReader(parts.ReadBitString(out _), AsnEncodingRules.BER).ReadSequence();
            long modulus = key.ReadInteger().GetBitLength();

            // A key beyond the bounds is refused unused.
            return modulus > LongestModulus ? 1 : (int)Math.Max(1, ((modulus * modulus) + (UsualModulus * UsualModulus) - 1) / (UsualModulus * UsualModulus));
        }
        catch (AsnContentException)
        {
            return 1;
        }
    }

    /// <summary>
    /// Why the key is too weak or too odd for a path; null when it is fit. Too large it can only be to check signatures with: a
    /// server's own key checks none here.
    /// </summary>
    public static string? WhyUnfit(ReadOnlyMemory<byte> publicKey, bool checksSignatures = true)
    {
        try
        {
            AsnReader parts = new AsnReader(publicKey, AsnEncodingRules.BER).ReadSequence();
            AsnReader algorithm = parts.ReadSequence();
            string oid = algorithm.ReadObjectIdentifier();

            // RFC 5480 section 2.1.1: the curve is named. Parameters of the key's own choosing prove nothing.
            if (oid is EllipticOid)
            {
                return algorithm.HasData && algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier)
                    ? null
                    : "a key on a curve without a name";
            }

            if (oid is not RsaOid)
            {
                return null;
            }

            AsnReader key = new AsnReader(parts.ReadBitString(out _), AsnEncodingRules.BER).ReadSequence();
            long modulus = key.ReadInteger().GetBitLength();
            long exponent = key.ReadInteger().GetBitLength();
            return modulus < ShortestModulus || (checksSignatures && modulus > LongestModulus) ? $"an RSA key of {modulus} bits"
                : checksSignatures && exponent > LongestExponent ? $"an RSA exponent of {exponent} bits" : null;
        }
        catch (AsnContentException fault)
        {
            return "a key that cannot be read: " + fault.Message;
        }
    }
}
