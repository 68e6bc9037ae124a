using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Dane.Rules;

/// <summary>Recognises, in a record that does not match, what its publisher probably did. Explains only; never makes a record hold.</summary>
internal static class KnownMistake
{
    public static string? Find(TlsaRecord record, PeerChain chain)
    {
        if (record.Data.SequenceEqual(Digest(record.MatchingType, [])))
        {
            return "the record holds the digest of nothing: the tool that made it was given no certificate";
        }

        bool wantsLeaf = record.Usage is CertificateUsage.DaneEe or CertificateUsage.PkixEe;
        foreach (PeerCertificate certificate in chain.Certificates)
        {
            bool isLeaf = certificate.IsSameAs(chain.Certificates[0]);
            if (AssociationMatch.Holds(record, certificate) && isLeaf != wantsLeaf)
            {
                return isLeaf
                    ? $"the record is that of the server's own certificate, but usage {(byte)record.Usage} names an issuer; "
                        + $"publish it with usage {(byte)record.Usage + 1}"
                    : $"the record is that of {certificate.Title}, but usage {(byte)record.Usage} names the server's own certificate; "
                        + $"publish it with usage {(byte)record.Usage - 1}";
            }
        }

        PeerCertificate[] wanted = wantsLeaf ? [chain.Certificates[0]] : [.. chain.Certificates.Skip(1)];
        return wanted.Select(certificate => FindInDigest(record, certificate)).FirstOrDefault(mistake => mistake is not null);
    }

    private static string? FindInDigest(TlsaRecord record, PeerCertificate certificate)
    {
        if (certificate.Fault is not null)
        {
            return null;
        }

        Selector other = record.Selector == Selector.Cert ? Selector.Spki : Selector.Cert;
        if (certificate.Associate(other, record.MatchingType).Span.SequenceEqual(record.Data))
        {
            return $"the record fits {certificate.Title} with selector {(byte)other}, but says selector {(byte)record.Selector}";
        }

        if (record.MatchingType == MatchingType.Full)
        {
            return null;
        }

        string pem = PemEncoding.WriteString("CERTIFICATE", certificate.Octets.Span);
        return record.Data.SequenceEqual(Digest(record.MatchingType, Encoding.ASCII.GetBytes(pem)))
            || record.Data.SequenceEqual(Digest(record.MatchingType, Encoding.ASCII.GetBytes(pem + "\n")))
                ? $"the record holds the digest of the PEM text of {certificate.Title}, not of its octets"
            : record.Data.SequenceEqual(Digest(record.MatchingType, KeyBits(certificate)))
                ? $"the record holds the digest of the bare key bits of {certificate.Title}; selector 1 is the whole SubjectPublicKeyInfo"
            : null;
    }

    private static byte[] KeyBits(PeerCertificate certificate)
    {
        AsnReader key = new AsnReader(certificate.SubjectPublicKeyInfo, AsnEncodingRules.BER).ReadSequence();
        _ = key.ReadEncodedValue();
        return key.ReadBitString(out _);
    }

    private static byte[] Digest(MatchingType type, byte[] octets) => type switch
    {
        MatchingType.Sha256 => SHA256.HashData(octets),
        MatchingType.Sha512 => SHA512.HashData(octets),
        _ => octets,
    };
}
