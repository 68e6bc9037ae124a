using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Property.Tests.Zones;

/// <summary>Few labels, so that names meet; odd ones among them, so that order and case and dots inside labels matter.</summary>
internal static class Labels
{
    private static readonly byte[][] All =
    [
        "a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), "B"u8.ToArray(), "z"u8.ToArray(), "aa"u8.ToArray(), "*"u8.ToArray(), "*"u8.ToArray(), "_25"u8.ToArray(), "_tcp"u8.ToArray(),
        [0], [0, 0], [255], "a."u8.ToArray(), "a\0"u8.ToArray(), "**"u8.ToArray(), "!"u8.ToArray(), "\\"u8.ToArray(), [0xC1, (byte)'a'], [.. Enumerable.Repeat((byte)'y', 63)],
    ];

    public static byte[] Any(Dice dice) => All[dice.Next(All.Length)];

    /// <summary>The name with a label before it; the name itself where that would be too long.</summary>
    public static DomainName Below(DomainName name, byte[] label) => name.TryPrepend(label, out DomainName? below) ? below : name;

    public static DomainName AnyBelow(DomainName name, Dice dice) => Below(name, Any(dice));

    /// <summary>As <see cref="AnyBelow"/>, but never at a wildcard.</summary>
    public static DomainName PlainBelow(DomainName name, Dice dice)
    {
        DomainName below = AnyBelow(name, dice);
        return below.IsWildcard ? Below(name, "w"u8.ToArray()) : below;
    }

    /// <summary>A name as close to this one as there can be: the next or the one before, or a letter in the other case.</summary>
    public static DomainName Beside(DomainName name, Dice dice)
    {
        if (name.IsRoot)
        {
            return name;
        }

        byte[] label = name.Label(0).ToArray();
        byte[] other = dice.Next(5) switch
        {
            0 => [.. label.Take(62), 0],
            1 when label[^1] > 0 => [.. label[..^1], (byte)(label[^1] - 1)],
            2 when label[^1] < 255 => [.. label[..^1], (byte)(label[^1] + 1)],
            3 when label.Length > 1 => label[..^1],
            _ => [.. label.Select(octet => char.IsAsciiLetter((char)octet) ? (byte)(octet ^ 0x20) : octet)],
        };
        return Below(name.Parent(), other);
    }
}
