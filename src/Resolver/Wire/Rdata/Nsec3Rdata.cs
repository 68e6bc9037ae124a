using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// The next hash of the zone, and the types at the name hashed into the owner (RFC 5155 section 3.2).
/// <code>
/// | hash algorithm (8) | flags (8) | iterations (16) | salt length (8) | salt |
/// | hash length (8) | next hash | type bitmap ... |
/// </code>
/// </summary>
public sealed class Nsec3Rdata : Rdata
{
    private const byte OptOutBit = 0x01;

    /// <summary>Carries copies of salt and hash.</summary>
    public Nsec3Rdata(
        byte hashAlgorithm,
        byte flags,
        ushort iterations,
        ReadOnlyMemory<byte> salt,
        ReadOnlyMemory<byte> nextHash,
        TypeBitmap types)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (salt.Length > byte.MaxValue)
        {
            throw new ArgumentException("A salt has at most 255 octets.", nameof(salt));
        }

        if (nextHash.Length is 0 or > byte.MaxValue)
        {
            throw new ArgumentException("A hash has 1 to 255 octets.", nameof(nextHash));
        }

        HashAlgorithm = hashAlgorithm;
        Flags = flags;
        Iterations = iterations;
        Salt = salt.ToArray();
        NextHash = nextHash.ToArray();
        Types = types;
    }

    /// <inheritdoc/>
    public override RecordType Type => RecordType.NSEC3;

    /// <summary>1 is SHA-1, and the only one there is (RFC 5155 section 11).</summary>
    public byte HashAlgorithm { get; }

    /// <summary>The flags as sent, unknown ones included.</summary>
    public byte Flags { get; }

    /// <summary>How many times more the hash is applied.</summary>
    public ushort Iterations { get; }

    /// <summary>The salt, possibly empty.</summary>
    public ReadOnlyMemory<byte> Salt { get; }

    /// <summary>The next owner's hash as octets, not in base 32.</summary>
    public ReadOnlyMemory<byte> NextHash { get; }

    /// <summary>The types at the name hashed.</summary>
    public TypeBitmap Types { get; }

    /// <summary>
    /// True when unsigned delegations between this hash and the next may be left out (RFC 5155 section 6).
    /// </summary>
    public bool IsOptOut => (Flags & OptOutBit) != 0;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{HashAlgorithm} {Flags} {Iterations} {Nsec3ParamRdata.SaltText(Salt.Span)} "
            + $"{Base32Hex.ToText(NextHash.Span)} {Types}").TrimEnd(' ');

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Nsec3Rdata? data)
    {
        data = !Nsec3Fields.TryRead(ref reader, out Nsec3Fields fields) ? null : new Nsec3Rdata(
            fields.HashAlgorithm,
            fields.Flags,
            fields.Iterations,
            fields.Salt.ToArray(),
            fields.NextHash.ToArray(),
            TypeBitmap.OfWellFormed(fields.Types));
        return data is not null;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out Nsec3Rdata? data)
    {
        data = null;
        if (!fields.TryReadByte("hash algorithm", out byte hashAlgorithm)
            || !fields.TryReadByte("flags", out byte flags)
            || !fields.TryReadUInt16("iterations", out ushort iterations)
            || !fields.TryReadSalt(out byte[]? salt)
            || !fields.TryReadRaw("next hash", out string? hash))
        {
            return false;
        }

        if (!Base32Hex.TryDecode(hash, out byte[]? nextHash) || nextHash.Length is 0 or > byte.MaxValue)
        {
            return fields.Fail(
                $"next hash: {QuotedText.Of(hash)} is not 1 to 255 octets in base 32 with the extended hex alphabet");
        }

        if (!fields.TryReadTypesRest(out TypeBitmap? types))
        {
            return false;
        }

        data = new Nsec3Rdata(hashAlgorithm, flags, iterations, salt, nextHash, types);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteByte(HashAlgorithm);
        writer.WriteByte(Flags);
        writer.WriteUInt16(Iterations);
        writer.WriteCounted(Salt.Span);
        writer.WriteCounted(NextHash.Span);
        Types.Write(ref writer);
    }
}
