using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Property.Tests.Zones;

/// <summary>
/// Somebody on the way who has every record that was ever signed, of every zone, and no key. Throws replies made of them: other
/// questions' replies, other names' proofs, wildcards under any name, a child's word for its parent's and the reverse.
/// </summary>
internal sealed class Forger(PlainInternet internet, IReadOnlyList<Question> others, Dice dice)
{
    // As many as a validation looks at.
    private const int MostProofs = 24;

    private readonly RecordSet[] _sets = [.. internet.Served.Zones.SelectMany(zone => zone.Sets).Where(set => set.Data.Count > 0)];

    /// <summary>What this forger does to the lookup of one question: some replies are tampered with, each in one way.</summary>
    public Func<Question, Message> Attack(Question question)
    {
        Dictionary<Question, Message> given = [];
        int where = dice.Next(5);
        return asked =>
        {
            if (!given.TryGetValue(asked, out Message? reply))
            {
                bool isTampered = where switch
                {
                    < 3 => asked.Equals(question),
                    3 => !asked.Equals(question) && dice.Next(2) == 0,
                    _ => dice.Next(2) == 0,
                };
                reply = internet.Served.Answer(asked);
                reply = isTampered ? Tampered(asked, reply) : reply;
                given.Add(asked, reply);
            }

            return reply;
        };
    }

    /// <summary>The reply with each of its sets, and each of its signatures, taken out in turn.</summary>
    public static IEnumerable<Message> LackingOne(Message reply)
    {
        foreach (ResourceRecord missing in reply.Answer.Concat(reply.Authority))
        {
            bool Stays(ResourceRecord record) => missing.Data is RrsigRdata ? record != missing : !record.Owner.Equals(missing.Owner) || CoveredBy(record) != missing.Type;
            yield return reply with { Answer = [.. reply.Answer.Where(Stays)], Authority = [.. reply.Authority.Where(Stays)] };
        }
    }

    private static RecordType CoveredBy(ResourceRecord record) => record.Data is RrsigRdata signature ? signature.TypeCovered : record.Type;

    private Message Tampered(Question asked, Message honest)
    {
        Message other = internet.Served.Answer(others[dice.Next(others.Count)]) with { Questions = honest.Questions };
        return dice.Next(12) switch
        {
            0 => other,
            1 => honest with { Authority = other.Authority, Code = other.Code },
            2 => honest with { Answer = other.Answer, Code = other.Code },
            3 => honest with { Authority = [.. honest.Authority, .. other.Authority], Answer = [.. other.Answer, .. honest.Answer] },
            4 or 5 => Denied(asked, honest),
            6 => Expanded(asked, honest),
            7 => Moved(asked, honest),
            8 => honest with { Answer = [.. Rendered(Near(asked.Name).Where(set => set.Type == asked.Type)).Take(8)] },
            9 => Invented(asked, honest),
            10 => honest with { Code = AnyCode(), Answer = honest.Authority, Authority = honest.Answer },
            _ => LackingOne(honest).Skip(dice.Next(4)).FirstOrDefault() ?? honest,
        };
    }

    private Message Denied(Question asked, Message honest) => honest with { Code = AnyCode(), Answer = [], Authority = [.. Rendered(Proofs(asked.Name, 6))] };

    // RFC 4035 section 5.3.2: the signature over a wildcard holds under every name below its parent, so anybody can rename it.
    private Message Expanded(Question asked, Message honest)
    {
        RecordSet[] wildcards = [.. _sets.Where(set => set.Owner.IsWildcard && asked.Name.IsStrictlyBelow(set.Owner.Parent()))];
        return wildcards.Length == 0 ? Denied(asked, honest) : honest with
        {
            Code = ResponseCode.NoError,
            Answer = [.. Rendered([Renamed(wildcards[dice.Next(wildcards.Length)], asked.Name)])],
            Authority = [.. Rendered([.. Proofs(asked.Name, 3), .. wildcards.Where(set => set.Type == RecordType.NSEC).Select(set => Renamed(set, asked.Name)).Take(1)])],
        };
    }

    private Message Moved(Question asked, Message honest)
    {
        RecordSet[] moves = [.. _sets.Where(set => set.Type == RecordType.DNAME && asked.Name.IsStrictlyBelow(set.Owner))];
        if (moves.Length == 0)
        {
            return Denied(asked, honest);
        }

        RecordSet move = moves[dice.Next(moves.Length)];
        DomainName target = dice.Next(2) == 0 ? others[dice.Next(others.Count)].Name : move.Owner;
        var alias = RecordSet.Create(asked.Name, RecordType.CNAME, 3600, [new NameRdata(RecordType.CNAME, target)]);
        return honest with { Code = ResponseCode.NoError, Answer = [.. Rendered(dice.Next(2) == 0 ? [move] : [move, alias])], Authority = [] };
    }

    private Message Invented(Question asked, Message honest)
    {
        Rdata data = asked.Type == RecordType.A ? new AddressRdata(System.Net.IPAddress.Parse("203.0.113.66")) : new NameRdata(RecordType.CNAME, others[dice.Next(others.Count)].Name);
        return honest with
        {
            Code = ResponseCode.NoError,
            Answer = [new ResourceRecord(asked.Name, RecordClass.IN, 60, data), .. dice.Next(2) == 0 ? honest.Answer : []],
            Authority = [.. Rendered(Proofs(asked.Name, 4))],
        };
    }

    private ResponseCode AnyCode() => dice.Next(2) == 0 ? ResponseCode.NoError : ResponseCode.NXDomain;

    /// <summary>All denial records of one zone above the name, or at it, or some of all those zones; now and then of any. And SOAs.</summary>
    private RecordSet[] Proofs(DomainName name, int most)
    {
        SignedZone[] zones = [.. internet.Served.Zones.Where(zone => zone.IsSigned && (dice.Next(6) == 0 || name.IsAtOrBelow(zone.Apex)))];
        bool isWhole = dice.Next(2) == 0;
        SignedZone[] speaking = isWhole && zones.Length > 0 ? [zones[dice.Next(zones.Length)]] : zones;
        RecordSet[] kept = [.. speaking.SelectMany(zone => zone.Sets).Where(set => set.Type is RecordType.NSEC or RecordType.NSEC3)];
        dice.Shuffle(kept);
        return [.. kept.Take(isWhole ? MostProofs : dice.Next(1, most + 1)), .. zones.Take(2).SelectMany(zone => zone.Sets.Where(set => set.Type == RecordType.SOA))];
    }

    private IEnumerable<RecordSet> Near(DomainName name)
    {
        RecordSet[] near = [.. _sets.Where(set => set.Owner.IsAtOrBelow(name) || name.IsAtOrBelow(set.Owner))];
        dice.Shuffle(near);
        return near;
    }

    private static RecordSet Renamed(RecordSet set, DomainName name) => RecordSet.Create(name, set.Type, set.Ttl, set.Data, set.Signatures);

    private static IEnumerable<ResourceRecord> Rendered(IEnumerable<RecordSet> sets) =>
        sets.SelectMany(set => set.Records.Concat(set.Signatures.Select(signature => new ResourceRecord(set.Owner, set.Class, set.Ttl, signature))));
}
