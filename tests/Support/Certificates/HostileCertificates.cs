using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Support.Certificates;

/// <summary>
/// Server certificates that no authority should issue and TLS carries all the same: one part is not what RFC 5280 asks for, and the
/// signature is good. Made of a sound one by exchanging parts of its TBSCertificate.
/// </summary>
internal static class HostileCertificates
{
    private const int Version = 0;
    private const int Serial = 1;
    private const int Algorithm = 2;
    private const int Validity = 4;
    private const int Subject = 5;
    private const int PublicKey = 6;
    private const int Extensions = 7;

    private static readonly byte[] Sha384 = Convert.FromHexString("300a06082a8648ce3d040303");

    public static TestCertificate NegativeSerial(TestCertificate issuer) => Make(issuer, parts => parts[Serial] = [2, 2, 0x80, 1]);

    public static TestCertificate LongSerial(TestCertificate issuer) => Make(issuer, parts => parts[Serial] = Tagged(2, [1, .. new byte[199]]));

    public static TestCertificate VersionNine(TestCertificate issuer) => Make(issuer, parts => parts[Version] = [0xA0, 3, 2, 1, 8]);

    /// <summary>A date with a month 13.</summary>
    public static TestCertificate BrokenTime(TestCertificate issuer) => Make(issuer, parts =>
        parts[Validity] = Tagged(0x30, [.. Tagged(0x17, "261332000000Z"u8), .. Tagged(0x17, "270101000000Z"u8)]));

    public static TestCertificate BackwardsTime(TestCertificate issuer) => Make(issuer, parts =>
        parts[Validity] = Tagged(0x30, [.. Tagged(0x17, "270101000000Z"u8), .. Tagged(0x17, "260101000000Z"u8)]));

    public static TestCertificate BrokenNames(TestCertificate issuer) =>
        TestCertificate.Server(issuer, plan =>
        {
            plan.DnsNames = [];
            plan.AddExtension("2.5.29.17", isCritical: false, [0x30, 0x05, 0x82, 0x7F, 0x61]);
        });

    public static TestCertificate EmptySubject(TestCertificate issuer) => Make(issuer, parts => parts[Subject] = [0x30, 0]);

    /// <summary>A subject that is no list of names at all.</summary>
    public static TestCertificate BrokenSubject(TestCertificate issuer) => Make(issuer, parts => parts[Subject] = [0x30, 2, 5, 0]);

    /// <summary>A common name whose octets are no UTF-8, with controls in it.</summary>
    public static TestCertificate GarbledSubject(TestCertificate issuer) => Make(issuer, parts =>
        parts[Subject] = Tagged(0x30, Tagged(0x31, Tagged(0x30, [6, 3, 0x55, 4, 3, .. Tagged(0x0C, [0xFF, 0xFE, 0x1B, (byte)'[', 0x0A, 0x00])]))));

    /// <summary>The algorithm outside is not that inside (RFC 5280 section 4.1.1.2).</summary>
    public static TestCertificate AlgorithmsDiffer(TestCertificate issuer) => Make(issuer, parts => parts[Algorithm] = Sha384);

    /// <summary>BER of indefinite length where DER is asked for.</summary>
    public static TestCertificate IndefiniteLength(TestCertificate issuer)
    {
        byte[][] outer = Children(TestCertificate.Server(issuer).Octets);
        return TestCertificate.Server(issuer).With([0x30, 0x80, .. outer[0], .. outer[1], .. outer[2], 0, 0]);
    }

    /// <summary>An extension nested as deep as it is told.</summary>
    public static TestCertificate Nested(TestCertificate issuer, int depth)
    {
        byte[] inner = [5, 0];
        for (int i = 0; i < depth; i++)
        {
            inner = Tagged(0x30, inner);
        }

        return TestCertificate.Server(issuer, plan =>
        {
            plan.DnsNames = [];
            plan.AddExtension("2.5.29.17", isCritical: false, inner);
        });
    }

