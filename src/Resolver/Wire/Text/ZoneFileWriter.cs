using System.Text;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// Writes records as a zone file: one line each, names absolute, TTL and class always stated, octets that are not
/// printable ASCII as escapes. <see cref="ZoneFileReader"/> reads it back as equal records.
/// </summary>
public static class ZoneFileWriter
{
    /// <summary>The records in the order given.</summary>
    public static string ToText(IEnumerable<ResourceRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        StringBuilder text = new();
        foreach (ResourceRecord record in records)
        {
            text.Append(record).Append('\n');
        }

        return text.ToString();
    }
}
