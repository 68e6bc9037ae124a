using DaneCore.Lab.Authority;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Hostile;

/// <summary>Everything the hostile upstream tries: taking away, forging, replaying, swapping, moving proofs, lying in the header, and together.</summary>
internal static class Attacks
{
    private static readonly RecordType[] Hops = [RecordType.DS, RecordType.DNSKEY];

    private static readonly RecordType[] Types =
    [
        RecordType.A, RecordType.MX, RecordType.TLSA, RecordType.CNAME, RecordType.SOA,
        RecordType.DS, RecordType.DNSKEY, RecordType.NSEC, RecordType.NSEC3,
    ];

    public static IReadOnlyList<Attack> All(HostileWorld world) =>
    [
        .. Taking(), .. Forging(world), .. Injecting(world), .. Replaying(world), .. Swapping(world), .. MovingProofs(world), .. Headers(), .. Together(world),
    ];

    private static IEnumerable<Attack> Taking()
    {
        yield return Keeping("all signatures taken", record => record.Type != RecordType.RRSIG);
        yield return new Attack("signatures of the answer taken", (_, reply) => reply with { Answer = [.. reply.Answer.Where(record => record.Type != RecordType.RRSIG)] });
        yield return new Attack("signatures of the authority section taken", (_, reply) => reply with { Authority = [.. reply.Authority.Where(record => record.Type != RecordType.RRSIG)] });
        foreach (RecordType type in Types)
        {
            yield return Keeping($"signatures over {type} taken", record => record.Data is not RrsigRdata signature || signature.TypeCovered != type);
            yield return Keeping($"{type} taken", record => record.Type != type && !(record.Data is RrsigRdata signature && signature.TypeCovered == type));
        }

        yield return new Attack("authority section taken", (_, reply) => reply with { Authority = [] });
        yield return new Attack("answer taken", (_, reply) => reply with { Answer = [] });
        yield return new Attack("answer taken, name error claimed", (_, reply) => reply with { Answer = [], Code = ResponseCode.NXDomain });
        yield return new Attack("answer taken", (_, reply) => reply with { Answer = [], Authority = [] }).For(RecordType.DS);
        yield return new Attack("answer taken", (_, reply) => reply with { Answer = [], Authority = [] }).For(RecordType.DNSKEY);
        for (int i = 0; i < 2; i++)
        {
            int index = i;
            yield return new Attack($"proof number {i + 1} taken", (_, reply) =>
                (from record in reply.Authority where record.Type is RecordType.NSEC or RecordType.NSEC3 select record.Owner).Distinct().ElementAtOrDefault(index) is { } owner
                    ? reply with { Authority = [.. reply.Authority.Where(record => !record.Owner.Equals(owner))] }
                    : reply);
        }
    }

    private static IEnumerable<Attack> Forging(HostileWorld world)
    {
        yield return Mapping("data forged under their signatures", record => record with { Data = HostileWorld.Lie(record.Data) });
        yield return Mapping("signatures made up", record => record.Data is RrsigRdata s
            ? record with { Data = new RrsigRdata(s.TypeCovered, s.Algorithm, s.Labels, s.OriginalTtl, s.Expiration, s.Inception, s.KeyTag, s.Signer, Enumerable.Repeat((byte)0x5A, s.Signature.Length).ToArray()) }
            : record with { Data = HostileWorld.Lie(record.Data) });
        yield return new Attack("data forged without signatures", (question, reply) => Answering(question, reply, lie => [new ResourceRecord(question.Name, RecordClass.IN, 300, lie)]));
        yield return new Attack("data forged and signed by the attacker's zone in its own name", (question, reply) => Answering(question, reply, lie => world.SignedByOwn(question.Name, [lie], HostileWorld.Own)));
        yield return new Attack("data forged and signed by the attacker's key in the zone's name", (question, reply) =>
            Answering(question, reply, lie => world.SignedByOwn(question.Name, [lie], ApexOf(world, question))));
        yield return new Attack("keys replaced by the attacker's, self-signed", (question, reply) => reply with { Code = ResponseCode.NoError, Answer = [.. world.SignedByOwn(question.Name, [world.OwnKey.Record], question.Name)] }).For(RecordType.DNSKEY);
        yield return new Attack("the attacker's key added to the keys", (question, reply) => reply with { Answer = [.. reply.Answer, new ResourceRecord(question.Name, RecordClass.IN, 3600, world.OwnKey.Record)] }).For(RecordType.DNSKEY);
        yield return new Attack("DS of the attacker's key in place of the true one, unsigned", (question, reply) => Delegated(world, question, reply, signs: false)).For(RecordType.DS);
        yield return new Attack("DS of the attacker's key in place of the true one, signed by the attacker", (question, reply) => Delegated(world, question, reply, signs: true)).For(RecordType.DS);
        foreach (RecordType type in Types)
        {
            yield return Mapping($"a bit of each {type} turned over", record => record.Type == type ? record with { Data = Flipped(record.Data) } : record);
        }
    }