    /// <summary>A key with a modulus and an exponent as long as they are told.</summary>
    public static TestCertificate LargeKey(TestCertificate issuer, int modulusOctets, int exponentOctets)
    {
        byte[] modulus = Tagged(2, [0x00, .. Enumerable.Repeat((byte)0xFF, modulusOctets)]);
        byte[] exponent = Tagged(2, [0x7F, .. Enumerable.Repeat((byte)0xFF, exponentOctets - 1)]);
        byte[] key = Tagged(0x30, [.. modulus, .. exponent]);
        return Make(issuer, parts => parts[PublicKey] = Tagged(0x30, [.. Convert.FromHexString("300d06092a864886f70d0101010500"), .. Tagged(3, [0, .. key])]));
    }

    /// <summary>A key of an algorithm nobody knows.</summary>
    public static TestCertificate UnknownKey(TestCertificate issuer) => Make(issuer, parts =>
        parts[PublicKey] = Tagged(0x30, [.. Convert.FromHexString("300706052a03040506"), .. Tagged(3, [0, 1, 2, 3])]));

    /// <summary>As many names as are asked for, none of them the server's.</summary>
    public static TestCertificate ManyNames(TestCertificate issuer, int count) =>
        TestCertificate.Server(issuer, plan => plan.DnsNames = [.. Enumerable.Range(0, count).Select(i => $"*.{i}.example.net")]);

    /// <summary>The same extension twice (RFC 5280 section 4.2 forbids it).</summary>
    public static TestCertificate TwoBasicConstraints(TestCertificate issuer) => Make(issuer, parts =>
    {
        byte[] constraints = Convert.FromHexString("300f0603551d130101ff040530030101ff");
        byte[][] others = Children(Children(parts[Extensions])[0]);
        parts[Extensions] = Tagged(0xA3, Tagged(0x30, [.. others.SelectMany(other => other), .. constraints, .. constraints]));
    });

    /// <summary>Octets after the end of the certificate.</summary>
    public static TestCertificate TrailingOctets(TestCertificate issuer)
    {
        var server = TestCertificate.Server(issuer);
        return server.With([.. server.Octets, 0, 0]);
    }

    /// <summary>An end that is missing.</summary>
    public static TestCertificate Cut(TestCertificate issuer)
    {
        var server = TestCertificate.Server(issuer);
        return server.With(server.Octets[..^10]);
    }

    /// <summary>No ASN.1 at all.</summary>
    public static TestCertificate Text(TestCertificate issuer) => TestCertificate.Server(issuer).With(Encoding.ASCII.GetBytes("this is no certificate"));

    /// <summary>The same as in the time before extensions: version 1, signed by the issuer or by itself.</summary>
    public static TestCertificate VersionOne(TestCertificate sound, TestCertificate? issuer = null) =>
        Make(sound, issuer ?? sound, parts =>
        {
            parts[Version] = [];
            parts.AsSpan(Extensions).Fill([]);
        });

    private static TestCertificate Make(TestCertificate issuer, Action<byte[][]> edit) => Make(TestCertificate.Server(issuer), issuer, edit);

    private static TestCertificate Make(TestCertificate sound, TestCertificate issuer, Action<byte[][]> edit)
    {
        byte[][] outer = Children(sound.Octets);
        byte[][] parts = Children(outer[0]);
        edit(parts);
        byte[] signed = Tagged(0x30, [.. parts.SelectMany(part => part)]);
        byte[] signature = ((ECDsa)issuer.Key).SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return sound.With(Tagged(0x30, [.. signed, .. outer[1], .. Tagged(3, [0, .. signature])]));
    }

    private static byte[][] Children(ReadOnlyMemory<byte> octets)
    {
        AsnReader reader = new(octets, AsnEncodingRules.BER);
        AsnReader inner = reader.ReadSequence(reader.PeekTag());
        List<byte[]> children = [];
        while (inner.HasData)
        {
            children.Add(inner.ReadEncodedValue().ToArray());
        }

        return [.. children];
    }

    private static byte[] Tagged(byte tag, ReadOnlySpan<byte> content)
    {
        byte[] length = content.Length switch
        {
            < 0x80 => [(byte)content.Length],
            < 0x100 => [0x81, (byte)content.Length],
            < 0x10000 => [0x82, (byte)(content.Length >> 8), (byte)(content.Length & 0xFF)],
            _ => [0x83, (byte)(content.Length >> 16), (byte)((content.Length >> 8) & 0xFF), (byte)(content.Length & 0xFF)],
        };
        return [tag, .. length, .. content];
    }
}
