using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DaneCore.Resolver.Wire;

/// <summary>The OPT pseudo-record (RFC 6891 section 6.1).</summary>
public sealed record Edns
{
    // Option code 15, RFC 8914 section 2.
    internal const ushort ExtendedErrorOption = 15;

    private const uint DnssecOkBit = 0x8000;

    /// <summary>Largest UDP message the sender takes, in octets; values below 512 mean 512 (RFC 6891 section 6.2.3).</summary>
    public ushort UdpPayloadSize { get; init; } = 1232;

    /// <summary>DO: send signatures (RFC 3225).</summary>
    public bool DnssecOk { get; init; }

    /// <summary>The version; 0 is the only one.</summary>
    public byte Version { get; init; }

    /// <summary>Options in the order sent.</summary>
    public IReadOnlyList<EdnsOption> Options { get; init; } = [];

    /// <summary>The extended errors among the options; one too short to hold a code is left out.</summary>
    public IEnumerable<ExtendedError> ExtendedErrors =>
        from option in Options
        where option.Code == ExtendedErrorOption && option.Data.Length >= sizeof(ushort)
        let octets = option.Data
        select new ExtendedError(
            (ExtendedErrorCode)((octets.Span[0] << 8) | octets.Span[1]),
            Encoding.UTF8.GetString(octets.Span[sizeof(ushort)..]).TrimEnd('\0'));

    /// <summary>Makes the option that carries an extended error.</summary>
    public static EdnsOption ExtendedErrorOf(ExtendedErrorCode code, string text) =>
        new(ExtendedErrorOption, (byte[])[(byte)((ushort)code >> 8), (byte)((ushort)code & 0xFF), .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Whether the data of an OPT record is made of options.</summary>
    internal static bool AreOptions(scoped ref WireReader data)
    {
        while (!data.AtEnd)
        {
            if (!TryReadOption(ref data, out _, out _))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool TryRead(ushort classField, uint ttlField, scoped ref WireReader data, [NotNullWhen(true)] out Edns? edns)
    {
        edns = null;
        List<EdnsOption>? options = null;
        while (!data.AtEnd)
        {
            if (!TryReadOption(ref data, out ushort code, out ReadOnlySpan<byte> octets))
            {
                return false;
            }

            options ??= [];
            options.Add(new EdnsOption(code, octets.ToArray()));
        }

        edns = new Edns
        {
            UdpPayloadSize = classField,
            Version = (byte)((ttlField >> 16) & 0xFF),
            DnssecOk = (ttlField & DnssecOkBit) != 0,
            Options = options ?? (IReadOnlyList<EdnsOption>)[],
        };
        return true;
    }

    private static bool TryReadOption(scoped ref WireReader data, out ushort code, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        return data.TryReadUInt16(out code) & data.TryReadUInt16(out ushort length) && data.TryTake(length, out octets);
    }

    /// <summary>Writes the record. The layout of the TTL: extended rcode (8), version (8), DO (1), zero (15).</summary>
    internal void Write(ref WireWriter writer, ResponseCode code)
    {
        writer.WriteByte(0);
        writer.WriteUInt16((ushort)RecordType.OPT);
        writer.WriteUInt16(UdpPayloadSize);
        writer.WriteUInt32(((uint)((ushort)code >> 4) << 24) | ((uint)Version << 16) | (DnssecOk ? DnssecOkBit : 0));
        int start = writer.OpenLength();
        foreach (EdnsOption option in Options)
        {
            writer.WriteUInt16(option.Code);
            int dataStart = writer.OpenLength();
            writer.WriteOctets(option.Data.Span);
            writer.CloseLength(dataStart);
        }

        writer.CloseLength(start);
    }
}
