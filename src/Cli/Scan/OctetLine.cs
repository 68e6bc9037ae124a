namespace DaneCore.Cli.Scan;

/// <summary>A line as it stands in a file.</summary>
/// <param name="Octets">Its octets without the line end; cut where there are too many.</param>
/// <param name="Length">How many octets it takes in the file, line end included.</param>
/// <param name="IsEnded">True when a line end follows: only then is it whole.</param>
internal readonly record struct OctetLine(ReadOnlyMemory<byte> Octets, long Length, bool IsEnded);
