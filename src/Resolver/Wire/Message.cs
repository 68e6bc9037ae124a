using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// A DNS message, owned: it keeps a copy of the octets it was read from, all of them looked at then, and makes records of a section when somebody
/// asks for it. The OPT record is apart, in <see cref="Edns"/>; its upper bits are part of <see cref="Code"/>.
/// </summary>
public sealed partial record Message
{
    /// <summary>Octets of the header (RFC 1035 section 4.1.1).</summary>
    public const int HeaderLength = 12;

    /// <summary>Octets of the longest message: TCP counts in 16 bits (RFC 1035 section 4.2.2).</summary>
    public const int MaxLength = ushort.MaxValue;

    // What somebody put in; else it comes from the octets.
    private readonly IReadOnlyList<Question>? _questions;
    private readonly IReadOnlyList<ResourceRecord>? _answer;
    private readonly IReadOnlyList<ResourceRecord>? _authority;
    private readonly IReadOnlyList<ResourceRecord>? _additional;
    private readonly Edns? _edns;
    private readonly bool _hasOwnEdns;

    // Shared by what "with" makes of a message.
    private readonly MessageOctets? _octets;

    /// <summary>A message of what its parts are set to.</summary>
    public Message()
    {
    }

    private Message(MessageOctets octets, MessageHeader header, byte upperCode)
    {
        _octets = octets;
        Id = header.Id;
        Flags = header.Flags;
        Opcode = header.Opcode;
        Code = (ResponseCode)((header.FlagsField & MessageHeader.CodeMask) | (upperCode << 4));
    }

    /// <summary>Pairs a query with its reply; worth nothing without the rest of RFC 5452 section 9.1.</summary>
    public ushort Id { get; init; }

    /// <summary>The flag bits, without opcode and code.</summary>
    public MessageFlags Flags { get; init; }

    /// <summary>0 is QUERY; nothing else is asked here.</summary>
    public byte Opcode { get; init; }

    /// <summary>The response code. Unauthenticated.</summary>
    public ResponseCode Code { get; init; }

    /// <summary>Usually one.</summary>
    public IReadOnlyList<Question> Questions
    {
        get => _questions ?? _octets?.Questions ?? [];
        init => _questions = value;
    }

    /// <summary>The answer section.</summary>
    public IReadOnlyList<ResourceRecord> Answer
    {
        get => _answer ?? _octets?.Answer ?? [];
        init => _answer = value;
    }

    /// <summary>The authority section.</summary>
    public IReadOnlyList<ResourceRecord> Authority
    {
        get => _authority ?? _octets?.Authority ?? [];
        init => _authority = value;
    }

    /// <summary>The additional section without OPT.</summary>
    public IReadOnlyList<ResourceRecord> Additional
    {
        get => _additional ?? _octets?.Additional ?? [];
        init => _additional = value;
    }

    /// <summary>EDNS, when the message has it.</summary>
    public Edns? Edns
    {
        get => _hasOwnEdns ? _edns : _octets?.Edns;
        init => (_edns, _hasOwnEdns) = (value, true);
    }

    /// <summary>True when the header says TC.</summary>
    public bool IsTruncated => (Flags & MessageFlags.Truncated) != MessageFlags.None;

    /// <summary>True when the header says QR.</summary>
    public bool IsResponse => (Flags & MessageFlags.Response) != MessageFlags.None;

    /// <summary>Reads a whole message; false with the reason when its octets make no sense.</summary>
    /// <remarks>
    /// Data of a known type that breaks the type's own rules does not spoil the message: it comes out as
    /// <see cref="Rdata.UnknownRdata"/> with its fault. Octets after the last record are no part of it and are left.
    /// </remarks>
    public static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out Message? message, out WireFault fault)
    {
        message = null;
        return MessageReader.TryOpen(octets, out MessageReader reader, out fault) && TryRead(octets, ref reader, out message, out fault);
    }
}
