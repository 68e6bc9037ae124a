namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// One entry of a zone file: the line it begins on, whether that line begins with a blank, and its fields as written.
/// </summary>
internal sealed record ZoneFileEntry(int Line, bool BeginsWithBlank, IReadOnlyList<string> Fields);