    private static IEnumerable<Attack> Injecting(HostileWorld world)
    {
        var own = DomainName.Parse("mx.key-digest.lab");
        yield return new Attack("a forged record added to the answer", (question, reply) => HostileWorld.LieOf(question.Type) is { } lie
            ? reply with { Answer = [.. reply.Answer, new ResourceRecord(question.Name, RecordClass.IN, 300, lie)] }
            : reply);
        yield return new Attack("an unsigned alias to the attacker's zone", (question, reply) => Aliased(world, question, own, null)).ButFor(Hops);
        yield return new Attack("an alias to the attacker's zone, signed there", (question, reply) => Aliased(world, question, own, HostileWorld.Own)).ButFor(Hops);
        yield return new Attack("an unsigned alias to the attacker's zone", (question, reply) => Aliased(world, question, own, null)).For(RecordType.DS);
        yield return new Attack("an unsigned DNAME over the domain", (question, reply) => question.Name.LabelCount < 2 ? reply : reply with
        {
            Code = ResponseCode.NoError,
            Answer = [new ResourceRecord(question.Name.Parent(), RecordClass.IN, 300, new NameRdata(RecordType.DNAME, HostileWorld.Own))],
            Authority = [],
        }).ButFor(Hops);
        yield return new Attack("the attacker's records in the authority section", (_, reply) => reply with { Authority = [.. reply.Authority, .. Own(world)] });
        yield return new Attack("the attacker's records before the authority section", (_, reply) => reply with { Authority = [.. Own(world), .. reply.Authority] });
        yield return new Attack("the attacker's records in the answer", (_, reply) => reply with { Answer = [.. reply.Answer, .. world.SignedByOwn(own, [HostileWorld.LieOf(RecordType.A)!], HostileWorld.Own)] });
        yield return new Attack("records in the additional section only", (_, reply) => reply with { Answer = [], Additional = reply.Answer }).ButFor(Hops);
    }

    private static IEnumerable<Attack> Replaying(HostileWorld world)
    {
        Attack Of(string what, ZoneSet zones) => new(what, (question, _) => zones.Answer(question));
        foreach ((string what, ZoneSet zones) in new[] { ("old signatures replayed", world.Past), ("a forged internet", world.Shadow) })
        {
            yield return Of(what, zones);
            yield return Of(what, zones).ButFor(Hops);
            yield return Of(what, zones).For(RecordType.DNSKEY);
            yield return Of(what, zones).For(RecordType.DS);
            for (int depth = 1; depth <= 3; depth++)
            {
                int labels = depth;
                yield return Of(what, zones).Where($"from {depth} labels down", question => question.Name.LabelCount >= labels);
            }

            yield return new Attack($"{what}, the answer signed by both", (question, reply) => reply with { Answer = [.. zones.Answer(question).Answer, .. reply.Answer] });
        }
    }

