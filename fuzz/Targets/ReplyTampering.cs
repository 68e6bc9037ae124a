using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Fuzz.Targets;

/// <summary>What somebody on the way can do to a reply, four octets per act: which act, where, and two to choose with.</summary>
internal static class ReplyTampering
{
    public const int ActLength = 4;

    /// <summary>The reply after one act; null for a reply that does not come.</summary>
    public static Message? Apply(ReadOnlySpan<byte> act, Message reply) => (act[0] >> 3) switch
    {
        0 or 1 or 2 => FlipInWire(reply, act),
        3 => Without(reply, act[1]),
        4 => WithoutSignatures(reply, act[1]),
        5 => reply with { Answer = [] },
        6 => reply with { Authority = [] },
        7 or 8 => Plus(reply, Foreign(act)),
        9 => reply with { Answer = Foreign(act).Answer },
        10 => reply with { Authority = Foreign(act).Authority },
        11 => reply with { Code = (ResponseCode)(act[1] % 6) },
        12 => Renamed(reply, act),
        13 => Foreign(act),
        14 => null,
        15 => reply with { Answer = reply.Authority, Authority = reply.Answer },
        16 => reply with { Answer = [.. reply.Answer.Reverse()], Authority = [.. reply.Authority.Reverse()] },
        17 => LowerLabels(reply, act[1]),
        18 => OtherSigner(reply, act),
        19 or 20 or 21 => InsiderForgery.Apply(reply, act),
        22 or 23 => ForName(reply, act[1]),
        24 or 25 => FromWildcard(reply, act[1]),
        _ => reply,
    };

    /// <summary>Each act, done to the first reply and to all, with each of what there is to choose: a dictionary.</summary>
    public static IEnumerable<string> EachAct(int everyReply)
    {
        const int Acts = 26;
        int choices = SignedInternet.Questions.Count;
        for (int act = 0; act < Acts; act++)
        {
            yield return $"{(char)(act << 3)}\0\0\0";
            yield return $"{(char)((act << 3) | everyReply)}\x01\x01\x80";
        }

        // Those that choose a question.
        foreach (int act in (int[])[9, 13, 22])
        {
            for (int choice = 0; choice < choices; choice++)
            {
                yield return $"{(char)(act << 3)}{(char)choice}{(char)choice}\0";
            }
        }
    }

    private static Message FlipInWire(Message reply, ReadOnlySpan<byte> act)
    {
        byte[] octets = reply.ToWire();
        octets[((act[1] << 8) | act[2]) % octets.Length] ^= (byte)(1 << (act[3] & 7));
        return Message.TryRead(octets, out Message? altered, out _) ? altered : reply;
    }

    private static Message Without(Message reply, byte which)
    {
        int records = reply.Answer.Count + reply.Authority.Count;
        return records == 0 ? reply : Each(reply, (record, index) => index == which % records ? null : record);
    }

    private static Message WithoutSignatures(Message reply, byte kind) => Each(
        reply,
        (record, _) => record.Data is RrsigRdata signature && ((kind & 1) == 0 || ((ushort)signature.TypeCovered & 3) == (kind & 3)) ? null : record);

    private static Message Renamed(Message reply, ReadOnlySpan<byte> act)
    {
        IReadOnlyList<Question> questions = SignedInternet.Questions;
        DomainName name = questions[act[2] % questions.Count].Name;
        int shift = act[1];
        return Each(reply, (record, index) => index % 4 == shift % 4 ? record with { Owner = name } : record);
    }

    /// <summary>The whole answer as if it were about another name: what a wildcard made for one is held out for the next.</summary>
    private static Message ForName(Message reply, byte which)
    {
        DomainName name = SignedInternet.Questions[which % SignedInternet.Questions.Count].Name;
        return reply with { Answer = [.. reply.Answer.Select(record => record with { Owner = name })] };
    }

    /// <summary>What a wildcard made for another name, held out for the one that was asked for, with the proof that belongs to the other.</summary>
    private static Message FromWildcard(Message reply, byte which)
    {
        Question asked = reply.Questions[0];
        Message[] made = [.. SignedInternet.Questions.Where(other => other.Type == asked.Type && other != asked).Select(SignedInternet.Reply).Where(IsFromWildcard)];
        if (made.Length == 0)
        {
            return reply;
        }

        Message other = made[which % made.Length];
        return reply with { Answer = [.. other.Answer.Select(record => record with { Owner = asked.Name })], Authority = other.Authority };

        // RFC 4035 section 5.3.4: the signature counts fewer labels than the name has.
        static bool IsFromWildcard(Message message) =>
            message.Answer.Any(record => record.Data is RrsigRdata signature && signature.Labels < record.Owner.LabelCount);
    }

    private static Message LowerLabels(Message reply, byte labels) => EachSignature(
        reply, signature => Altered(signature, (byte)(labels % (signature.Labels + 2)), signature.Signer));

    private static Message OtherSigner(Message reply, ReadOnlySpan<byte> act)
    {
        DomainName apex = SignedInternet.Zones.Zones[act[1] % SignedInternet.Zones.Zones.Count].Apex;
        return EachSignature(reply, signature => Altered(signature, signature.Labels, apex));
    }

    private static RrsigRdata Altered(RrsigRdata signature, byte labels, DomainName signer) => new(
        signature.TypeCovered, signature.Algorithm, labels, signature.OriginalTtl, signature.Expiration, signature.Inception, signature.KeyTag, signer,
        signature.Signature);

    private static Message EachSignature(Message reply, Func<RrsigRdata, RrsigRdata> change) => Each(
        reply, (record, _) => record.Data is RrsigRdata signature ? record with { Data = change(signature) } : record);

    private static Message Plus(Message reply, Message other) => reply with
    {
        Answer = [.. reply.Answer, .. other.Answer],
        Authority = [.. reply.Authority, .. other.Authority],
    };

    /// <summary>The honest reply to another question: of the list, or about a zone.</summary>
    private static Message Foreign(ReadOnlySpan<byte> act)
    {
        IReadOnlyList<Question> questions = SignedInternet.Questions;
        if (act[3] < 128)
        {
            return SignedInternet.Reply(questions[act[2] % questions.Count]);
        }

        DomainName apex = SignedInternet.Zones.Zones[act[2] % SignedInternet.Zones.Zones.Count].Apex;
        return SignedInternet.Reply(new Question(apex, act[3] < 192 ? RecordType.DNSKEY : RecordType.DS, RecordClass.IN));
    }

    private static Message Each(Message reply, Func<ResourceRecord, int, ResourceRecord?> change) => reply with
    {
        Answer = [.. reply.Answer.Select(change).OfType<ResourceRecord>()],
        Authority = [.. reply.Authority.Select((record, index) => change(record, index + reply.Answer.Count)).OfType<ResourceRecord>()],
    };
}
