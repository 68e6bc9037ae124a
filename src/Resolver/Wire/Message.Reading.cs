using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire;

/// <content>
/// Octets to message (RFC 1035 section 4.1):
/// <code>
/// | ID (16) | QR Opcode(4) AA TC RD | RA Z AD CD RCODE(4) | QDCOUNT | ANCOUNT | NSCOUNT | ARCOUNT |
/// | questions: QNAME QTYPE QCLASS | records: NAME TYPE CLASS TTL(32) RDLENGTH RDATA ... |
/// </code>
/// </content>
public sealed partial record Message
{
    private const int OpcodeShift = 11;
    private const ushort OpcodeMask = 0x7800;
    private const ushort CodeMask = 0x000F;

    // The shortest record has 11 octets, so 65,535 octets hold fewer than 5,957; a sound message is far below.
    private const int MaxRecords = 6000;

    private static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Message? message)
    {
        message = null;
        if (!reader.TryReadUInt16(out ushort id)
            || !reader.TryReadUInt16(out ushort flags)
            || !reader.TryReadUInt16(out ushort questionCount)
            || !reader.TryReadUInt16(out ushort answerCount)
            || !reader.TryReadUInt16(out ushort authorityCount)
            || !reader.TryReadUInt16(out ushort additionalCount))
        {
            return false;
        }

        if (questionCount + answerCount + authorityCount + additionalCount > MaxRecords)
        {
            return reader.Fail(WireFault.TooManyRecords);
        }

        List<Question> questions = [];
        for (int i = 0; i < questionCount; i++)
        {
            if (!reader.TryReadName(out DomainName? name) || !reader.TryReadUInt16(out ushort type) || !reader.TryReadUInt16(out ushort @class))
            {
                return false;
            }

            questions.Add(new Question(name, (RecordType)type, (RecordClass)@class));
        }

        // OPT belongs to the additional section (RFC 6891 section 6.1.1); elsewhere it is a fault.
        OptFields opt = default;
        if (!TryReadSection(ref reader, answerCount, optAllowed: false, ref opt, out List<ResourceRecord> answer)
            || !TryReadSection(ref reader, authorityCount, optAllowed: false, ref opt, out List<ResourceRecord> authority)
            || !TryReadSection(ref reader, additionalCount, optAllowed: true, ref opt, out List<ResourceRecord> additional))
        {
            return false;
        }

        if (!reader.AtEnd)
        {
            return reader.Fail(WireFault.TrailingOctets);
        }

        message = new Message
        {
            Id = id,
            Flags = (MessageFlags)(flags & ~(OpcodeMask | CodeMask)),
            Opcode = (byte)((flags & OpcodeMask) >> OpcodeShift),
            Code = (ResponseCode)((flags & CodeMask) | (opt.UpperCode << 4)),
            Questions = questions,
            Answer = answer,
            Authority = authority,
            Additional = additional,
            Edns = opt.Edns,
        };
        return true;
    }

    private static bool TryReadSection(
        ref WireReader reader, int count, bool optAllowed, ref OptFields opt, out List<ResourceRecord> records)
    {
        records = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadName(out DomainName? owner)
                || !reader.TryReadUInt16(out ushort type)
                || !reader.TryReadUInt16(out ushort @class)
                || !reader.TryReadUInt32(out uint ttl)
                || !reader.TryReadUInt16(out ushort length))
            {
                return false;
            }

            if ((RecordType)type == RecordType.OPT)
            {
                if (!optAllowed || opt.Edns is not null || !owner.IsRoot)
                {
                    return reader.Fail(WireFault.BadOpt);
                }

                if (!reader.TryEnter(length, out WireReader options))
                {
                    return false;
                }

                if (!Edns.TryRead(@class, ttl, ref options, out Edns? edns))
                {
                    return reader.Fail(WireFault.BadOpt);
                }

                opt = new OptFields(edns, (byte)(ttl >> 24));
                continue;
            }

            if (!RdataReader.TryRead((RecordType)type, (RecordClass)@class, length, ref reader, out Rdata.Rdata? data))
            {
                return false;
            }

            // RFC 2181 section 8: a TTL with its top bit set counts as zero.
            records.Add(new ResourceRecord(owner, (RecordClass)@class, ttl > int.MaxValue ? 0 : ttl, data));
        }

        return true;
    }

    private readonly record struct OptFields(Edns? Edns, byte UpperCode);
}
