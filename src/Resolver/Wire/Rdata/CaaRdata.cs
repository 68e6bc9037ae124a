using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>Which authorities may issue certificates (RFC 8659 section 4.1).</summary>
public sealed class CaaRdata : Rdata
{
    /// <summary>Carries the property and a copy of its value.</summary>
    public CaaRdata(byte flags, string tag, ReadOnlyMemory<byte> value)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (!IsTag(tag))
        {
            throw new ArgumentException("A tag has 1 to 255 letters and digits.", nameof(tag));
        }

        Flags = flags;
        Tag = tag;
        Value = value.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type => RecordType.CAA;

    /// <summary>The flags; 128 is "critical".</summary>
    public byte Flags { get; }

    /// <summary>The name of the property; its case does not count.</summary>
    public string Tag { get; }

    /// <summary>The value, in the form of the property.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Flags} {Tag} {CharacterString.ToText(Value.Span)}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out CaaRdata? data)
    {
        data = null;
        if (!reader.TryReadByte(out byte flags) || !reader.TryTakeCounted(out ReadOnlySpan<byte> tag))
        {
            return false;
        }

        string tagText = Encoding.ASCII.GetString(tag);
        if (!IsTag(tagText))
        {
            return reader.Fail(WireFault.BadRdata);
        }

        data = new CaaRdata(flags, tagText, reader.TakeRest().ToArray());
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out CaaRdata? data)
    {
        data = null;
        if (!fields.TryReadByte("flags", out byte flags)
            || !fields.TryReadRaw("tag", out string? tag)
            || !fields.TryReadString("value", MaxLength, out byte[]? value)
            || !fields.TryFinish())
        {
            return false;
        }

        if (!IsTag(tag))
        {
            return fields.Fail($"tag: {QuotedText.Of(tag)} is not 1 to 255 letters and digits");
        }

        data = new CaaRdata(flags, tag, value);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteByte(Flags);
        writer.WriteCounted(Encoding.ASCII.GetBytes(Tag));
        writer.WriteOctets(Value.Span);
    }

    // RFC 8659 section 4.1: a tag is not empty and has letters and digits only.
    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= byte.MaxValue && tag.All(char.IsAsciiLetterOrDigit);
}
