using System.Diagnostics;
using System.Security.Cryptography;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// The digest by which a parent zone names a child's key (RFC 4034 section 5.1.4). Whether SHA-1 counts is policy and
/// is not decided here.
/// </summary>
internal static class DelegationDigest
{
    public static bool IsSupported(DigestType type) => LengthOf(type) is not null;

    /// <summary>False for a digest that no key can have, and for every type that is not supported.</summary>
    public static bool HasRightLength(DsRdata ds) => LengthOf(ds.DigestType) == ds.Digest.Length;

    /// <summary>True when the DS names this key of this owner: tag, algorithm and digest.</summary>
    public static bool Matches(DomainName owner, DnskeyRdata key, DsRdata ds) =>
        HasRightLength(ds)
        && ds.Algorithm == key.Algorithm
        && ds.KeyTag == KeyTag.Of(key)
        && Compute(owner, key, ds.DigestType).AsSpan().SequenceEqual(ds.Digest.Span);

    /// <summary>Ask <see cref="IsSupported"/> first.</summary>
    public static byte[] Compute(DomainName owner, DnskeyRdata key, DigestType type)
    {
        // RFC 4034 section 5.1.4: digest(owner in canonical form | DNSKEY data).
        byte[] octets = [.. owner.ToCanonical().Wire, .. key.ToWire()];
        byte[] digest = new byte[LengthOf(type) ?? throw new UnreachableException($"Digest type {(byte)type} is not supported; IsSupported says so.")];
        switch (type)
        {
            case DigestType.Sha1:
#pragma warning disable CA5350 // DS digest type 1 is SHA-1 by definition (RFC 4034 appendix A.2).
                SHA1.HashData(octets, digest);
#pragma warning restore CA5350
                break;
            case DigestType.Sha256:
                Sha2.Hash256(octets, digest);
                break;
            default:
                Sha2.Hash384(octets, digest);
                break;
        }

        return digest;
    }

    private static int? LengthOf(DigestType type) => type switch
    {
        DigestType.Sha1 => SHA1.HashSizeInBytes,
        DigestType.Sha256 => SHA256.HashSizeInBytes,
        DigestType.Sha384 => SHA384.HashSizeInBytes,
        _ => null,
    };
}
