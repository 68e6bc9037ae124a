using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// A domain name as labels of octets, absolute, at most 255 octets on the wire (RFC 1035 section 2.3.4).
/// The case of letters is kept and does not count: only A to Z fold (RFC 4343). Text exists at the edges only.
/// Order is the canonical order of RFC 4034 section 6.1. Immutable; holds its uncompressed wire form and nothing else.
/// </summary>
public sealed partial class DomainName : IEquatable<DomainName>, IComparable<DomainName>, ISpanFormattable
{
    /// <summary>Octets of the longest name, its root label included (RFC 1035 section 2.3.4).</summary>
    public const int MaxWireLength = 255;

    /// <summary>Octets of the longest label (RFC 1035 section 2.3.4).</summary>
    public const int MaxLabelLength = 63;

    private readonly byte[] _wire;
    private int _hash;

    private DomainName(byte[] wire, int labelCount)
    {
        _wire = wire;
        LabelCount = labelCount;
    }

    /// <summary>The root.</summary>
    public static DomainName Root { get; } = new([0], 0);

    /// <summary>How many labels, the root's empty one not counted; a leading <c>*</c> counts.</summary>
    public int LabelCount { get; }

    /// <summary>The uncompressed wire form, the final zero octet included, case kept.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>True for the root.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>True when the first label is a lone <c>*</c> (RFC 4592 section 2.1.1).</summary>
    public bool IsWildcard => _wire is [1, (byte)'*', ..];

    /// <summary>Reads a whole uncompressed name; false when it is malformed or octets are left over.</summary>
    public static bool TryFromWire(ReadOnlySpan<byte> wire, [NotNullWhen(true)] out DomainName? name)
    {
        name = null;
        int labels = 0;
        int at = 0;
        while (at < wire.Length && at < MaxWireLength)
        {
            int length = wire[at];
            if (length == 0)
            {
                if (at + 1 != wire.Length)
                {
                    return false;
                }

                name = labels == 0 ? Root : new DomainName(wire.ToArray(), labels);
                return true;
            }

            if (length > MaxLabelLength)
            {
                return false;
            }

            labels++;
            at += length + 1;
        }

        return false;
    }

    /// <summary>A label without its length octet; 0 is the leftmost.</summary>
    public ReadOnlySpan<byte> Label(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, LabelCount);
        int at = OffsetOf(index);
        return _wire.AsSpan(at + 1, _wire[at]);
    }

    /// <summary>The name without its leftmost label. Asking the root for it is a mistake of the caller.</summary>
    public DomainName Parent() =>
        IsRoot ? throw new InvalidOperationException("The root has no parent.") : Ancestor(LabelCount - 1);

    /// <summary>The rightmost <paramref name="labelCount"/> labels: the name itself, or an ancestor.</summary>
    public DomainName Ancestor(int labelCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(labelCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labelCount, LabelCount);
        if (labelCount == LabelCount)
        {
            return this;
        }

        return labelCount == 0 ? Root : new DomainName(_wire[OffsetOf(LabelCount - labelCount)..], labelCount);
    }

    /// <summary>The name with one more label on its left; false when it would grow too long.</summary>
    public bool TryPrepend(ReadOnlySpan<byte> label, [NotNullWhen(true)] out DomainName? longer)
    {
        longer = null;
        if (label.Length is 0 or > MaxLabelLength || label.Length + 1 + _wire.Length > MaxWireLength)
        {
            return false;
        }

        byte[] wire = new byte[label.Length + 1 + _wire.Length];
        wire[0] = (byte)label.Length;
        label.CopyTo(wire.AsSpan(1));
        _wire.CopyTo(wire.AsSpan(label.Length + 1));
        longer = new DomainName(wire, LabelCount + 1);
        return true;
    }

    /// <summary>The wildcard directly below this name; false when it would grow too long.</summary>
    public bool TryWildcardChild([NotNullWhen(true)] out DomainName? wildcard) => TryPrepend("*"u8, out wildcard);

    /// <summary>
    /// Replaces an ancestor by another name, as DNAME does (RFC 6672 section 2.2); false when the result would be
    /// longer than 255 octets. The name must lie strictly below <paramref name="ancestor"/>.
    /// </summary>
    public bool TryReplaceAncestor(
        DomainName ancestor, DomainName replacement, [NotNullWhen(true)] out DomainName? replaced)
    {
        ArgumentNullException.ThrowIfNull(ancestor);
        ArgumentNullException.ThrowIfNull(replacement);
        Debug.Assert(IsStrictlyBelow(ancestor), "only names below the owner of a DNAME are redirected");
        replaced = null;
        int kept = _wire.Length - ancestor._wire.Length;
        if (kept + replacement._wire.Length > MaxWireLength)
        {
            return false;
        }

        byte[] wire = [.. _wire.AsSpan(0, kept), .. replacement._wire];
        replaced = new DomainName(wire, LabelCount - ancestor.LabelCount + replacement.LabelCount);
        return true;
    }

    /// <summary>The same name with A to Z in lower case: its canonical form (RFC 4034 section 6.2).</summary>
    public DomainName ToCanonical()
    {
        // Length octets are at most 63, below 'A', so the table leaves them alone.
        if (!_wire.AsSpan().ContainsAnyInRange((byte)'A', (byte)'Z'))
        {
            return this;
        }

        byte[] wire = new byte[_wire.Length];
        Fold(_wire, wire);
        return new DomainName(wire, LabelCount);
    }

    /// <summary>A name whose labels were walked and counted; the octets are its own from now on.</summary>
    internal static DomainName OfWalked(byte[] wire, int labelCount) => new(wire, labelCount);

    /// <summary>Writes the canonical form, which is as long as the name's wire form; says how long.</summary>
    internal int CopyCanonical(Span<byte> octets)
    {
        Fold(_wire, octets[.._wire.Length]);
        return _wire.Length;
    }

    private int OffsetOf(int index)
    {
        int at = 0;
        for (int i = 0; i < index; i++)
        {
            at += _wire[at] + 1;
        }

        return at;
    }
}
