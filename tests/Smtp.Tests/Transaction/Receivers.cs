using System.Text;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>
/// Models of servers that read what a client sent: what each takes for the end of a line, and with it for the end of the message. All
/// of them have been seen in the wild (SMTP smuggling, 2023).
/// </summary>
internal static class Receivers
{
    private delegate IEnumerable<string> LineReader(string wire);

    private static readonly Dictionary<string, LineReader> Readers = new(StringComparer.Ordinal)
    {
        ["CRLF alone"] = wire => wire.Split("\r\n"),
        ["LF, CR or not"] = wire => wire.Split('\n').Select(line => line.TrimEnd('\r')),
        ["LF, one CR in front"] = wire => wire.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line),
        ["CR, LF and CRLF"] = wire => wire.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n'),
        ["CR alone"] = wire => wire.Split('\r').Select(line => line.TrimStart('\n')),
        ["LF, and NUL ends a string"] = wire => wire.Split('\n').Select(line => line.Split('\0')[0].TrimEnd('\r')),
        ["NUL dropped"] = wire => wire.Replace("\0", "", StringComparison.Ordinal).Split("\r\n"),
        ["bare CR dropped"] = wire => wire.Replace("\r", "", StringComparison.Ordinal).Split('\n'),
    };

    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>
    /// The commands a server of this kind sees behind the message, when it has read what followed DATA; null when it saw no end.
    /// </summary>
    public static string[]? CommandsBehindText(string receiver, byte[] octets)
    {
        string[] lines = [.. Readers[receiver](Encoding.Latin1.GetString(octets))];
        int end = Array.IndexOf(lines, ".");
        return end < 0 ? null : [.. lines[(end + 1)..].Where(line => line.Length > 0)];
    }

    /// <summary>The commands behind chunks, when each takes as many octets as its BDAT says; null when they are cut short.</summary>
    public static string[]? CommandsBehindChunks(byte[] octets, out byte[] content)
    {
        using MemoryStream all = new();
        int at = 0;
        bool isLast = false;
        while (!isLast)
        {
            int end = octets.AsSpan(at).IndexOf("\r\n"u8);
            string[] words = Encoding.Latin1.GetString(octets, at, Math.Max(end, 0)).Split(' ');
            if (words is not ["BDAT", var size, ..] || !int.TryParse(size, out int count) || at + end + 2 + count > octets.Length)
            {
                content = [];
                return null;
            }

            isLast = words is [_, _, "LAST"];
            all.Write(octets, at + end + 2, count);
            at += end + 2 + count;
        }

        content = all.ToArray();
        return Encoding.Latin1.GetString(octets, at, octets.Length - at).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
