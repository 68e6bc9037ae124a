using System.Net;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Stress.Differential.Worlds;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Stress.Differential.Cases;

/// <summary>Does to a reply what a <see cref="ReplyAct"/> says.</summary>
internal static class ReplyActs
{
    private static readonly AddressRdata Forged = new(IPAddress.Parse("203.0.113.66"));

    public static Message Apply(ReplyAct act, World world, Question question, Message reply) => act.Kind switch
    {
        ReplyActKind.StripSignatures => Each(reply, record => record.Type == RecordType.RRSIG ? null : record),
        ReplyActKind.StripSomeSignatures => Each(reply, record => record.Data is RrsigRdata signature && IsDenial(signature.TypeCovered) == ((act.Number & 1) == 0) ? null : record),
        ReplyActKind.StripDenial => Each(reply, record => IsDenial(record.Type) || (record.Data is RrsigRdata signature && IsDenial(signature.TypeCovered)) ? null : record),
        ReplyActKind.RemoveSet => WithoutSet(reply, act.Number),
        ReplyActKind.RemoveRecord => At(reply, act.Number, _ => null),
        ReplyActKind.SwapSections => reply with { Answer = reply.Authority, Authority = reply.Answer },
        ReplyActKind.ChangeCode => reply with { Code = reply.Code == ResponseCode.NXDomain ? ResponseCode.NoError : ResponseCode.NXDomain },
        ReplyActKind.Fail => reply with { Code = ResponseCode.ServFail, Answer = [], Authority = [], Additional = [] },
        ReplyActKind.Empty => reply with { Code = ResponseCode.NoError, Answer = [], Authority = [], Additional = [] },
        ReplyActKind.FlipBit => At(reply, act.Number, record => record with { Data = Flipped(record.Data, act.Number) }),
        ReplyActKind.Twice => reply with { Answer = [.. reply.Answer, .. reply.Answer], Authority = [.. reply.Authority, .. reply.Authority] },
        ReplyActKind.Backwards => reply with { Answer = [.. reply.Answer.Reverse()], Authority = [.. reply.Authority.Reverse()] },
        ReplyActKind.AddOther => Plus(reply, Other(act, world)),
        ReplyActKind.AnswerAsOther => Other(act, world),
        ReplyActKind.OtherRenamed => Renamed(Other(act, world), act.Other.Name, question.Name, withAuthority: (act.Number & 1) == 0 ? [] : reply.Authority),
        ReplyActKind.OtherAuthority => reply with { Authority = Other(act, world).Authority },
        ReplyActKind.OtherDenial => reply with { Code = Other(act, world).Code, Answer = [], Authority = Other(act, world).Authority },
        ReplyActKind.SignedByOther => SignedBy(reply, world, act.Number, inOwnName: true),
        ReplyActKind.SignedInOtherName => SignedBy(reply, world, act.Number, inOwnName: false),
        ReplyActKind.FewerLabels => Each(reply, record => record.Data is RrsigRdata { Labels: > 0 } signature ? record with { Data = WithLabels(signature, (byte)(signature.Labels - 1)) } : record),
        ReplyActKind.ExtraRecord => reply with { Answer = [.. reply.Answer, .. reply.Answer.Where(record => record.Type == RecordType.A).Take(1).Select(record => record with { Data = Forged })] },
        ReplyActKind.ExtraSet => Extra(reply, act),
        ReplyActKind.UnsignedAlias => reply with { Code = ResponseCode.NoError, Answer = [Alias(question.Name, act.Other.Name), .. Other(act, world).Answer], Authority = [] },
        ReplyActKind.DelegationBits => Each(reply, record => record with { Data = WithBits(record.Data) }),
        ReplyActKind.OptOutBits => Each(reply, record => record.Data is Nsec3Rdata nsec3
            ? record with { Data = new Nsec3Rdata(nsec3.HashAlgorithm, 1, nsec3.Iterations, nsec3.Salt, nsec3.NextHash, nsec3.Types) }
            : record),
        ReplyActKind.HigherTtl => Each(reply, record => record with { Ttl = 86_400 }),
        ReplyActKind.LowerTtl => Each(reply, record => record with { Ttl = record.Ttl / 2 }),
        ReplyActKind.OtherSynthesis => reply.Answer.Any(record => record.Type == RecordType.DNAME)
            ? Each(reply, record => record.Type != RecordType.CNAME ? record : (act.Number & 1) == 0 ? null : Alias(record.Owner, act.Other.Name))
            : reply,
        ReplyActKind.Capitals => Each(reply, record => record with { Owner = DomainName.Parse(record.Owner.ToString().ToUpperInvariant()) }),
        _ => reply with { Flags = reply.Flags | MessageFlags.AuthenticData },
    };

    private static bool IsDenial(RecordType type) => type is RecordType.NSEC or RecordType.NSEC3;

    private static Message Other(ReplyAct act, World world) => world.Zones.Answer(act.Other);

    private static Message Plus(Message reply, Message other) => reply with { Answer = [.. reply.Answer, .. other.Answer], Authority = [.. reply.Authority, .. other.Authority] };

    private static ResourceRecord Alias(DomainName owner, DomainName target) => new(owner, RecordClass.IN, 300, new NameRdata(RecordType.CNAME, target));

