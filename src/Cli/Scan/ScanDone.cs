using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Cli.Scan;

/// <summary>
/// What an earlier run left: the lines that have a row, and a digest over whose rows they are, whatever their order. The digest of the same lines of the list must be
/// the same.
/// </summary>
internal sealed class ScanDone
{
    private ulong _digest;

    /// <summary>The numbers of the lines.</summary>
    public LineSet Lines { get; } = new();

    /// <summary>Their rows, counted.</summary>
    public ScanTally Tally { get; } = new();

    /// <summary>Octets of whole rows; what follows in the file is half a row.</summary>
    public long Length { get; set; }

    /// <summary>Adds a row; false when its line had one.</summary>
    public bool Add(ScanMark row)
    {
        if (!Lines.Add(row.Number))
        {
            return false;
        }

        _digest ^= DigestOf(row.Number, row.Text);
        Tally.Add(row);
        return true;
    }

    /// <summary>True when these, taken from the list, are the lines that the rows are about.</summary>
    public bool Matches(ulong digest) => digest == _digest;

    /// <summary>What one line adds to the digest.</summary>
    public static ulong DigestOf(long number, string text) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} {text}"))));
}
