using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>A digest over a whole zone (RFC 8976 section 2.2).</summary>
public sealed class ZonemdRdata : Rdata
{
    // RFC 8976 section 2.2.4: a shorter digest makes the record malformed.
    private const int MinDigestLength = 12;

    /// <summary>Carries a copy of the digest, of 12 octets or more.</summary>
    public ZonemdRdata(uint serial, byte scheme, byte hashAlgorithm, ReadOnlyMemory<byte> digest)
    {
        if (digest.Length < MinDigestLength)
        {
            throw new ArgumentException("A digest has 12 octets or more.", nameof(digest));
        }

        Serial = serial;
        Scheme = scheme;
        HashAlgorithm = hashAlgorithm;
        Digest = digest.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type => RecordType.ZONEMD;

    /// <summary>The serial of the zone that was digested.</summary>
    public uint Serial { get; }

    /// <summary>How the zone is put together for the digest.</summary>
    public byte Scheme { get; }

    /// <summary>The digest algorithm.</summary>
    public byte HashAlgorithm { get; }

    /// <summary>The digest.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Serial} {Scheme} {HashAlgorithm} {Convert.ToHexString(Digest.Span)}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out ZonemdRdata? data)
    {
        data = null;
        if (!reader.TryReadUInt32(out uint serial)
            || !reader.TryReadByte(out byte scheme)
            || !reader.TryReadByte(out byte hashAlgorithm))
        {
            return false;
        }

        if (reader.Remaining < MinDigestLength)
        {
            return reader.Fail(WireFault.BadRdata);
        }

        data = new ZonemdRdata(serial, scheme, hashAlgorithm, reader.TakeRest().ToArray());
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out ZonemdRdata? data)
    {
        data = null;
        if (!fields.TryReadUInt32("serial", out uint serial)
            || !fields.TryReadByte("scheme", out byte scheme)
            || !fields.TryReadByte("hash algorithm", out byte hashAlgorithm)
            || !fields.TryReadHexRest("digest", out byte[]? digest))
        {
            return false;
        }

        if (digest.Length < MinDigestLength)
        {
            return fields.Fail($"digest: it has fewer than {MinDigestLength} octets");
        }

        data = new ZonemdRdata(serial, scheme, hashAlgorithm, digest);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Serial);
        writer.WriteByte(Scheme);
        writer.WriteByte(HashAlgorithm);
        writer.WriteOctets(Digest.Span);
    }
}
