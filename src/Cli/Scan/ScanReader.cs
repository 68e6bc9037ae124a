using System.Text;

namespace DaneCore.Cli.Scan;

/// <summary>
/// Reads a list line by line, however long it is. Blank lines and comments are passed over; a line longer than any name is cut, so that it cannot fill the
/// memory. Octets that are no UTF-8 become U+FFFD.
/// </summary>
internal sealed class ScanReader(Stream stream) : IAsyncDisposable
{
    // A name of 255 octets, each as \DDD, has 1020 characters (RFC 1035 section 5.1); the rest is for other columns.
    private const int MostKept = 8192;

    private readonly OctetLineReader _lines = new(stream, MostKept);
    private long _number;

    /// <summary>Octets read so far, those of the line last given included.</summary>
    public long Position => _lines.Position;

    /// <summary>The next line that says something; null at the end.</summary>
    public async ValueTask<ScanLine?> ReadAsync(CancellationToken stop)
    {
        while (await _lines.ReadAsync(stop).ConfigureAwait(false) is { } octets)
        {
            _number++;
            string line = Encoding.UTF8.GetString(octets.Octets.Span);
            string text = (_number == 1 ? line.TrimStart('\uFEFF') : line).Split('#', 2)[0].Trim();
            if (text.Length > 0)
            {
                return new ScanLine(_number, text);
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
