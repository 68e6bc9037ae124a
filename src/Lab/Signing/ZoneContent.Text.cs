using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Lab.Signing;

/// <content>Zone files in.</content>
public sealed partial class ZoneContent
{
    private const string UsualTtl = "$TTL 3600\n";

    /// <summary>
    /// Reads a zone as short as a scenario wants it: names relative to <paramref name="apex"/>, TTL 3600 where none is said; a
    /// SOA and an NS set are added when the text has none at the apex.
    /// </summary>
    /// <exception cref="FormatException">The text is no zone file, or a name is outside the zone; the message says where.</exception>
    public static ZoneContent Parse(string apex, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = DomainName.Parse(apex);
        if (!ZoneFileReader.TryParse(UsualTtl + text, name, out IReadOnlyList<ResourceRecord> records, out string? why)
            || !TryTake(name, records, out ZoneContent? content, out why))
        {
            throw new FormatException(why);
        }

        string missing = content.HasAtApex(RecordType.SOA) ? "" : "@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n";
        missing += content.HasAtApex(RecordType.NS) ? "" : "@ NS ns1\n";
        return ZoneFileReader.TryParse(UsualTtl + missing, name, out IReadOnlyList<ResourceRecord> added, out why)
            ? new ZoneContent(name, [.. added, .. records])
            : throw new FormatException(why);
    }

    /// <summary>
    /// Reads a zone file as it is; the apex is the owner of its SOA record. Names without a final dot need an $ORIGIN, or
    /// <paramref name="origin"/>.
    /// </summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out ZoneContent? content,
        [NotNullWhen(false)] out string? why,
        DomainName? origin = null)
    {
        content = null;
        if (!ZoneFileReader.TryParse(text, origin ?? DomainName.Root, out IReadOnlyList<ResourceRecord> records, out why))
        {
            return false;
        }

        DomainName[] apexes = [.. records.Where(record => record.Type == RecordType.SOA).Select(record => record.Owner).Distinct()];
        if (apexes.Length != 1)
        {
            why = apexes.Length == 0
                ? "no SOA record says which zone this is"
                : string.Create(CultureInfo.InvariantCulture, $"there are SOA records for {apexes.Length} names; a file holds one zone");
            return false;
        }

        return TryTake(apexes[0], records, out content, out why);
    }

    private static bool TryTake(
        DomainName apex,
        IReadOnlyList<ResourceRecord> records,
        [NotNullWhen(true)] out ZoneContent? content,
        [NotNullWhen(false)] out string? why)
    {
        ResourceRecord? stray = records.FirstOrDefault(record => !record.Owner.IsAtOrBelow(apex));
        why = stray is null ? null : $"{stray.Owner} is not in the zone {apex}";
        content = stray is null ? new ZoneContent(apex, records) : null;
        return stray is null;
    }

    private bool HasAtApex(RecordType type) => Records.Any(record => record.Type == type && record.Owner.Equals(Apex));
}
