using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// How a zone hashes its names (RFC 5155 section 4.2). For its servers; a validator takes no notice of it.
/// </summary>
public sealed class Nsec3ParamRdata : Rdata
{
    /// <summary>Carries a copy of the salt.</summary>
    public Nsec3ParamRdata(byte hashAlgorithm, byte flags, ushort iterations, ReadOnlyMemory<byte> salt)
    {
        if (salt.Length > byte.MaxValue)
        {
            throw new ArgumentException("A salt has at most 255 octets.", nameof(salt));
        }

        HashAlgorithm = hashAlgorithm;
        Flags = flags;
        Iterations = iterations;
        Salt = salt.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type => RecordType.NSEC3PARAM;

    /// <summary>1 is SHA-1, and the only one there is (RFC 5155 section 11).</summary>
    public byte HashAlgorithm { get; }

    /// <summary>Zero; the opt-out flag of NSEC3 does not stand here (RFC 5155 section 4.1.2).</summary>
    public byte Flags { get; }

    /// <summary>How many times more the hash is applied.</summary>
    public ushort Iterations { get; }

    /// <summary>The salt, possibly empty.</summary>
    public ReadOnlyMemory<byte> Salt { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{HashAlgorithm} {Flags} {Iterations} {SaltText(Salt.Span)}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Nsec3ParamRdata? data)
    {
        data = null;
        if (!reader.TryReadByte(out byte hashAlgorithm)
            || !reader.TryReadByte(out byte flags)
            || !reader.TryReadUInt16(out ushort iterations)
            || !reader.TryTakeCounted(out ReadOnlySpan<byte> salt)
            || !reader.TryFinish())
        {
            return false;
        }

        data = new Nsec3ParamRdata(hashAlgorithm, flags, iterations, salt.ToArray());
        return true;
    }

    // RFC 5155 section 3.3: an empty salt is written as a hyphen.
    internal static string SaltText(ReadOnlySpan<byte> salt) => salt.IsEmpty ? "-" : Convert.ToHexString(salt);

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out Nsec3ParamRdata? data)
    {
        data = null;
        if (!fields.TryReadByte("hash algorithm", out byte hashAlgorithm)
            || !fields.TryReadByte("flags", out byte flags)
            || !fields.TryReadUInt16("iterations", out ushort iterations)
            || !fields.TryReadSalt(out byte[]? salt)
            || !fields.TryFinish())
        {
            return false;
        }

        data = new Nsec3ParamRdata(hashAlgorithm, flags, iterations, salt);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteByte(HashAlgorithm);
        writer.WriteByte(Flags);
        writer.WriteUInt16(Iterations);
        writer.WriteCounted(Salt.Span);
    }
}
