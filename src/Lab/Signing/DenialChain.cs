using System.Text;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Lab.Signing;

/// <summary>Makes the NSEC chain (RFC 4035 section 2.3) or the NSEC3 chain (RFC 5155 section 7.1) of a zone.</summary>
internal static class DenialChain
{
    private const byte OptOutFlag = 1;
    private const byte HashAlgorithm = 1;

    /// <summary>One link, and the name that it speaks about: for NSEC3 not its owner.</summary>
    public readonly record struct Link(DomainName About, RecordSet Set);

    public static IEnumerable<Link> Make(ZoneNames names, DenialScheme scheme, uint ttl) => scheme switch
    {
        DenialScheme.Nsec => MakeNsec(names, ttl),
        DenialScheme.Nsec3 nsec3 => MakeNsec3(names, nsec3, ttl),
        _ => [],
    };

    /// <summary>The apex record that tells servers the parameters (RFC 5155 section 4).</summary>
    public static Nsec3ParamRdata Parameters(DenialScheme.Nsec3 scheme) =>
        new(HashAlgorithm, flags: 0, scheme.Iterations, scheme.Salt);

    /// <summary>The owner of the NSEC3 record for a hash: one label below the apex (RFC 5155 section 3).</summary>
    public static DomainName HashedOwner(ReadOnlySpan<byte> hash, DomainName apex) =>
        apex.TryPrepend(Encoding.ASCII.GetBytes(Base32Hex.ToText(hash)), out DomainName? owner)
            ? owner
            : throw new ArgumentException($"{apex} is too long for NSEC3 owners below it.", nameof(apex));

    private static IEnumerable<Link> MakeNsec(ZoneNames names, uint ttl)
    {
        IReadOnlyList<DomainName> chain = names.Visible;
        for (int i = 0; i < chain.Count; i++)
        {
            // RFC 4034 section 4.1.1: the last name's next is the apex, which comes first in canonical order.
            DomainName next = chain[(i + 1) % chain.Count];
            var types = TypeBitmap.Of([.. TypesAt(names, chain[i]), RecordType.NSEC, RecordType.RRSIG]);
            yield return new Link(chain[i], RecordSet.Create(chain[i], RecordType.NSEC, ttl, [new NsecRdata(next, types)]));
        }
    }

    private static IEnumerable<Link> MakeNsec3(ZoneNames names, DenialScheme.Nsec3 scheme, uint ttl)
    {
        // RFC 5155 section 7.1: with opt-out, unsigned delegations may be left out; so may empty non-terminals that exist
        // because of them only. The lab leaves them out, all of them.
        DomainName[] speaking = [.. names.Visible.Where(name => !scheme.OptOut || !IsUnsignedDelegation(names, name))];
        IEnumerable<DomainName> empty = names.EmptyNonTerminals.Where(ent => speaking.Any(name => name.IsStrictlyBelow(ent)));
        (DomainName Name, byte[] Hash)[] chain =
        [
            .. speaking.Concat(empty)
                .Select(name => (Name: name, Hash: Nsec3Hash.Compute(name, scheme.Salt.Span, scheme.Iterations)))
                .OrderBy(link => link.Hash, Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right))),
        ];
        for (int i = 0; i < chain.Length; i++)
        {
            DomainName name = chain[i].Name;
            RecordType[] types = [.. TypesAt(names, name)];

            // Signed is everything but a lone NS at a cut; the NSEC3 type itself is never in the bitmap.
            bool hasSignature = types.Length > 0 && !IsUnsignedDelegation(names, name);
            var data = new Nsec3Rdata(
                HashAlgorithm,
                scheme.OptOut ? OptOutFlag : (byte)0,
                scheme.Iterations,
                scheme.Salt,
                chain[(i + 1) % chain.Length].Hash,
                TypeBitmap.Of(hasSignature ? [.. types, RecordType.RRSIG] : types));
            DomainName owner = HashedOwner(chain[i].Hash, names.Apex);
            yield return new Link(name, RecordSet.Create(owner, RecordType.NSEC3, ttl, [data]));
        }
    }

    // RFC 4035 section 2.3: at a cut only NS and DS are of this zone; address records there are glue.
    private static IEnumerable<RecordType> TypesAt(ZoneNames names, DomainName name) =>
        names.SetsAt(name).Keys.Where(type => !names.IsCut(name) || type is RecordType.NS or RecordType.DS);

    private static bool IsUnsignedDelegation(ZoneNames names, DomainName name) =>
        names.IsCut(name) && names.Find(name, RecordType.DS) is null;
}