    private static Message Renamed(Message other, DomainName from, DomainName to, IReadOnlyList<ResourceRecord> withAuthority) => other with
    {
        Answer = [.. other.Answer.Select(record => record.Owner.Equals(from) ? record with { Owner = to } : record)],
        Authority = withAuthority.Count == 0 ? other.Authority : withAuthority,
    };

    private static Message Extra(Message reply, ReplyAct act)
    {
        ResourceRecord extra = new(act.Other.Name, RecordClass.IN, 300, Forged);
        return (act.Number & 1) == 0 ? reply with { Answer = [.. reply.Answer, extra] } : reply with { Authority = [.. reply.Authority, extra] };
    }

    private static Message WithoutSet(Message reply, int number)
    {
        RecordSet[] sets = [.. RecordSet.Group([.. reply.Answer, .. reply.Authority])];
        if (sets.Length == 0)
        {
            return reply;
        }

        RecordSet gone = sets[number % sets.Length];
        return Each(reply, record => record.Owner.Equals(gone.Owner) && (record.Data is RrsigRdata signature ? signature.TypeCovered : record.Type) == gone.Type ? null : record);
    }

    private static Message SignedBy(Message reply, World world, int number, bool inOwnName)
    {
        RecordSet[] sets = [.. RecordSet.Group(reply.Answer).Where(set => set.Data.Count > 0)];
        DomainName[] apexes = [DomainName.Root, .. world.Plan.Zones.Where(zone => zone.IsSigned).Select(zone => zone.Name)];
        if (sets.Length == 0)
        {
            return reply;
        }

        RecordSet set = sets[number % sets.Length];
        DomainName apex = apexes[number / 8 % apexes.Length];
        DomainName holder = world.Plan.Holder(set.Owner, set.Type)?.Name ?? DomainName.Root;
        ZoneKey key = world.KeyOf(apex);

        // There are few RSA keys, and zones share them: what one signs the other has signed.
        bool isShared = key.Algorithm is DnssecAlgorithm.RsaSha256 or DnssecAlgorithm.RsaSha512 && key.Algorithm == world.KeyOf(holder).Algorithm;
        if (holder.Equals(apex) || (isShared && !inOwnName))
        {
            return reply;
        }

        var forged = RecordSet.Create(set.Owner, set.Type, set.Ttl, set.Data.Select(data => data.Type == RecordType.A ? Forged : data));
        RrsigRdata Filled(ReadOnlyMemory<byte> octets) => new(
            set.Type,
            key.Algorithm,
            (byte)(set.Owner.LabelCount - (set.Owner.IsWildcard ? 1 : 0)),
            set.Ttl,
            SerialNumber.FromInstant(WorldTimes.End),
            SerialNumber.FromInstant(WorldTimes.Start),
            key.Tag,
            inOwnName ? apex : holder,
            octets);
        RrsigRdata signature = Filled(key.Sign(SignedOctets.Of(forged, Filled(ReadOnlyMemory<byte>.Empty))));
        return reply with
        {
            Answer =
            [
                .. sets.SelectMany(each => ReferenceEquals(each, set)
                    ? [.. forged.Records, new ResourceRecord(set.Owner, set.Class, set.Ttl, signature)]
                    : each.Records.Concat(each.Signatures.Select(data => new ResourceRecord(each.Owner, each.Class, each.Ttl, data)))),
            ],
        };
    }

    private static Rdata WithBits(Rdata data)
    {
        static TypeBitmap Changed(TypeBitmap types) => TypeBitmap.Of(types.Types.Append(RecordType.NS).Except([RecordType.DS, RecordType.SOA]));
        return data switch
        {
            NsecRdata nsec => new NsecRdata(nsec.NextName, Changed(nsec.Types)),
            Nsec3Rdata nsec3 => new Nsec3Rdata(nsec3.HashAlgorithm, nsec3.Flags, nsec3.Iterations, nsec3.Salt, nsec3.NextHash, Changed(nsec3.Types)),
            _ => data,
        };
    }

    private static RrsigRdata WithLabels(RrsigRdata signature, byte labels) => new(
        signature.TypeCovered, signature.Algorithm, labels, signature.OriginalTtl, signature.Expiration, signature.Inception, signature.KeyTag, signature.Signer, signature.Signature);

    private static Rdata Flipped(Rdata data, int number)
    {
        byte[] octets = [.. data.ToWire()];
        octets[number / 8 % octets.Length] ^= (byte)(1 << (number & 7));
        return RdataReader.TryReadOwned(data.Type, octets, out Rdata? read) ? read : data;
    }

    private static Message At(Message reply, int number, Func<ResourceRecord, ResourceRecord?> change)
    {
        int records = reply.Answer.Count + reply.Authority.Count;
        int index = 0;
        return records == 0 ? reply : Each(reply, record => index++ == number % records ? change(record) : record);
    }

    private static Message Each(Message reply, Func<ResourceRecord, ResourceRecord?> change) => reply with
    {
        Answer = [.. reply.Answer.Select(change).OfType<ResourceRecord>()],
        Authority = [.. reply.Authority.Select(change).OfType<ResourceRecord>()],
    };
}
