using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Faults;

/// <content>Faults that change records of a reply and leave the rest alone.</content>
public static partial class ReplyFaults
{
    private const int BitsPerOctet = 8;

    /// <summary>No RRSIG anywhere; or none over these types.</summary>
    public static IReplyFault StripSignatures(params IReadOnlyList<RecordType> covering) =>
        StripRecords(record => record.Data is RrsigRdata signature && (covering.Count == 0 || covering.Contains(signature.TypeCovered)));

    /// <summary>No NSEC and NSEC3, nor signatures over them.</summary>
    public static IReplyFault StripDenial() => StripRecords(record =>
        record.Type is RecordType.NSEC or RecordType.NSEC3
        || record.Data is RrsigRdata { TypeCovered: RecordType.NSEC or RecordType.NSEC3 });

    /// <summary>Without the records that fulfil a condition.</summary>
    public static IReplyFault StripRecords(Func<ResourceRecord, bool> strip)
    {
        ArgumentNullException.ThrowIfNull(strip);
        return Change((_, message) => Keeping(message, record => !strip(record)));
    }

    /// <summary>Each record through a function; null takes it out.</summary>
    public static IReplyFault MapRecords(Func<ResourceRecord, ResourceRecord?> map) => Change((_, message) => Mapped(message, map));

    /// <summary>The whole message through a function.</summary>
    public static IReplyFault MapMessage(Func<Message, Message> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Change((_, message) => map(message));
    }

    /// <summary>Other data in place of the type's; signatures stay as they are.</summary>
    public static IReplyFault Forge(Rdata data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return MapRecords(record => record.Type == data.Type ? record with { Data = data } : record);
    }

    /// <summary>More records in the answer section.</summary>
    public static IReplyFault AddToAnswer(params IReadOnlyList<ResourceRecord> records) =>
        Change((_, message) => message with { Answer = [.. message.Answer, .. records] });

    /// <summary>More records in the authority section.</summary>
    public static IReplyFault AddToAuthority(params IReadOnlyList<ResourceRecord> records) =>
        Change((_, message) => message with { Authority = [.. message.Authority, .. records] });

    /// <summary>One bit of the data of every record of a type; counted from the left, modulo the length. NSEC3 owners stay.</summary>
    public static IReplyFault FlipData(RecordType type, int bit) =>
        MapRecords(record => record.Type == type ? record with { Data = ReadAs(type, Flipped(record.Data.ToWire(), bit)) } : record);

    /// <summary>One bit of every signature over a type; counted from the left, modulo the length.</summary>
    public static IReplyFault FlipSignature(RecordType covered, int bit) => MapRecords(record =>
        record.Data is RrsigRdata signature && signature.TypeCovered == covered
            ? record with { Data = WithSignature(signature, Flipped(signature.Signature.Span, bit)) }
            : record);

    /// <summary>NXDOMAIN with an empty answer becomes an address: what some providers sell as help.</summary>
    public static IReplyFault RewriteNxdomain(AddressRdata address)
    {
        ArgumentNullException.ThrowIfNull(address);
        const uint Ttl = 60;
        return Change((query, message) => message.Code == ResponseCode.NXDomain && query.Question is { } question
            ? message with
            {
                Code = ResponseCode.NoError,
                Answer = [new ResourceRecord(question.Name, question.Class, Ttl, address)],
                Authority = [],
            }
            : message);
    }

    private static RrsigRdata WithSignature(RrsigRdata signature, byte[] octets) => new(
        signature.TypeCovered,
        signature.Algorithm,
        signature.Labels,
        signature.OriginalTtl,
        signature.Expiration,
        signature.Inception,
        signature.KeyTag,
        signature.Signer,
        octets);

    private static byte[] Flipped(ReadOnlySpan<byte> octets, int bit)
    {
        byte[] flipped = octets.ToArray();
        if (flipped.Length > 0)
        {
            int at = bit % (flipped.Length * BitsPerOctet);
            flipped[at / BitsPerOctet] ^= (byte)(0x80 >> (at % BitsPerOctet));
        }

        return flipped;
    }
}
