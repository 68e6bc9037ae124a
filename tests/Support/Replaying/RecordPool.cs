using System.Text;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Support.Replaying;

/// <summary>
/// Bare records without messages, as authentication chains (RFC 9102) and zone text have them. A reply is made for each
/// question: the data or the aliases that lead to it, and the denial records of the zone that speak of its last name. It
/// judges nothing: where the pool neither holds data nor says anything about the name, the question counts as not recorded.
/// </summary>
internal sealed class RecordPool(IEnumerable<ResourceRecord> records) : ReplayedWorld
{
    private const int MostAliases = 16;

    private readonly IReadOnlyList<RecordSet> _sets = RecordSet.Group(records.Where(record => record.Class == RecordClass.IN).Distinct());

    public override Message? ReplyTo(Question question)
    {
        List<RecordSet> answer = [];
        List<RecordSet> authority = [];
        DomainName name = question.Name;
        for (int alias = 0; alias <= MostAliases; alias++)
        {
            if (Find(name, question.Type) is { } data)
            {
                answer.Add(data);
                break;
            }

            if (Find(name, RecordType.CNAME) is { } cname)
            {
                answer.Add(cname);
                name = ((NameRdata)cname.Data[0]).Target;
            }
            else if (Redirection(name) is { Data: [NameRdata dname, ..] } redirection
                && name.TryReplaceAncestor(redirection.Owner, dname.Target, out DomainName? target))
            {
                answer.Add(redirection);
                name = target;
            }
            else
            {
                authority.AddRange(Denials(name, question.Type));
                break;
            }
        }

        authority.AddRange(answer.Where(IsFromWildcard).SelectMany(set => Denials(set.Owner, set.Type)));
        return answer.Count + authority.Count == 0 ? null : new Message
        {
            Flags = MessageFlags.Response,
            Questions = [question],
            Answer = [.. answer.SelectMany(WithSignatures)],
            Authority = [.. authority.Distinct().SelectMany(WithSignatures)],
        };
    }

    private static IEnumerable<ResourceRecord> WithSignatures(RecordSet set) =>
        set.Records.Concat(set.Signatures.Select(signature => new ResourceRecord(set.Owner, set.Class, set.Ttl, signature)));

    private static bool IsFromWildcard(RecordSet set) =>
        !set.Owner.IsWildcard && set.Signatures.Any(signature => signature.Labels < set.Owner.LabelCount);

    private RecordSet? Find(DomainName owner, RecordType type) =>
        _sets.FirstOrDefault(set => set.Type == type && set.Data.Count > 0 && set.Owner.Equals(owner));

    private RecordSet? Redirection(DomainName name) =>
        _sets.FirstOrDefault(set => set.Type == RecordType.DNAME && set.Data.Count > 0 && name.IsStrictlyBelow(set.Owner));

    /// <summary>All denial records of one kind of the deepest zone that has one which speaks of the name; with its SOA.</summary>
    private IEnumerable<RecordSet> Denials(DomainName name, RecordType type)
    {
        // The absence of DS is the parent's to tell.
        DomainName below = type == RecordType.DS && !name.IsRoot ? name.Parent() : name;
        return _sets
            .Where(set => set.Type is RecordType.NSEC or RecordType.NSEC3 && set.Data.Count > 0 && set.Signatures.Count > 0)
            .GroupBy(set => (Zone: set.Signatures[0].Signer, set.Type))
            .Where(chain => below.IsAtOrBelow(chain.Key.Zone) && chain.Any(set => SpeaksOf(set, chain.Key.Zone, name)))
            .OrderByDescending(chain => chain.Key.Zone.LabelCount)
            .Select(chain => chain.Concat(_sets.Where(set => set.Type == RecordType.SOA && set.Owner.Equals(chain.Key.Zone))))
            .FirstOrDefault([]);
    }

    private static bool SpeaksOf(RecordSet set, DomainName zone, DomainName name) => set.Data[0] switch
    {
        NsecRdata nsec => set.Owner.Equals(name)
            || (set.Owner.CompareTo(name) < 0 && (nsec.NextName.Equals(zone) || name.CompareTo(nsec.NextName) < 0)),
        Nsec3Rdata nsec3 => SpeaksOf(nsec3, set.Owner, zone, name),
        _ => false,
    };

    private static bool SpeaksOf(Nsec3Rdata nsec3, DomainName owner, DomainName zone, DomainName name)
    {
        if (!Base32Hex.TryDecode(Encoding.ASCII.GetString(owner.Label(0)), out byte[]? from))
        {
            return false;
        }

        byte[] own = Nsec3Hash.Compute(name, nsec3.Salt.Span, nsec3.Iterations);
        return own.AsSpan().SequenceEqual(from) || Enumerable.Range(zone.LabelCount + 1, name.LabelCount - zone.LabelCount)
            .Select(labels => Nsec3Hash.Compute(name.Ancestor(labels), nsec3.Salt.Span, nsec3.Iterations))
            .Any(hash => Covers(from, nsec3.NextHash.Span, hash));
    }

    private static bool Covers(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, ReadOnlySpan<byte> hash)
    {
        bool after = from.SequenceCompareTo(hash) < 0;
        bool before = hash.SequenceCompareTo(to) < 0;
        return from.SequenceCompareTo(to) < 0 ? after && before : after || before;
    }
}
