using System.Runtime.Intrinsics;

namespace DaneCore.Resolver.Wire;

/// <content>Equality, canonical order and kinship of names.</content>
public sealed partial class DomainName
{
    private static readonly byte[] FoldTable = MakeFoldTable();

    /// <summary>True for this name and every ancestor of it.</summary>
    public bool IsAtOrBelow(DomainName ancestor)
    {
        ArgumentNullException.ThrowIfNull(ancestor);
        return LabelCount >= ancestor.LabelCount
            && EqualFolded(_wire.AsSpan(OffsetOf(LabelCount - ancestor.LabelCount)), ancestor._wire);
    }

    /// <summary>True for ancestors other than the name itself.</summary>
    public bool IsStrictlyBelow(DomainName ancestor)
    {
        ArgumentNullException.ThrowIfNull(ancestor);
        return LabelCount > ancestor.LabelCount && IsAtOrBelow(ancestor);
    }

    /// <summary>The longest name that both names are at or below.</summary>
    public DomainName CommonAncestor(DomainName other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int shorter = Math.Min(LabelCount, other.LabelCount);
        int shared = 0;
        while (shared < shorter
            && EqualFolded(Label(LabelCount - 1 - shared), other.Label(other.LabelCount - 1 - shared)))
        {
            shared++;
        }

        return Ancestor(shared);
    }

    /// <summary>
    /// RFC 4034 section 6.1: labels are compared from the right, as folded octets, an absent octet before any.
    /// </summary>
    public int CompareTo(DomainName? other)
    {
        if (other is null)
        {
            return 1;
        }

        int shorter = Math.Min(LabelCount, other.LabelCount);
        for (int fromRight = 1; fromRight <= shorter; fromRight++)
        {
            int order = CompareFolded(Label(LabelCount - fromRight), other.Label(other.LabelCount - fromRight));
            if (order != 0)
            {
                return order;
            }
        }

        return LabelCount.CompareTo(other.LabelCount);
    }

    /// <inheritdoc/>
    public bool Equals(DomainName? other) =>
        other is not null && (ReferenceEquals(this, other) || EqualFolded(_wire, other._wire));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DomainName);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            Span<byte> folded = stackalloc byte[MaxWireLength];
            Fold(_wire, folded);
            HashCode hash = default;
            hash.AddBytes(folded[.._wire.Length]);
            int value = hash.ToHashCode();
            _hash = value == 0 ? 1 : value;
        }

        return _hash;
    }

    /// <summary>Equality that counts case too: 0x20 replies and zone files are compared so.</summary>
    internal bool EqualsExactly(DomainName other) => _wire.AsSpan().SequenceEqual(other._wire);

    private static bool EqualFolded(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        // Nearly always the same octets: many at once, before one by one.
        if (left.SequenceEqual(right))
        {
            return true;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (FoldTable[left[i]] != FoldTable[right[i]])
            {
                return false;
            }
        }

        return true;
    }

    private static int CompareFolded(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int shorter = Math.Min(left.Length, right.Length);
        for (int i = 0; i < shorter; i++)
        {
            int order = FoldTable[left[i]] - FoldTable[right[i]];
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length - right.Length;
    }

    private static void Fold(ReadOnlySpan<byte> from, Span<byte> to)
    {
        // Sixteen at once. Octets below 'A' wrap around and are no letters either, those of lengths among them.
        int i = 0;
        for (; i <= from.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var octets = Vector128.Create(from.Slice(i, Vector128<byte>.Count));
            var capitals = Vector128.LessThan(octets - Vector128.Create((byte)'A'), Vector128.Create((byte)('Z' - 'A' + 1)));
            (octets | (capitals & Vector128.Create(CaseBit))).CopyTo(to[i..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] = FoldTable[from[i]];
        }
    }

    private static byte[] MakeFoldTable()
    {
        byte[] table = new byte[256];
        for (int octet = 0; octet < table.Length; octet++)
        {
            table[octet] = (byte)(octet is >= 'A' and <= 'Z' ? octet + ('a' - 'A') : octet);
        }

        return table;
    }
}
