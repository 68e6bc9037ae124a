using System.Formats.Asn1;
using DaneCore.Lab.Mail;

namespace DaneCore.Support;

/// <summary>
/// Certificates with one thing wrong in their octets, as the server's own or as one above it. The key is that of a sound certificate, so that a handshake gets
/// as far as the certificate lets it.
/// </summary>
public static class MalformedCertificates
{
    // Positions in a TBSCertificate that has everything (RFC 5280 section 4.1).
    private const int Version = 0;
    private const int Serial = 1;
    private const int InnerAlgorithm = 2;
    private const int Issuer = 3;
    private const int Validity = 4;
    private const int Subject = 5;
    private const int Key = 6;
    private const int Extensions = 7;

    private static readonly DateTimeOffset From = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Null = [0x05, 0x00];

    private static readonly Dictionary<string, string> Oids = new(StringComparer.Ordinal)
    {
        ["extKeyUsage"] = "2.5.29.37",
        ["subjectAltName"] = "2.5.29.17",
        ["issuerAltName"] = "2.5.29.18",
        ["basicConstraints"] = "2.5.29.19",
        ["keyUsage"] = "2.5.29.15",
        ["authorityKeyIdentifier"] = "2.5.29.35",
        ["subjectKeyIdentifier"] = "2.5.29.14",
        ["nameConstraints"] = "2.5.29.30",
        ["certificatePolicies"] = "2.5.29.32",
        ["policyMappings"] = "2.5.29.33",
        ["policyConstraints"] = "2.5.29.36",
        ["inhibitAnyPolicy"] = "2.5.29.54",
        ["crlDistributionPoints"] = "2.5.29.31",
        ["authorityInfoAccess"] = "1.3.6.1.5.5.7.1.1",
        ["applicationPolicies"] = "1.3.6.1.4.1.311.21.10",
    };

    private static readonly Dictionary<string, byte[]> Values = new(StringComparer.Ordinal)
    {
        ["null with content"] = [0x05, 0x00, 0x01],
        ["empty"] = [],
        ["cut short"] = [0x30, 0x05, 0x01],
        ["of another type"] = [0x02, 0x01, 0x05],
        ["of indefinite length"] = [0x30, 0x80, 0x06, 0x01, 0x2A, 0x00, 0x00],
        ["nested"] = Nested(40),
    };

