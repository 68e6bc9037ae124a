using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Signing;

/// <summary>
/// A zone key with its secret half. Made from a seed, so it is the same in every run and worthless as a secret: for
/// tests and demonstrations only. Can be made wrong on purpose: revoked, without the zone bit, malformed, or a decoy.
/// </summary>
public sealed class ZoneKey
{
    // RFC 4034 section 2.1.1 and RFC 5011 section 7.
    private const ushort ZoneKeyFlag = 0x0100;
    private const ushort RevokedFlag = 0x0080;
    private const ushort SecureEntryPointFlag = 0x0001;
    private const byte DnssecProtocol = 3;

    private readonly PrivateKey _secret;

    private ZoneKey(PrivateKey secret, KeyRole role, DnskeyRdata record)
    {
        _secret = secret;
        Role = role;
        Record = record;
        Tag = KeyTag.Of(record);
    }

    /// <summary>What the signer uses the key for.</summary>
    public KeyRole Role { get; }

    /// <summary>The public half as the zone publishes it.</summary>
    public DnskeyRdata Record { get; }

    /// <summary>The algorithm.</summary>
    public DnssecAlgorithm Algorithm => Record.Algorithm;

    /// <summary>The hint that signatures and DS records carry (RFC 4034 appendix B).</summary>
    public ushort Tag { get; }

    /// <summary>
    /// The key of this seed. For RSA the seed chooses one of four checked-in keys, so two seeds may give one key;
    /// take <see cref="CreateRsa"/> where that matters. An algorithm nobody implements gives a key that verifies nothing.
    /// </summary>
    public static ZoneKey Create(DnssecAlgorithm algorithm, string seed, KeyRole role = KeyRole.Combined)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return Of(algorithm, PrivateKey.Derive(algorithm, seed), role);
    }

    /// <summary>A checked-in RSA key: 1024 or 2048 bits, number 1 to 4; the same number gives the same key under each algorithm.</summary>
    public static ZoneKey CreateRsa(DnssecAlgorithm algorithm, int bits, int number, KeyRole role = KeyRole.Combined) =>
        RsaPrivateKey.Carries(algorithm)
            ? Of(algorithm, RsaPrivateKey.CheckedIn(algorithm, bits, number), role)
            : throw new ArgumentException($"Algorithm {(byte)algorithm} is not RSA.", nameof(algorithm));

    /// <summary>
    /// An RSA key of 1024 bits that reads well, has the tag asked for and verifies nothing: one of many keys with one tag is how
    /// CVE-2023-50387 made validators work.
    /// </summary>
    public static ZoneKey Decoy(ushort tag, string seed, DnssecAlgorithm algorithm = DnssecAlgorithm.RsaSha256, KeyRole role = KeyRole.Combined)
    {
        ArgumentNullException.ThrowIfNull(seed);
        const int ModulusLength = 128;
        var octets = new SeedOctets("decoy/" + seed);
        while (true)
        {
            byte[] modulus = octets.Take(ModulusLength);
            modulus[0] |= 0x80;
            modulus[^1] |= 0x01;
            byte[] key = RsaPrivateKey.Encoded([1, 0, 1], modulus);

            // A pair of octets at an even offset is summed as one number (RFC 4034 appendix B): what is missing to the tag is put there,
            // give or take the carry.
            byte[] At(int value)
            {
                BinaryPrimitives.WriteUInt16BigEndian(key.AsSpan(ModulusLength / 2, sizeof(ushort)), (ushort)value);
                return key;
            }

            int missing = tag - KeyTag.Of(RecordOf(algorithm, At(0), role));
            foreach (int value in Enumerable.Range(missing - 2, 5).Select(value => value & ushort.MaxValue).Order())
            {
                if (KeyTag.Of(RecordOf(algorithm, At(value), role)) == tag)
                {
                    return Of(algorithm, InertPrivateKey.Of(algorithm, key), role);
                }
            }
        }
    }

    /// <summary>A public key given as octets, malformed ones welcome; its signatures are made-up octets of a fitting length.</summary>
    public static ZoneKey Inert(DnssecAlgorithm algorithm, ReadOnlySpan<byte> publicKey, KeyRole role = KeyRole.Combined) =>
        Of(algorithm, InertPrivateKey.Of(algorithm, publicKey.ToArray()), role);

    /// <summary>Reads the text in which name servers keep private keys (<c>Private-key-format: v1.x</c>).</summary>
    public static bool TryImport(
        string text, KeyRole role, [NotNullWhen(true)] out ZoneKey? key, [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        if (!PrivateKeyText.TryReadAlgorithm(text, out DnssecAlgorithm algorithm))
        {
            why = "the text has no field Algorithm with a number";
            return false;
        }

        if (!PrivateKeyText.TryRead(text, algorithm, out PrivateKey? secret, out why))
        {
            return false;
        }

        key = Of(algorithm, secret, role);
        return true;
    }

    /// <summary>The same secret under other flags; the tag changes with them.</summary>
    public ZoneKey WithFlags(ushort flags) =>
        new(_secret, Role, new DnskeyRdata(flags, Record.Protocol, Algorithm, Record.PublicKey));

    /// <summary>The same secret under another protocol than 3, the only one allowed (RFC 4034 section 2.1.2).</summary>
    public ZoneKey WithProtocol(byte protocol) =>
        new(_secret, Role, new DnskeyRdata(Record.Flags, protocol, Algorithm, Record.PublicKey));

    /// <summary>The same secret under other octets for the public half: the same number written otherwise, or a wrong one.</summary>
    public ZoneKey WithPublicKey(ReadOnlySpan<byte> publicKey) =>
        new(_secret, Role, new DnskeyRdata(Record.Flags, Record.Protocol, Algorithm, publicKey.ToArray()));

    /// <summary>The same key revoked (RFC 5011 section 2.1): its tag is another one.</summary>
    public ZoneKey Revoked() => WithFlags((ushort)(Record.Flags | RevokedFlag));

    /// <summary>The DS record for this key (RFC 4034 section 5.1).</summary>
    public DsRdata DelegationSigner(DomainName zone, DigestType digestType = DigestType.Sha256) =>
        new(Tag, Algorithm, digestType, DelegationDigest.Compute(zone, Record, digestType));

    /// <summary>Signs octets; the same octets give the same signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => _secret.Sign(data);

    private static ZoneKey Of(DnssecAlgorithm algorithm, PrivateKey secret, KeyRole role) =>
        new(secret, role, RecordOf(algorithm, secret.PublicKey, role));

    private static DnskeyRdata RecordOf(DnssecAlgorithm algorithm, byte[] publicKey, KeyRole role) =>
        new((ushort)(role == KeyRole.ZoneSigning ? ZoneKeyFlag : ZoneKeyFlag | SecureEntryPointFlag), DnssecProtocol, algorithm, publicKey);
}
