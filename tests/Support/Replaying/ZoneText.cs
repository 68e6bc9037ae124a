using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Support.Replaying;

/// <summary>Records in presentation form, names absolute.</summary>
internal static class ZoneText
{
    public static IReadOnlyList<ResourceRecord> Parse(string text) =>
        ZoneFileReader.TryParse(text, DomainName.Root, defaultTtl: 3600, out IReadOnlyList<ResourceRecord> records, out string? why)
            ? records
            : throw new InvalidDataException($"{why}\n{text}");
}
