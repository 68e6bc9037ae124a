using System.Buffers.Binary;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// Walks a message, question by question and record by record, and makes nothing of it: what it hands out are slices. It takes what
/// <see cref="Message"/> takes and refuses what that refuses, for it is what that reads with.
/// </summary>
internal ref struct MessageReader
{
    // The shortest record has 11 octets, so 65,535 octets hold fewer than 5,957; a sound message is far below.
    private const int MaxRecords = 6000;

    // Type (16), class (16), TTL (32), length of the data (16).
    private const int FixedLength = 10;

    private WireReader _reader;
    private MessagePlaces _places;
    private int _left;

    private MessageReader(WireReader reader, MessageHeader header)
    {
        _reader = reader;
        Header = header;
        _left = header.Questions;
        Part = MessagePart.Question;
    }

    /// <summary>The header.</summary>
    public MessageHeader Header { get; }

    /// <summary>The section that what was read last belongs to.</summary>
    public MessagePart Part { get; private set; }

    /// <summary>Where the sections begin that were come to.</summary>
    public readonly MessagePlaces Places => _places;

    /// <summary>Why it reads no further; none at the end of a message that is whole.</summary>
    public readonly WireFault Fault => _reader.Fault;

    /// <summary>False where there is not even a header, or it counts more than is taken in.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> octets, out MessageReader reader, out WireFault fault)
    {
        WireReader wire = new(octets);
        bool opened = MessageHeader.TryRead(ref wire, out MessageHeader header) && (header.Records <= MaxRecords || wire.Fail(WireFault.TooManyRecords));
        fault = wire.Fault;
        reader = opened ? new MessageReader(wire, header) : default;
        return opened;
    }

    /// <summary>The next question; false when there is no further one, or a fault.</summary>
    public bool TryReadQuestion(out NameView name, out RecordType type, out RecordClass @class)
    {
        type = default;
        @class = default;
        name = default;
        if (Part != MessagePart.Question || _left == 0
            || !_reader.TryViewName(compression: true, out name) || !_reader.TryReadUInt16(out ushort typeField) || !_reader.TryReadUInt16(out ushort classField))
        {
            return false;
        }

        _left--;
        type = (RecordType)typeField;
        @class = (RecordClass)classField;
        return true;
    }

    /// <summary>The next record, OPT among them, once the questions were read; false at the end, or when there is a fault.</summary>
    public bool TryReadRecord(out RecordView record)
    {
        record = default;
        while (_left == 0)
        {
            if (Part == MessagePart.Additional)
            {
                // The message ends here. What some servers put behind it is left, as BIND, Unbound and ldns leave it: a sound zone must not be lost for it.
                return false;
            }

            Part++;
            _left = Header.CountOf(Part);
            Note(Part, _reader.Position);
        }

        int start = _reader.Position;
        if (!TryReadRecord(ref _reader, out record))
        {
            return false;
        }

        _left--;
        WireFault fault = Objection(record, Part == MessagePart.Additional && _places.Opt == 0);
        if (fault != WireFault.None)
        {
            return _reader.Fail(fault);
        }

        _places.Opt = record.Type == RecordType.OPT ? start : _places.Opt;
        return true;
    }

    /// <summary>One record, wherever the reader stands.</summary>
    public static bool TryReadRecord(scoped ref WireReader reader, out RecordView record)
    {
        record = default;
        if (!reader.TryViewName(compression: true, out NameView owner) || !reader.TryTake(FixedLength, out ReadOnlySpan<byte> numbers))
        {
            return false;
        }

        if (!reader.TryEnter(BinaryPrimitives.ReadUInt16BigEndian(numbers[8..]), out WireReader data))
        {
            return false;
        }

        record = new RecordView
        {
            Owner = owner,
            Type = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(numbers),
            ClassField = BinaryPrimitives.ReadUInt16BigEndian(numbers[2..]),
            TtlField = BinaryPrimitives.ReadUInt32BigEndian(numbers[4..]),
            Data = data,
        };
        return true;
    }

    private void Note(MessagePart part, int start)
    {
        switch (part)
        {
            case MessagePart.Answer:
                _places.Answer = start;
                break;
            case MessagePart.Authority:
                _places.Authority = start;
                break;
            case MessagePart.Additional:
                _places.Additional = start;
                break;
        }
    }

    private static WireFault Objection(in RecordView record, bool optAllowed)
    {
        if (record.Type != RecordType.OPT)
        {
            return RdataReader.CanBeCarried(record, out WireFault fault) ? WireFault.None : fault;
        }

        // OPT belongs to the additional section, once and at the root (RFC 6891 section 6.1.1); elsewhere it is a fault.
        WireReader options = record.Data;
        return optAllowed && record.Owner.IsRoot && Edns.AreOptions(ref options) ? WireFault.None : WireFault.BadOpt;
    }
}
