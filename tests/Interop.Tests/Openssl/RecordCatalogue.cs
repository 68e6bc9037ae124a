using DaneCore.Dane;
using DaneCore.Support.Certificates;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>The record sets every chain is held against.</summary>
internal static class RecordCatalogue
{
    private static readonly (Selector, MatchingType)[] Combinations =
    [
        (Selector.Cert, MatchingType.Full), (Selector.Cert, MatchingType.Sha256), (Selector.Cert, MatchingType.Sha512),
        (Selector.Spki, MatchingType.Full), (Selector.Spki, MatchingType.Sha256), (Selector.Spki, MatchingType.Sha512),
    ];

    public static IEnumerable<MatrixCase> For(ChainShape shape)
    {
        foreach ((string what, TlsaRecord[] records) in Own(shape).Concat(OfIssuers(shape)).Concat(shape.IsForPkix ? Pkix(shape) : []))
        {
            yield return new MatrixCase(shape, what, records);
        }
    }

    /// <summary>Sets of more than one record, and records that cannot be used: once is enough, on a chain in order.</summary>
    public static IEnumerable<MatrixCase> Sets(ChainShape shape)
    {
        TlsaRecord leaf1 = shape.Server.Record(CertificateUsage.DaneEe);
        TlsaRecord leaf2 = shape.Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512);
        TlsaRecord leafFull = shape.Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Full);
        TlsaRecord certificate2 = shape.Server.Record(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Sha512);
        TlsaRecord root1 = shape.Issuers["root"].Record(CertificateUsage.DaneTa);
        TlsaRecord root2 = shape.Issuers["root"].Record(CertificateUsage.DaneTa, Selector.Spki, MatchingType.Sha512);
        TlsaRecord rootFull = shape.Issuers["root"].Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Full);
        (string What, TlsaRecord[] Records)[] sets =
        [
            ("311 ok, 312 bad", [leaf1, Off(leaf2)]),
            ("312 ok, 311 bad", [leaf2, Off(leaf1)]),
            ("311 ok, 302 bad", [leaf1, Off(certificate2)]),
            ("310 ok, 312 bad", [leafFull, Off(leaf2)]),
            ("310 ok, 311 bad", [leafFull, Off(leaf1)]),
            ("311 ok, 312 short", [leaf1, Short(leaf2)]),
            ("311 ok, 313 unknown", [leaf1, new TlsaRecord(CertificateUsage.DaneEe, Selector.Spki, (MatchingType)3, leaf2.Data)]),
            ("311 bad, 312 short", [Off(leaf1), Short(leaf2)]),
            ("211 ok, 312 bad", [root1, Off(leaf2)]),
            ("211 ok, 212 bad", [root1, Off(root2)]),
            ("212 ok, 211 bad", [root2, Off(root1)]),
            ("200 ok, 202 bad", [rootFull, Off(shape.Issuers["root"].Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Sha512))]),
            ("311 bad, 211 ok", [Off(leaf1), root1]),
            ("311 ok, 211 bad", [leaf1, Off(root1)]),
            ("311 bad, 211 bad", [Off(leaf1), Off(root1)]),
            ("311 ok, 911", [leaf1, new TlsaRecord((CertificateUsage)9, Selector.Spki, MatchingType.Sha256, leaf1.Data)]),
            ("311 bad, 911", [Off(leaf1), new TlsaRecord((CertificateUsage)9, Selector.Spki, MatchingType.Sha256, leaf1.Data)]),
            ("411", [new TlsaRecord((CertificateUsage)4, Selector.Spki, MatchingType.Sha256, leaf1.Data)]),
            ("255 1 1", [new TlsaRecord((CertificateUsage)255, Selector.Spki, MatchingType.Sha256, leaf1.Data)]),
            ("321", [new TlsaRecord(CertificateUsage.DaneEe, (Selector)2, MatchingType.Sha256, leaf1.Data)]),
            ("313", [new TlsaRecord(CertificateUsage.DaneEe, Selector.Spki, (MatchingType)3, leaf1.Data)]),
            ("311 of 31 octets", [Short(leaf1)]),
            ("311 of 33 octets", [Long(leaf1)]),
            ("312 of 63 octets", [Short(leaf2)]),
            ("311 of 64 octets", [new TlsaRecord(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256, leaf2.Data)]),
            ("300 cut", [Short(shape.Server.Record(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Full))]),
            ("300 and an octet", [Long(shape.Server.Record(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Full))]),
            ("310 cut", [Short(leafFull)]),
            ("310 and an octet", [Long(leafFull)]),
            ("200 cut", [Short(rootFull)]),
            ("200 and an octet", [Long(rootFull)]),
            ("300 with a key in it", [new TlsaRecord(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Full, leafFull.Data)]),
            ("310 with a certificate in it", [new TlsaRecord(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Full, shape.Server.Octets)]),
            ("301 of the key", [new TlsaRecord(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Sha256, leaf1.Data)]),
        ];
        foreach ((string what, TlsaRecord[] records) in sets)
        {
            yield return new MatrixCase(shape, what, records);
            if (records.Length > 1)
            {
                yield return new MatrixCase(shape, what + ", turned round", [.. records.Reverse()]);
            }
        }
    }

    // The server's own certificate: as usage 3 says it, one bit off, and as usage 2 says it by mistake.
    private static IEnumerable<(string What, TlsaRecord[] Records)> Own(ChainShape shape)
    {
        foreach ((Selector selector, MatchingType matchingType) in Combinations)
        {
            TlsaRecord record = shape.Server.Record(CertificateUsage.DaneEe, selector, matchingType);
            yield return (Text(record, "leaf"), [record]);
            if (matchingType == MatchingType.Sha256)
            {
                yield return (Text(record, "leaf") + ", off", [Off(record)]);
            }
        }

        foreach ((Selector selector, MatchingType matchingType) in Combinations.Where(combination => combination.Item2 != MatchingType.Sha512))
        {
            TlsaRecord record = shape.Server.Record(CertificateUsage.DaneTa, selector, matchingType);
            yield return (Text(record, "leaf"), [record]);
        }
    }

    private static IEnumerable<(string What, TlsaRecord[] Records)> OfIssuers(ChainShape shape)
    {
        foreach ((string name, TestCertificate issuer) in shape.Issuers)
        {
            foreach ((Selector selector, MatchingType matchingType) in Combinations.Where(combination => combination.Item2 != MatchingType.Sha512))
            {
                TlsaRecord record = issuer.Record(CertificateUsage.DaneTa, selector, matchingType);
                yield return (Text(record, name), [record]);
            }

            TlsaRecord digest = issuer.Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Sha512);
            yield return (Text(digest, name) + ", off", [Off(digest)]);
            TlsaRecord mistaken = issuer.Record(CertificateUsage.DaneEe);
            yield return (Text(mistaken, name), [mistaken]);
        }
    }

    private static IEnumerable<(string What, TlsaRecord[] Records)> Pkix(ChainShape shape)
    {
        TlsaRecord own = shape.Server.Record(CertificateUsage.PkixEe);
        yield return (Text(own, "leaf"), [own]);
        yield return (Text(own, "leaf") + ", off", [Off(own)]);
        TlsaRecord wrong = shape.Server.Record(CertificateUsage.PkixTa);
        yield return (Text(wrong, "leaf"), [wrong]);
        foreach ((string name, TestCertificate issuer) in shape.Issuers)
        {
            foreach (TlsaRecord record in (TlsaRecord[])[issuer.Record(CertificateUsage.PkixTa), issuer.Record(CertificateUsage.PkixTa, Selector.Cert)])
            {
                yield return (Text(record, name), [record]);
            }
        }
    }

    private static string Text(TlsaRecord record, string target) =>
        $"{(byte)record.Usage}{(byte)record.Selector}{(byte)record.MatchingType} {target}";

    private static TlsaRecord Off(TlsaRecord record)
    {
        byte[] data = record.Data.ToArray();
        data[^1] ^= 1;
        return new TlsaRecord(record.Usage, record.Selector, record.MatchingType, data);
    }

    private static TlsaRecord Short(TlsaRecord record) => new(record.Usage, record.Selector, record.MatchingType, record.Data[..^1]);

    private static TlsaRecord Long(TlsaRecord record) => new(record.Usage, record.Selector, record.MatchingType, [.. record.Data, 0]);
}
