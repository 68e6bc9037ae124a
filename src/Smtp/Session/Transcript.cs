using System.Globalization;

namespace DaneCore.Smtp.Session;

/// <summary>What was said, line by line, escaped and bounded: a server that talks without end does not fill memory with it.</summary>
internal sealed class Transcript
{
    /// <summary>Lines kept. Ours: three times the longest session seen. Beyond it lines are counted only.</summary>
    public const int MaxLines = 200;

    /// <summary>Characters kept of a line: those of a line that conforms (RFC 5321 section 4.5.3.1.5).</summary>
    public const int MaxLength = 512;

    private readonly List<string> _lines = [];
    private int _dropped;

    /// <summary>The lines so far; the last one says so when some were left out.</summary>
    public IReadOnlyList<string> Lines =>
        _dropped == 0
            ? [.. _lines]
            : [.. _lines, string.Create(CultureInfo.InvariantCulture, $"* {_dropped} more lines")];

    /// <summary>Adds a line; <paramref name="who"/> is <c>S</c> for the server, <c>C</c> for the client, <c>*</c> for remarks.</summary>
    public void Add(char who, string text)
    {
        if (_lines.Count == MaxLines)
        {
            _dropped++;
            return;
        }

        string line = $"{who}: {text}";
        _lines.Add(line.Length <= MaxLength ? line : line[..MaxLength] + "...");
    }
}
