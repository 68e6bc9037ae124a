using System.Diagnostics;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// The octets of a message that was walked from end to end, and what was made of them so far. Each section is made once, by whoever asks for it first;
/// two threads that ask at a time get the same.
/// </summary>
internal sealed class MessageOctets(byte[] octets, MessagePlaces places)
{
    private IReadOnlyList<Question>? _questions;
    private IReadOnlyList<ResourceRecord>? _answer;
    private IReadOnlyList<ResourceRecord>? _authority;
    private IReadOnlyList<ResourceRecord>? _additional;
    private Edns? _edns;

    public IReadOnlyList<Question> Questions => _questions ?? First(ref _questions, ReadQuestions());

    public IReadOnlyList<ResourceRecord> Answer => _answer ?? First(ref _answer, ReadSection(MessagePart.Answer, places.Answer));

    public IReadOnlyList<ResourceRecord> Authority => _authority ?? First(ref _authority, ReadSection(MessagePart.Authority, places.Authority));

    public IReadOnlyList<ResourceRecord> Additional => _additional ?? First(ref _additional, ReadSection(MessagePart.Additional, places.Additional));

    public Edns? Edns => places.Opt == 0 ? null : _edns ?? First(ref _edns, ReadEdns());

    private MessageHeader Header
    {
        get
        {
            WireReader reader = new(octets);
            return MessageHeader.TryRead(ref reader, out MessageHeader header) ? header : throw Unread();
        }
    }

    private static T First<T>(ref T? place, T made)
        where T : class => Interlocked.CompareExchange(ref place, made, null) ?? made;

    private Question[] ReadQuestions()
    {
        var questions = new Question[Header.Questions];
        WireReader reader = new(octets, Message.HeaderLength);
        for (int i = 0; i < questions.Length; i++)
        {
            if (!reader.TryReadName(out DomainName? name) || !reader.TryReadUInt16(out ushort type) || !reader.TryReadUInt16(out ushort @class))
            {
                throw Unread();
            }

            questions[i] = new Question(name, (RecordType)type, (RecordClass)@class);
        }

        return questions;
    }

    private ResourceRecord[] ReadSection(MessagePart part, int start)
    {
        int count = Header.CountOf(part) - (part == MessagePart.Additional && places.Opt != 0 ? 1 : 0);
        if (count == 0)
        {
            return [];
        }

        var records = new ResourceRecord[count];
        NamePool names = new();
        WireReader reader = new(octets, start) { Names = names };
        for (int i = 0; i < count;)
        {
            if (!MessageReader.TryReadRecord(ref reader, out RecordView view))
            {
                throw Unread();
            }

            if (view.Type != RecordType.OPT)
            {
                records[i++] = new ResourceRecord(names.Of(view.Owner), view.Class, view.Ttl, RdataReader.Read(view));
            }
        }

        return records;
    }

    private Edns ReadEdns()
    {
        WireReader reader = new(octets, places.Opt);
        if (MessageReader.TryReadRecord(ref reader, out RecordView view))
        {
            WireReader options = view.Data;
            if (Edns.TryRead(view.ClassField, view.TtlField, ref options, out Edns? edns))
            {
                return edns;
            }
        }

        throw Unread();
    }

    private static UnreachableException Unread() => new("What was walked before is read again.");
}