    private static IEnumerable<Attack> Swapping(HostileWorld world)
    {
        yield return new Attack("the attacker's zone in place of every other", (question, reply) => InDomain(question.Name) is { } rest ? world.Honest.Answer(new Question(Under(rest, HostileWorld.Own), question.Type)) : reply);
        yield return new Attack("the attacker's answers under the victim's name", (question, reply) => InDomain(question.Name) is { } rest
            ? Renamed(world.Honest.Answer(new Question(Under(rest, HostileWorld.Own), question.Type)), HostileWorld.Own, question.Name.Ancestor(2))
            : reply);
        yield return new Attack("a sibling's answers under the victim's name", (question, reply) => InDomain(question.Name) is { } rest
            ? Renamed(world.Honest.Answer(new Question(Under(rest, DomainName.Parse("nsec3.lab")), question.Type)), DomainName.Parse("nsec3.lab"), question.Name.Ancestor(2))
            : reply);
        yield return new Attack("another host's data under this one's name", (question, reply) => InDomain(question.Name) is not null && question.Name.LabelCount > 2
            ? Renamed(world.Honest.Answer(new Question(question.Name.Ancestor(2), question.Type)), question.Name.Ancestor(2), question.Name)
            : reply).ButFor(Hops);
        yield return new Attack("an unsigned domain's answers under the victim's name", (question, reply) => InDomain(question.Name) is { } rest
            ? Renamed(world.Honest.Answer(new Question(Under(rest, DomainName.Parse("unsigned.lab")), question.Type)), DomainName.Parse("unsigned.lab"), question.Name.Ancestor(2))
            : reply);
    }

    private static IEnumerable<Attack> MovingProofs(HostileWorld world)
    {
        Attack Denied(string what, Func<Question, Question> other, ResponseCode code) => new($"{what}, {code}", (question, reply) =>
            question.Name.IsRoot ? reply : reply with { Answer = [], Code = code, Authority = world.Honest.Answer(other(question)).Authority });
        foreach (ResponseCode code in new[] { ResponseCode.NoError, ResponseCode.NXDomain })
        {
            yield return Denied("denied by the proof of a name that does not exist", question => new Question(Under("zz-nothing", question.Name.Parent()), RecordType.A), code).ButFor(Hops);
            yield return Denied("denied by the proof of a name below", question => new Question(Under("zz-nothing", question.Name), RecordType.A), code).ButFor(Hops);
            yield return Denied("denied by the apex's own proof", question => new Question(question.Name.Ancestor(Math.Min(2, question.Name.LabelCount)), RecordType.TXT), code).ButFor(Hops);
            yield return Denied("denied by the parent", question => new Question(Under("zz-nothing", question.Name.Ancestor(1)), RecordType.A), code).ButFor(Hops);
            yield return Denied("denied by another zone", question => new Question(Under("zz-nothing", HostileWorld.Own), RecordType.A), code).ButFor(Hops);
            yield return Denied("DS denied by the child", question => new Question(question.Name, RecordType.TXT), code).For(RecordType.DS);
            yield return Denied("DS denied as that of an unsigned zone is", question => new Question(DomainName.Parse($"unsigned.{question.Name.Ancestor(1)}"), RecordType.DS), code).For(RecordType.DS);
            yield return Denied("DS denied as that of no zone is", question => new Question(DomainName.Parse($"zz-nothing.{question.Name.Ancestor(1)}"), RecordType.DS), code).For(RecordType.DS);
        }
    }

    private static IEnumerable<Attack> Headers()
    {
        foreach (ResponseCode code in new[] { ResponseCode.NXDomain, ResponseCode.YXDomain, ResponseCode.ServFail, ResponseCode.Refused, ResponseCode.NoError })
        {
            yield return new Attack($"code {code}", (_, reply) => reply with { Code = code });
        }

        yield return new Attack("AD set", (_, reply) => reply with { Flags = reply.Flags | MessageFlags.AuthenticData });
        yield return new Attack("AD set on forged data", (question, reply) =>
            Answering(question, reply, lie => [new ResourceRecord(question.Name, RecordClass.IN, 300, lie)]) with { Flags = reply.Flags | MessageFlags.AuthenticData });
    }

