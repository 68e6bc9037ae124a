using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;

namespace DaneCore.Dane.Certificates;

/// <summary>
/// A subject or issuer (RFC 5280 section 4.1.2.4). Compared by octets, or else attribute by attribute without regard to
/// case, string type and repeated blanks (RFC 5280 section 7.1).
/// </summary>
internal sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private const string CommonNameOid = "2.5.4.3";
    private const string EmailAddressOid = "1.2.840.113549.1.9.1";

    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        [CommonNameOid] = "CN",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        [EmailAddressOid] = "E",
    };

    // It stands in the reason of every record it decides: a name as long as a certificate must not be repeated with each.
    private const int LongestText = 200;

    // One comparable text per relative name, outermost first.
    private readonly string[] _steps;

    private DistinguishedName(string[] steps, string text, IReadOnlyList<byte[]> commonNames, bool hasEmailAddress)
    {
        _steps = steps;
        Text = text;
        CommonNames = commonNames;
        HasEmailAddress = hasEmailAddress;
    }

    /// <summary>As people write it, most specific part first; safe to show.</summary>
    public string Text { get; }

    /// <summary>The common names that are plain ASCII: no other can be a domain name.</summary>
    public IReadOnlyList<byte[]> CommonNames { get; }

    public bool HasEmailAddress { get; }

    public bool IsEmpty => _steps.Length == 0;

    public static bool TryRead(
        ReadOnlyMemory<byte> encoded,
        [NotNullWhen(true)] out DistinguishedName? name,
        [NotNullWhen(false)] out string? why)
    {
        name = null;
        why = null;
        try
        {
            List<string> steps = [];
            List<string> shown = [];
            List<byte[]> commonNames = [];
            bool hasEmailAddress = false;
            AsnReader reader = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
            while (reader.HasData)
            {
                AsnReader step = reader.ReadSetOf(skipSortOrderValidation: true);
                List<string> attributes = [];
                List<string> shownAttributes = [];
                while (step.HasData)
                {
                    AsnReader attribute = step.ReadSequence();
                    string oid = attribute.ReadObjectIdentifier();
                    string value = ReadValue(attribute, out bool isText);
                    attributes.Add(oid + (isText ? "=" + Prepared(value) : "#" + value));
                    shownAttributes.Add($"{ShortNames.GetValueOrDefault(oid, oid)}={SafeText.Of(value)}");
                    hasEmailAddress |= oid is EmailAddressOid;
                    if (oid is CommonNameOid && isText && Ascii.IsValid(value))
                    {
                        commonNames.Add(Encoding.ASCII.GetBytes(value));
                    }
                }

                attributes.Sort(StringComparer.Ordinal);
                steps.Add(string.Join('\n', attributes));
                shown.Add(string.Join('+', shownAttributes));
            }

            name = new DistinguishedName([.. steps], Shortened(string.Join(", ", Enumerable.Reverse(shown))), commonNames, hasEmailAddress);
            return true;
        }
        catch (AsnContentException fault)
        {
            why = "its name is broken: " + fault.Message;
            return false;
        }
    }

    /// <summary>True when the name is the other, or lies below it (RFC 5280 section 4.2.1.10).</summary>
    public bool IsAtOrBelow(DistinguishedName ancestor) => _steps.AsSpan().StartsWith(ancestor._steps);

    public bool Equals(DistinguishedName? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (string step in _steps)
        {
            hash.Add(step, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => Text.Length > 0 ? Text : "(no name)";

    private static string Shortened(string text) =>
        text.Length <= LongestText ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText), "...");

    private static string ReadValue(AsnReader attribute, out bool isText)
    {
        Asn1Tag tag = attribute.PeekTag();
        isText = tag.TagClass == TagClass.Universal && (UniversalTagNumber)tag.TagValue is
            UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
            or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString or UniversalTagNumber.T61String
            or UniversalTagNumber.BMPString;
        if (!isText)
        {
            return Convert.ToHexStringLower(attribute.ReadEncodedValue().Span);
        }

        try
        {
            return attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue);
        }
        catch (AsnContentException)
        {
            // A string that is not of its type names nothing but itself: certificates in use have such.
            isText = false;
            return Convert.ToHexStringLower(attribute.ReadEncodedValue().Span);
        }
    }

    private static string Prepared(string value) =>
        string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
