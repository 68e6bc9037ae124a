using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DaneCore.Dane.Tests;

/// <summary>
/// What RFC 6698 section 2.1 and 4.1, RFC 7671 section 5 and 9 and RFC 7672 section 3 say, sentence by sentence, with no thought of speed and no code in common
/// with what is tested: every arrangement of the certificates sent is tried, and the platform reads and checks them. Without trusted roots it speaks of mail relay.
/// </summary>
internal sealed class NaiveMatcher(
    IReadOnlyList<TlsaRecord> records, IReadOnlyList<TestCertificate> sent, string host, IReadOnlyList<TestCertificate>? trusted = null)
{
    private readonly X509Certificate2[] _sent = [.. sent.Select(certificate => X509CertificateLoader.LoadCertificate(certificate.Octets))];
    private readonly X509Certificate2[] _trusted = [.. trusted?.Select(certificate => X509CertificateLoader.LoadCertificate(certificate.Octets)) ?? []];

    /// <summary>Unusable, dropped by agility, matched, or not; for each record by itself.</summary>
    public RecordState StateOf(TlsaRecord record) =>
        !IsUsable(record) ? RecordState.Unusable
        : IsDropped(record) ? RecordState.DroppedByAgility
        : Matches(record) ? RecordState.Matched
        : RecordState.NoMatch;

    public DaneStatus Status
    {
        get
        {
            RecordState[] states = [.. records.Select(StateOf)];
            return states.Contains(RecordState.Matched) ? DaneStatus.Matched
                : Array.TrueForAll(states, state => state == RecordState.Unusable) ? DaneStatus.Unusable
                : DaneStatus.Mismatched;
        }
    }

    // RFC 7672 section 3.1.3, RFC 6698 section 4.1.
    private bool IsUsable(TlsaRecord record) =>
        (int)record.Usage is >= 0 and <= 3
        && (trusted is not null || (int)record.Usage is 2 or 3)
        && (int)record.Selector is 0 or 1
        && (int)record.MatchingType switch
        {
            0 => (int)record.Selector == 0 ? IsCertificate(record.Data) : IsKey(record.Data),
            1 => record.Data.Length == 32,
            2 => record.Data.Length == 64,
            _ => false,
        };

    private static bool IsCertificate(ReadOnlySpan<byte> data)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(data);
            return certificate.RawData.Length == data.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsKey(ReadOnlySpan<byte> data)
    {
        try
        {
            _ = PublicKey.CreateFromSubjectPublicKeyInfo(data, out int read);
            return read == data.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // RFC 7671 section 9: for each usage and selector, of the digests there are only the strongest; matching type 0 is not a digest.
    private bool IsDropped(TlsaRecord record) =>
        (int)record.MatchingType == 1
        && records.Any(other => IsUsable(other) && other.Usage == record.Usage && other.Selector == record.Selector && (int)other.MatchingType == 2);

    private bool Matches(TlsaRecord record) =>
        (int)record.Usage switch
        {
            3 => IsOf(record, _sent[0]),
            2 => Arrangements().Any(path => IsPathTo(record, path)),

            // RFC 6698 section 2.1.1: PKIX has to accept the path, and the record names the server's certificate, or an issuer in the path.
            1 => IsOf(record, _sent[0]) && TrustedPaths([_sent[0]]).Any(),
            _ => TrustedPaths([_sent[0]]).Any(path => path[1..].Any(issuer => IsOf(record, issuer))),
        };

    private IEnumerable<X509Certificate2[]> TrustedPaths(X509Certificate2[] path)
    {
        if (path.Any(IsTrusted) && Array.TrueForAll(path, IsTimely) && Array.TrueForAll(path[1..], IsAuthority) && IsLengthKept(path) && IsForServers(path[0]) && BearsName(path[0]))
        {
            yield return path;
        }

        foreach (X509Certificate2 issuer in _sent.Concat(_trusted).Where(issuer => !path.Any(one => one.RawData.SequenceEqual(issuer.RawData)) && Issued(issuer, path[^1])))
        {
            foreach (X509Certificate2[] longer in TrustedPaths([.. path, issuer]))
            {
                yield return longer;
            }
        }
    }

    private bool IsTrusted(X509Certificate2 certificate) => _trusted.Any(root => root.RawData.SequenceEqual(certificate.RawData));

    // RFC 6698 section 2.1.2 and 2.1.3.
    private static bool IsOf(TlsaRecord record, X509Certificate2 certificate)
    {
        byte[] selected = (int)record.Selector == 0 ? certificate.RawData : certificate.PublicKey.ExportSubjectPublicKeyInfo();
        byte[] compared = (int)record.MatchingType switch
        {
            1 => SHA256.HashData(selected),
            2 => SHA512.HashData(selected),
            _ => selected,
        };
        return compared.AsSpan().SequenceEqual(record.Data);
    }

    // Every way to put some of the certificates sent, each once, above the server's own.
    private IEnumerable<X509Certificate2[]> Arrangements()
    {
        List<X509Certificate2> others = [];
        foreach (X509Certificate2 certificate in _sent.Skip(1))
        {
            if (!others.Exists(other => other.RawData.SequenceEqual(certificate.RawData)) && !certificate.RawData.SequenceEqual(_sent[0].RawData))
            {
                others.Add(certificate);
            }
        }

        return Extend([_sent[0]]);

        IEnumerable<X509Certificate2[]> Extend(X509Certificate2[] path)
        {
            yield return path;
            foreach (X509Certificate2 other in others.Where(other => !path.Contains(other)))
            {
                foreach (X509Certificate2[] longer in Extend([.. path, other]))
                {
                    yield return longer;
                }
            }
        }
    }

    // RFC 7671 section 5.2: the anchor is the last of the path, or stands in the record alone.
    private bool IsPathTo(TlsaRecord record, X509Certificate2[] path)
    {
        if (path.Length > 1 && IsOf(record, path[^1]))
        {
            return IsGood(path[..^1], path[^1]);
        }

        if ((int)record.MatchingType != 0)
        {
            return false;
        }

        if ((int)record.Selector == 0)
        {
            using X509Certificate2 anchor = X509CertificateLoader.LoadCertificate(record.Data);
            return !anchor.RawData.SequenceEqual(_sent[0].RawData) && IsGood(path, anchor);
        }

        // RFC 7671 section 5.2.3: a bare key, where no issuer sent has it: the topmost certificate is signed with it.
        if (_sent.Skip(1).Any(other => !other.RawData.SequenceEqual(_sent[0].RawData) && IsOf(record, other)))
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(record.Data, out _);
        return IsSigned(path[^1], key) && Enumerable.Range(0, path.Length).All(i => i + 1 == path.Length || Issued(path[i + 1], path[i]))
            && Array.TrueForAll(path, IsTimely) && Array.TrueForAll(path[1..], IsAuthority) && IsLengthKept(path) && IsForServers(path[0]) && BearsName(path[0]);
    }

    private bool IsGood(X509Certificate2[] path, X509Certificate2 anchor)
    {
        X509Certificate2[] whole = [.. path, anchor];
        bool isSelfIssued = anchor.SubjectName.RawData.SequenceEqual(anchor.IssuerName.RawData);
        return Enumerable.Range(0, path.Length).All(i => Issued(whole[i + 1], whole[i]))
            && Array.TrueForAll(path, IsTimely)
            && (!isSelfIssued || IsTimely(anchor))
            && Array.TrueForAll(whole[1..], IsAuthority)
            && IsLengthKept(whole)
            && IsForServers(path[0])
            && BearsName(path[0]);
    }

    private static bool Issued(X509Certificate2 issuer, X509Certificate2 child)
    {
        using ECDsa key = issuer.GetECDsaPublicKey()!;
        return issuer.SubjectName.RawData.SequenceEqual(child.IssuerName.RawData) && IsSigned(child, key);
    }

    private static bool IsSigned(X509Certificate2 child, ECDsa key)
    {
        System.Formats.Asn1.AsnReader outer = new System.Formats.Asn1.AsnReader(child.RawData, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        byte[] signed = outer.ReadEncodedValue().ToArray();
        _ = outer.ReadEncodedValue();
        return key.VerifyData(signed, outer.ReadBitString(out _), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool IsTimely(X509Certificate2 certificate) =>
        certificate.NotBefore.ToUniversalTime() <= TestCertificate.Now.UtcDateTime && TestCertificate.Now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority)
        && certificate.Extensions.OfType<X509KeyUsageExtension>().All(extension => extension.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign));

    // RFC 5280 section 4.2.1.9: authorities between this one and the server, those that issued themselves not counted.
    private static bool IsLengthKept(X509Certificate2[] path) =>
        Enumerable.Range(1, path.Length - 1).All(i =>
            path[i].Extensions.OfType<X509BasicConstraintsExtension>().All(extension => !extension.HasPathLengthConstraint
                || path[1..i].Count(below => !below.SubjectName.RawData.SequenceEqual(below.IssuerName.RawData)) <= extension.PathLengthConstraint));

    private static bool IsForServers(X509Certificate2 leaf) =>
        leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().All(extension => extension.EnhancedKeyUsages["1.3.6.1.5.5.7.3.1"] is not null)
        && leaf.Extensions.OfType<X509KeyUsageExtension>().All(extension => extension.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));

    // RFC 7672 section 3.2.3: DNS names, and the common name only where there is none; other services take none from there (RFC 9525 section 2).
    private bool BearsName(X509Certificate2 leaf)
    {
        X509Extension? extension = leaf.Extensions["2.5.29.17"];
        string[] dnsNames = extension is null ? [] : [.. new X509SubjectAlternativeNameExtension(extension.RawData).EnumerateDnsNames()];
        string[] names = dnsNames.Length > 0 || trusted is not null ? dnsNames : [leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
        return Array.Exists(names, name =>
            string.Equals(name, host, StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("*.", StringComparison.Ordinal) && string.Equals(name[1..], host[host.IndexOf('.', StringComparison.Ordinal)..], StringComparison.OrdinalIgnoreCase)));
    }
}
