using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// Text: one or more strings of at most 255 octets each (RFC 1035 section 3.3.14). No character set is promised.
/// </summary>
public sealed class TxtRdata : Rdata
{
    /// <summary>Carries copies of the strings.</summary>
    public TxtRdata(IReadOnlyList<ReadOnlyMemory<byte>> strings)
    {
        ArgumentNullException.ThrowIfNull(strings);
        if (strings.Count == 0
            || strings.Any(text => text.Length > byte.MaxValue)
            || strings.Sum(text => text.Length + 1) > MaxLength)
        {
            throw new ArgumentException(
                "There is at least one string, none longer than 255 octets, all together at most 65,535.",
                nameof(strings));
        }

        Strings = [.. strings.Select(text => (ReadOnlyMemory<byte>)text.ToArray())];
    }

    /// <inheritdoc/>
    public override RecordType Type => RecordType.TXT;

    /// <summary>The strings in their order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Strings { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Strings.Select(text => CharacterString.ToText(text.Span)));

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out TxtRdata? data)
    {
        data = null;
        List<ReadOnlyMemory<byte>> strings = [];
        do
        {
            if (!reader.TryTakeCounted(out ReadOnlySpan<byte> octets))
            {
                return false;
            }

            strings.Add(octets.ToArray());
        }
        while (!reader.AtEnd);

        data = new TxtRdata(strings);
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out TxtRdata? data)
    {
        data = null;
        List<ReadOnlyMemory<byte>> strings = [];
        do
        {
            if (!fields.TryReadString("text", byte.MaxValue, out byte[]? octets))
            {
                return false;
            }

            strings.Add(octets);
        }
        while (!fields.AtEnd);

        if (strings.Sum(text => text.Length + 1) > MaxLength)
        {
            return fields.Fail($"the strings together are longer than {MaxLength} octets");
        }

        data = new TxtRdata(strings);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        foreach (ReadOnlyMemory<byte> text in Strings)
        {
            writer.WriteCounted(text.Span);
        }
    }
}
