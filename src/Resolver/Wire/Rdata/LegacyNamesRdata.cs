using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// The old types whose names may arrive compressed and are signed in lower case (RFC 4034 section 6.2,
/// RFC 3597 section 4), and HINFO, built alike: some 16-bit numbers, then strings, then names. Carried so that a
/// signature over them verifies; their meaning is not used.
/// </summary>
public sealed class LegacyNamesRdata : Rdata
{
    /// <summary>Carries the fields of one of these types, as many of each kind as the type has.</summary>
    public LegacyNamesRdata(
        RecordType type,
        IReadOnlyList<ushort> numbers,
        IReadOnlyList<ReadOnlyMemory<byte>> strings,
        IReadOnlyList<DomainName> names)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(strings);
        ArgumentNullException.ThrowIfNull(names);
        if (LayoutOf(type) is not { } layout)
        {
            throw new ArgumentException("The type is not one of those carried here.", nameof(type));
        }

        if (layout != new Layout(numbers.Count, strings.Count, names.Count))
        {
            throw new ArgumentException(
                $"A {RecordTypes.ToText(type)} has {layout.Numbers} numbers, {layout.Strings} strings and {layout.Names} names.",
                nameof(type));
        }

        if (strings.Any(text => text.Length > byte.MaxValue))
        {
            throw new ArgumentException("A string has at most 255 octets.", nameof(strings));
        }

        Type = type;
        Numbers = [.. numbers];
        Strings = [.. strings.Select(text => (ReadOnlyMemory<byte>)text.ToArray())];
        Names = [.. names];
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>The numbers that stand first: a preference, a subtype, or order and preference of NAPTR.</summary>
    public IReadOnlyList<ushort> Numbers { get; }

    /// <summary>The strings that follow: HINFO has two, NAPTR three.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Strings { get; }

    /// <summary>The names that stand last.</summary>
    public IReadOnlyList<DomainName> Names { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            ' ',
            [
                .. Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
                .. Strings.Select(text => CharacterString.ToText(text.Span)),
                .. Names.Select(name => name.ToString()),
            ]);

    internal static bool Carries(RecordType type) => LayoutOf(type) is not null;

    /// <summary>How many numbers of two octets, strings and names the type has, in this order.</summary>
    internal static (int Numbers, int Strings, int Names) PartsOf(RecordType type)
    {
        Layout layout = LayoutOf(type).GetValueOrDefault();
        return (layout.Numbers, layout.Strings, layout.Names);
    }

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out LegacyNamesRdata? data)
    {
        data = null;
        Layout layout = LayoutOf(type).GetValueOrDefault();
        List<ushort> numbers = [];
        List<ReadOnlyMemory<byte>> strings = [];
        List<DomainName> names = [];
        while (numbers.Count < layout.Numbers)
        {
            if (!reader.TryReadUInt16(out ushort number))
            {
                return false;
            }

            numbers.Add(number);
        }

        while (strings.Count < layout.Strings)
        {
            if (!reader.TryTakeCounted(out ReadOnlySpan<byte> text))
            {
                return false;
            }

            strings.Add(text.ToArray());
        }

        // RFC 3597 section 4: names of these types are taken compressed, though not all may be sent so.
        while (names.Count < layout.Names)
        {
            if (!reader.TryReadName(out DomainName? name))
            {
                return false;
            }

            names.Add(name);
        }

        if (!reader.TryFinish())
        {
            return false;
        }

        data = new LegacyNamesRdata(type, numbers, strings, names);
        return true;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out LegacyNamesRdata? data)
    {
        data = null;
        Layout layout = LayoutOf(type).GetValueOrDefault();
        List<ushort> numbers = [];
        List<ReadOnlyMemory<byte>> strings = [];
        List<DomainName> names = [];
        while (numbers.Count < layout.Numbers)
        {
            if (!fields.TryReadUInt16("number", out ushort number))
            {
                return false;
            }

            numbers.Add(number);
        }

        while (strings.Count < layout.Strings)
        {
            if (!fields.TryReadString("text", byte.MaxValue, out byte[]? text))
            {
                return false;
            }

            strings.Add(text);
        }

        while (names.Count < layout.Names)
        {
            if (!fields.TryReadName("name", out DomainName? name))
            {
                return false;
            }

            names.Add(name);
        }

        if (!fields.TryFinish())
        {
            return false;
        }

        data = new LegacyNamesRdata(type, numbers, strings, names);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        WriteUpToNames(ref writer);
        foreach (DomainName name in Names)
        {
            if (MayBeCompressed(Type))
            {
                writer.WriteName(name);
            }
            else
            {
                writer.WritePlainName(name);
            }
        }
    }

    internal override void WriteCanonical(ref WireWriter writer)
    {
        WriteUpToNames(ref writer);
        foreach (DomainName name in Names)
        {
            writer.WritePlainName(name.ToCanonical());
        }
    }

    // RFC 3597 section 4: only types of RFC 1035 are compressed when sent.
    private static bool MayBeCompressed(RecordType type) =>
        type is RecordType.MD or RecordType.MF or RecordType.MB or RecordType.MG or RecordType.MR or RecordType.MINFO;

    private static Layout? LayoutOf(RecordType type) => type switch
    {
        RecordType.MD or RecordType.MF or RecordType.MB or RecordType.MG or RecordType.MR => new Layout(0, 0, 1),
        RecordType.MINFO or RecordType.RP => new Layout(0, 0, 2),
        RecordType.AFSDB or RecordType.RT or RecordType.KX => new Layout(1, 0, 1),
        RecordType.PX => new Layout(1, 0, 2),
        RecordType.NAPTR => new Layout(2, 3, 1),
        RecordType.HINFO => new Layout(0, 2, 0),
        _ => null,
    };

    private void WriteUpToNames(ref WireWriter writer)
    {
        foreach (ushort number in Numbers)
        {
            writer.WriteUInt16(number);
        }

        foreach (ReadOnlyMemory<byte> text in Strings)
        {
            writer.WriteCounted(text.Span);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Layout(int Numbers, int Strings, int Names);
}