    // Each half of an attack may be harmless: to pass a lie off, both the chain and the data have to be tampered with.
    private static IEnumerable<Attack> Together(HostileWorld world)
    {
        Attack[] chain = [.. MovingProofs(world).Concat(Forging(world)).Concat(Taking()).Where(attack => attack.Name.EndsWith(", for DS", StringComparison.Ordinal) || attack.Name.EndsWith(", for DNSKEY", StringComparison.Ordinal))];
        var unsigned = new Attack("data forged without signatures", (question, reply) => Answering(question, reply, lie => [new ResourceRecord(question.Name, RecordClass.IN, 300, lie)]));
        var replaced = new Attack("all below signed by the attacker in the zone's name", (question, reply) => question.Type == RecordType.DNSKEY && question.Name.LabelCount > 1
            ? reply with { Answer = [.. world.SignedByOwn(question.Name, [world.OwnKey.Record], question.Name)] }
            : Answering(question, reply, lie => world.SignedByOwn(question.Name, [lie], ApexOf(world, question))));
        return chain.SelectMany(attack => new[] { attack.And(unsigned), attack.And(replaced) });
    }

    private static Attack Keeping(string name, Func<ResourceRecord, bool> keeps) => new(name, (_, reply) => reply with
    {
        Answer = [.. reply.Answer.Where(keeps)],
        Authority = [.. reply.Authority.Where(keeps)],
    });

    private static Attack Mapping(string name, Func<ResourceRecord, ResourceRecord> map) => new(name, (_, reply) => reply with
    {
        Answer = [.. reply.Answer.Select(map)],
        Authority = [.. reply.Authority.Select(map)],
    });

    private static Message Answering(Question question, Message reply, Func<Rdata, IReadOnlyList<ResourceRecord>> make) => HostileWorld.LieOf(question.Type) is { } lie
        ? reply with { Code = ResponseCode.NoError, Answer = make(lie), Authority = [] }
        : reply;

    private static Message Aliased(HostileWorld world, Question question, DomainName target, DomainName? signer)
    {
        NameRdata alias = new(RecordType.CNAME, target);
        Message rest = world.Honest.Answer(new Question(target, question.Type));
        return rest with
        {
            Questions = [question],
            Answer = [.. signer is null ? [new ResourceRecord(question.Name, RecordClass.IN, 300, alias)] : world.SignedByOwn(question.Name, [alias], signer), .. rest.Answer],
        };
    }

    private static Message Delegated(HostileWorld world, Question question, Message reply, bool signs)
    {
        DsRdata digest = world.OwnKey.DelegationSigner(question.Name);
        return question.Name.LabelCount < 2 ? reply : reply with
        {
            Code = ResponseCode.NoError,
            Answer = signs ? world.SignedByOwn(question.Name, [digest], question.Name.Parent()) : [new ResourceRecord(question.Name, RecordClass.IN, 300, digest)],
            Authority = [],
        };
    }

    private static IReadOnlyList<ResourceRecord> Own(HostileWorld world) => world.Honest.Answer(new Question(Under("zz-nothing", HostileWorld.Own), RecordType.A)).Authority;

    private static DomainName ApexOf(HostileWorld world, Question question) =>
        Enumerable.Range(0, question.Name.LabelCount + 1).Reverse().Select(question.Name.Ancestor).First(name => world.Honest.Find(name) is not null);

    // The labels below the domain, "" for the domain itself; null for names above it and for the attacker's own.
    private static string? InDomain(DomainName name) => name.LabelCount < 2 || name.IsAtOrBelow(HostileWorld.Own)
        ? null
        : string.Join('.', name.ToString().TrimEnd('.').Split('.')[..^2]);

    private static DomainName Under(string labels, DomainName zone) => labels.Length == 0 ? zone : DomainName.Parse(zone.IsRoot ? labels : $"{labels}.{zone}");

    private static Message Renamed(Message reply, DomainName from, DomainName to)
    {
        ResourceRecord Map(ResourceRecord record) => record.Owner.Equals(from)
            ? record with { Owner = to }
            : record.Owner.IsStrictlyBelow(from) && record.Owner.TryReplaceAncestor(from, to, out DomainName? renamed) ? record with { Owner = renamed } : record;
        return reply with { Answer = [.. reply.Answer.Select(Map)], Authority = [.. reply.Authority.Select(Map)] };
    }

    private static Rdata Flipped(Rdata data)
    {
        byte[] octets = [.. data.ToWire()];
        octets[^1] ^= 1;
        return RdataReader.TryReadOwned(data.Type, octets, out Rdata? flipped) ? flipped : new UnknownRdata(data.Type, octets);
    }
}