    private static readonly Dictionary<string, Func<List<byte[]>, byte[]>> Shapes = new(StringComparer.Ordinal)
    {
        ["no octets"] = _ => [],
        ["one octet"] = _ => [0x30],
        ["zeros"] = _ => new byte[500],
        ["text"] = _ => "-----BEGIN CERTIFICATE-----"u8.ToArray(),
        ["an empty sequence"] = _ => [0x30, 0x00],
        ["cut short"] = parts => Whole(parts)[..^20],
        ["an octet more"] = parts => [.. Whole(parts), 0x00],
        ["of indefinite length"] = parts => [0x30, 0x80, .. Whole(parts)[4..], 0x00, 0x00],
        ["without a signature"] = parts => Tlv(0x30, Tbs(parts), Algorithm("1.2.840.10045.4.3.2")),
        ["with an empty signature"] = parts => Tlv(0x30, Tbs(parts), Algorithm("1.2.840.10045.4.3.2"), [0x03, 0x01, 0x00]),
        ["of version 9"] = parts => With(parts, Version, [0xA0, 0x03, 0x02, 0x01, 0x08]),
        ["of version 1 with extensions"] = parts => With(parts, Version, []),
        ["with a negative serial"] = parts => With(parts, Serial, [0x02, 0x01, 0x80]),
        ["with an empty serial"] = parts => With(parts, Serial, [0x02, 0x00]),
        ["with a serial of 200 octets"] = parts => With(parts, Serial, Tlv(0x02, Enumerable.Repeat((byte)0x55, 200).ToArray())),
        ["under an algorithm nobody knows"] = parts => With(parts, InnerAlgorithm, Algorithm("1.3.6.1.4.1.55555.1")),
        ["under another algorithm inside"] = parts => With(parts, InnerAlgorithm, Algorithm("1.2.840.113549.1.1.11")),
        ["with an empty issuer"] = parts => With(parts, Issuer, [0x30, 0x00]),
        ["with an issuer that is none"] = parts => With(parts, Issuer, Tlv(0x30, Tlv(0x31, Tlv(0x30, Null)))),
        ["without validity"] = parts => With(parts, Validity, []),
        ["with times that are none"] = parts => With(parts, Validity, Tlv(0x30, Tlv(0x17, "991399999999Z"u8.ToArray()), Tlv(0x17, "xxxxxxxxxxxxZ"u8.ToArray()))),
        ["with times without zone"] = parts => With(parts, Validity, Tlv(0x30, Tlv(0x17, "010101000000"u8.ToArray()), Tlv(0x17, "400101000000"u8.ToArray()))),
        ["ending before it begins"] = parts => With(parts, Validity, Tlv(0x30, Tlv(0x17, "400101000000Z"u8.ToArray()), Tlv(0x17, "010101000000Z"u8.ToArray()))),
        ["valid to the year 9999"] = parts => With(parts, Validity, Tlv(0x30, Tlv(0x17, "010101000000Z"u8.ToArray()), Tlv(0x18, "99991231235959Z"u8.ToArray()))),
        ["with a subject that is none"] = parts => With(parts, Subject, Tlv(0x30, Tlv(0x31, Tlv(0x30, Null)))),
        ["with a subject of odd text"] = parts => With(parts, Subject, Tlv(0x30, Tlv(0x31, Tlv(0x30, [0x06, 0x03, 0x55, 0x04, 0x03], Tlv(0x0C, [0xFF, 0xFE, 0x00]))))),
        ["with a key of no known kind"] = parts => With(parts, Key, Spki(Algorithm("1.3.6.1.4.1.55555.2"), new byte[33])),
        ["with an empty key"] = parts => With(parts, Key, Spki(Curve("1.2.840.10045.3.1.7"), [])),
        ["with a key that is no bit string"] = parts => With(parts, Key, Tlv(0x30, Curve("1.2.840.10045.3.1.7"), Tlv(0x04, new byte[65]))),
        ["with a point off the curve"] = parts => With(parts, Key, Spki(Curve("1.2.840.10045.3.1.7"), [0x04, .. Enumerable.Repeat((byte)0x11, 64)])),
        ["with a point cut short"] = parts => With(parts, Key, Spki(Curve("1.2.840.10045.3.1.7"), [0x04, .. new byte[30]])),
        ["on secp256k1"] = parts => With(parts, Key, Spki(Curve("1.3.132.0.10"), [0x04, .. Enumerable.Repeat((byte)0x11, 64)])),
        ["on brainpoolP256r1"] = parts => With(parts, Key, Spki(Curve("1.3.36.3.3.2.8.1.1.7"), [0x04, .. Enumerable.Repeat((byte)0x11, 64)])),
        ["on a curve nobody knows"] = parts => With(parts, Key, Spki(Curve("1.3.6.1.4.1.55555.3"), [0x04, .. Enumerable.Repeat((byte)0x11, 64)])),
        ["with RSA of modulus nought"] = parts => With(parts, Key, Spki(Algorithm("1.2.840.113549.1.1.1", Null), Tlv(0x30, [0x02, 0x01, 0x00], [0x02, 0x01, 0x00]))),
        ["with RSA that is no sequence"] = parts => With(parts, Key, Spki(Algorithm("1.2.840.113549.1.1.1", Null), [0x02, 0x01, 0x03])),
        ["with Ed25519 of three octets"] = parts => With(parts, Key, Spki(Algorithm("1.3.101.112"), [1, 2, 3])),
        ["with extensions that are none"] = parts => With(parts, Extensions, Tlv(0xA3, Null)),
        ["with no extension in the list"] = parts => With(parts, Extensions, Tlv(0xA3, Tlv(0x30))),
        ["with the same extension twice"] = parts => With(parts, Extensions, Tlv(0xA3, Tlv(0x30, Extension("2.5.29.37", Tlv(0x30)), Extension("2.5.29.37", Tlv(0x30))))),
        ["with an empty subjectAltName"] = parts => WithExtension(parts, "2.5.29.17", Tlv(0x30)),
        ["with an address of three octets"] = parts => WithExtension(parts, "2.5.29.17", Tlv(0x30, Tlv(0x87, [1, 2, 3]))),
        ["with a name of odd octets"] = parts => WithExtension(parts, "2.5.29.17", Tlv(0x30, Tlv(0x82, [0x64, 0x00, 0xFF]))),
        ["with a name of another form"] = parts => WithExtension(parts, "2.5.29.17", Tlv(0x30, Tlv(0xA0, Null))),
        ["with a critical extension nobody knows"] = parts => With(parts, Extensions, Tlv(0xA3, Tlv(0x30, Tlv(0x30, Oid("1.3.6.1.4.1.55555.4"), [0x01, 0x01, 0xFF], Tlv(0x04, Null))))),
    };

