using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Small changes to replies on their way: what a hostile or broken upstream does.</summary>
internal static class Damage
{
    public static Message WithoutSignatures(Message reply, ZoneSet _) => Keep(reply, record => record.Type != RecordType.RRSIG);

    public static Func<Message, ZoneSet, Message> WithoutSignaturesOver(RecordType type) =>
        (reply, _) => Keep(reply, record => record.Data is not RrsigRdata signature || signature.TypeCovered != type);

    /// <summary>Leaves out records of a type and their signatures; of one owner, if one is named.</summary>
    public static Func<Message, ZoneSet, Message> Without(RecordType type, string? owner = null) =>
        (reply, _) => Keep(reply, record =>
            (owner is not null && !record.Owner.Equals(DomainName.Parse(owner)))
            || (record.Type != type && !(record.Data is RrsigRdata signature && signature.TypeCovered == type)));

    /// <summary>The reply to another question, under this one's name.</summary>
    public static Func<Message, ZoneSet, Message> InsteadOf(string name, RecordType type) =>
        (_, zones) => zones.Answer(new Question(DomainName.Parse(name), type));

    /// <summary>An empty answer with what another reply has in its authority section.</summary>
    public static Func<Message, ZoneSet, Message> DeniedAs(string name, RecordType type, ResponseCode code = ResponseCode.NoError) =>
        (reply, zones) => reply with { Answer = [], Code = code, Authority = zones.Answer(new Question(DomainName.Parse(name), type)).Authority };

    /// <summary>An empty answer with the SOA of the zone and its first NSEC3 record that lists an alias, as some servers deny an NSEC there.</summary>
    public static Func<Message, ZoneSet, Message> DeniedByAlias(string apex) => (reply, zones) =>
    {
        SignedZone zone = zones.Find(DomainName.Parse(apex))!;
        RecordSet denial = zone.Sets.First(set => set.Data is [Nsec3Rdata nsec3] && nsec3.Types.Contains(RecordType.CNAME));
        return reply with
        {
            Answer = [],
            Code = ResponseCode.NoError,
            Authority =
            [
                .. zones.Answer(new Question(DomainName.Parse("www." + apex), RecordType.AAAA)).Authority.Where(record => record.Owner.Equals(zone.Apex)),
                .. denial.Records,
                .. denial.Signatures.Select(signature => new ResourceRecord(denial.Owner, denial.Class, denial.Ttl, signature)),
            ],
        };
    };

    /// <summary>One bit of the first datum of a type is turned over.</summary>
    public static Func<Message, ZoneSet, Message> FlippedBitIn(RecordType type) => (reply, _) => reply with
    {
        Answer = [.. reply.Answer.Select(record => record.Type == type ? Flipped(record) : record)],
        Authority = [.. reply.Authority.Select(record => record.Type == type ? Flipped(record) : record)],
    };

    public static Func<Message, ZoneSet, Message> WithCode(ResponseCode code) => (reply, _) => reply with { Code = code };

    private static ResourceRecord Flipped(ResourceRecord record)
    {
        byte[] octets = record.Data.ToWire().ToArray();
        octets[^1] ^= 1;
        return record with { Data = RdataReader.TryReadOwned(record.Type, octets, out Rdata? data) ? data : new UnknownRdata(record.Type, octets) };
    }

    private static Message Keep(Message reply, Func<ResourceRecord, bool> keeps) => reply with
    {
        Answer = [.. reply.Answer.Where(keeps)],
        Authority = [.. reply.Authority.Where(keeps)],
    };
}
