using System.Diagnostics;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// The octets a signature covers (RFC 4034 section 3.1.8.1): its own data without the signature, then every record of
/// the set in canonical form and order. Whether the signature may cover the set at all, the caller has checked.
/// <code>
/// | RRSIG data up to the signer | owner type class original-TTL length data | owner type ... |
/// </code>
/// </summary>
internal static class CanonicalForm
{
    // Type (16), class (16), TTL (32), length of the data (16).
    private const int FixedLength = 10;

    // Type covered to key tag.
    private const int SignatureFixedLength = 18;

    public static byte[] Of(RecordSet set, RrsigRdata signature)
    {
        DomainName owner = OwnerSigned(set.Owner, signature.Labels);

        // RFC 4034 section 6.3: data is ordered as octets, and an absent octet comes first. Duplicates are gone
        // already.
        Rdata.Rdata[] data = [.. set.Data];
        Array.Sort(data, (left, right) => left.ToCanonicalWire().SequenceCompareTo(right.ToCanonicalWire()));

        int length = SignatureFixedLength + signature.Signer.Wire.Length;
        foreach (Rdata.Rdata datum in data)
        {
            length += owner.Wire.Length + FixedLength + datum.ToCanonicalWire().Length;
        }

        byte[] space = new byte[length];
        WireWriter writer = new(space);
        signature.WriteUnsigned(ref writer);
        foreach (Rdata.Rdata datum in data)
        {
            writer.WritePlainName(owner);
            writer.WriteUInt16((ushort)set.Type);
            writer.WriteUInt16((ushort)set.Class);

            // RFC 4034 section 6.2: the TTL of the zone, not the one that has been counting down since.
            writer.WriteUInt32(signature.OriginalTtl);
            writer.WriteUInt16((ushort)datum.ToCanonicalWire().Length);
            writer.WriteOctets(datum.ToCanonicalWire());
        }

        Debug.Assert(!writer.Overflowed && writer.Length == length, "the length was counted from the same parts");
        return space;
    }

    /// <summary>
    /// The owner as it was when signed, in canonical form; a name made from a wildcard is the wildcard again.
    /// </summary>
    private static DomainName OwnerSigned(DomainName owner, byte labels)
    {
        Debug.Assert(labels <= owner.LabelCount, "RFC 4035 section 5.3.1: a signature with more labels is refused before");

        // RFC 4035 section 5.3.2: fewer labels than the owner has mean "*" above the rightmost of them. A wildcard that
        // is asked for itself ends up as itself, since the "*" is not among the labels counted.
        if (labels < owner.LabelCount && owner.Ancestor(labels).TryWildcardChild(out DomainName? wildcard))
        {
            return wildcard.ToCanonical();
        }

        return owner.ToCanonical();
    }
}
