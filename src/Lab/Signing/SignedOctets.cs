using System.Buffers;
using System.Buffers.Binary;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Signing;

/// <summary>
/// The octets that a signature covers (RFC 4034 section 3.1.8.1). Written apart from the validator's code for the same rule on
/// purpose: where both misread the RFC alike, the outside tools named in the README disagree.
/// </summary>
internal static class SignedOctets
{
    /// <summary>The signature record without its signature, then each record in canonical form and order.</summary>
    public static ReadOnlySpan<byte> Of(RecordSet set, RrsigRdata unsigned)
    {
        ArrayBufferWriter<byte> octets = new();
        octets.Write(unsigned.ToCanonicalWire());
        ReadOnlySpan<byte> owner = OwnerOf(set.Owner, unsigned.Labels).Wire;
        Span<byte> numbers = stackalloc byte[10];

        // RFC 4034 section 6.3: by octets, an absent octet before any; the set holds no duplicates.
        foreach (Rdata data in set.Data.Order(Comparer<Rdata>.Create(static (left, right) => left.ToCanonicalWire().SequenceCompareTo(right.ToCanonicalWire()))))
        {
            ReadOnlySpan<byte> canonical = data.ToCanonicalWire();
            BinaryPrimitives.WriteUInt16BigEndian(numbers, (ushort)set.Type);
            BinaryPrimitives.WriteUInt16BigEndian(numbers[2..], (ushort)set.Class);
            BinaryPrimitives.WriteUInt32BigEndian(numbers[4..], unsigned.OriginalTtl);
            BinaryPrimitives.WriteUInt16BigEndian(numbers[8..], (ushort)canonical.Length);
            octets.Write(owner);
            octets.Write(numbers);
            octets.Write(canonical);
        }

        return octets.WrittenSpan;
    }

    // RFC 4035 section 5.3.2: fewer labels than the owner has mean a wildcard. A signer obeys that rule only for a
    // signature that claims too few on purpose: it then verifies.
    private static DomainName OwnerOf(DomainName owner, int labels)
    {
        int own = owner.LabelCount - (owner.IsWildcard ? 1 : 0);
        return labels < own && owner.Ancestor(labels).TryWildcardChild(out DomainName? wildcard)
            ? wildcard.ToCanonical()
            : owner.ToCanonical();
    }
}