    /// <summary>Who vouches for what is sound in them.</summary>
    public static LabCertificate Root { get; } = LabCertificates.Authority("Malformed root", From, To);

    /// <summary>What can be wrong.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [.. Shapes.Keys, .. Oids.Keys.SelectMany(extension => Values.Keys.Select(value => $"with {extension} {value}"))];

    private static LabCertificate Between { get; } = LabCertificates.Authority("Malformed issuer", From, To, Root);

    /// <summary>What a server sends that bears this name, soundly.</summary>
    public static IReadOnlyList<LabCertificate> Sound(string host) => [LabCertificates.Leaf(host, From, To, Between), Between];

    /// <summary>The same with one certificate malformed.</summary>
    /// <param name="host">What the server is called.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="isAbove">True for the certificate above the server's.</param>
    public static IReadOnlyList<LabCertificate> Chain(string host, string kind, bool isAbove)
    {
        LabCertificate[] chain = [.. Sound(host)];
        int which = isAbove ? 1 : 0;
        chain[which] = chain[which].Showing(Malformed(chain[which].Der, kind));
        return chain;
    }

    private static byte[] Malformed(ReadOnlyMemory<byte> der, string kind)
    {
        AsnReader tbs = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        List<byte[]> parts = [];
        while (tbs.HasData)
        {
            parts.Add(tbs.ReadEncodedValue().ToArray());
        }

        if (Shapes.TryGetValue(kind, out Func<List<byte[]>, byte[]>? shape))
        {
            return shape(parts);
        }

        string[] words = kind.Split(' ', 3);
        return WithExtension(parts, Oids[words[1]], Values[words[2]]);
    }

    private static byte[] With(List<byte[]> parts, int position, byte[] part)
    {
        parts[position] = part;
        return Whole(parts);
    }

    private static byte[] WithExtension(List<byte[]> parts, string oid, byte[] value)
    {
        AsnReader old = new AsnReader(parts[Extensions], AsnEncodingRules.DER).ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)).ReadSequence();
        List<byte[]> kept = [];
        while (old.HasData)
        {
            ReadOnlyMemory<byte> each = old.PeekEncodedValue();
            if (old.ReadSequence().ReadObjectIdentifier() != oid)
            {
                kept.Add(each.ToArray());
            }
        }

        return With(parts, Extensions, Tlv(0xA3, Tlv(0x30, [.. kept, Extension(oid, value)])));
    }

    private static byte[] Whole(List<byte[]> parts) => Tlv(0x30, Tbs(parts), Algorithm("1.2.840.10045.4.3.2"), Tlv(0x03, [0x00, .. Tlv(0x30, [0x02, 0x01, 0x01], [0x02, 0x01, 0x01])]));

    private static byte[] Tbs(List<byte[]> parts) => Tlv(0x30, [.. parts]);

    private static byte[] Spki(byte[] algorithm, byte[] key) => Tlv(0x30, algorithm, Tlv(0x03, [0x00, .. key]));

    private static byte[] Curve(string curve) => Algorithm("1.2.840.10045.2.1", Oid(curve));

    private static byte[] Algorithm(string oid, params byte[][] parameters) => Tlv(0x30, [Oid(oid), .. parameters]);

    private static byte[] Extension(string oid, byte[] value) => Tlv(0x30, Oid(oid), Tlv(0x04, value));

    private static byte[] Oid(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private static byte[] Nested(int depth) => depth == 0 ? Null : Tlv(0x30, Nested(depth - 1));

    private static byte[] Tlv(byte tag, params byte[][] contents)
    {
        byte[] content = [.. contents.SelectMany(each => each)];
        byte[] length = content.Length switch
        {
            < 0x80 => [(byte)content.Length],
            < 0x100 => [0x81, (byte)content.Length],
            _ => [0x82, (byte)(content.Length >> 8), (byte)(content.Length & 0xFF)],
        };
        return [tag, .. length, .. content];
    }
}
