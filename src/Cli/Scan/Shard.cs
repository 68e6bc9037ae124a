using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Cli.Scan;

/// <summary>
/// One of several parts of a list. A name always falls into the same part, wherever it stands: the first eight octets of the SHA-256 of the name as rows show it,
/// A to Z in small letters, as a number (big-endian) modulo the count of parts. Part 1 has the remainder 0.
/// </summary>
internal sealed record Shard(int Index, int Count)
{
    private const int MostParts = 100_000;

    /// <summary>The whole list.</summary>
    public static Shard Whole { get; } = new(1, 1);

    public static bool TryRead(string text, [NotNullWhen(true)] out Shard? shard, [NotNullWhen(false)] out string? why)
    {
        shard = text.Split('/') is [var i, var n]
            && int.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 1 and <= MostParts && index >= 1 && index <= count
                ? new Shard(index, count)
                : null;
        why = shard is null ? $"'{text}' is no part: write i/n, as in 2/8 for the second of eight parts, with i from 1 to n and n at most {MostParts}" : null;
        return shard is not null;
    }

    /// <summary>True when the name falls into this part.</summary>
    public bool Holds(string name)
    {
        if (Count == 1)
        {
            return true;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(name.ToLowerInvariant()), digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest) % (ulong)Count == (ulong)(Index - 1);
    }

    public override string ToString() => $"{Index}/{Count}";
}
