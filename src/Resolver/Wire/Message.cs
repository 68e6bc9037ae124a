using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// A DNS message, owned: nothing in it points into the octets it was read from. The OPT record is apart, in
/// <see cref="Edns"/>; its upper bits are part of <see cref="Code"/>.
/// </summary>
public sealed partial record Message
{
    /// <summary>Octets of the header (RFC 1035 section 4.1.1).</summary>
    public const int HeaderLength = 12;

    /// <summary>Octets of the longest message: TCP counts in 16 bits (RFC 1035 section 4.2.2).</summary>
    public const int MaxLength = ushort.MaxValue;

    /// <summary>Pairs a query with its reply; worth nothing without the rest of RFC 5452 section 9.1.</summary>
    public ushort Id { get; init; }

    /// <summary>The flag bits, without opcode and code.</summary>
    public MessageFlags Flags { get; init; }

    /// <summary>0 is QUERY; nothing else is asked here.</summary>
    public byte Opcode { get; init; }

    /// <summary>The response code. Unauthenticated.</summary>
    public ResponseCode Code { get; init; }

    /// <summary>Usually one.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>The answer section.</summary>
    public IReadOnlyList<ResourceRecord> Answer { get; init; } = [];

    /// <summary>The authority section.</summary>
    public IReadOnlyList<ResourceRecord> Authority { get; init; } = [];

    /// <summary>The additional section without OPT.</summary>
    public IReadOnlyList<ResourceRecord> Additional { get; init; } = [];

    /// <summary>EDNS, when the message has it.</summary>
    public Edns? Edns { get; init; }

    /// <summary>True when the header says TC.</summary>
    public bool IsTruncated => (Flags & MessageFlags.Truncated) != MessageFlags.None;

    /// <summary>True when the header says QR.</summary>
    public bool IsResponse => (Flags & MessageFlags.Response) != MessageFlags.None;

    /// <summary>Reads a whole message; false with the reason when its octets make no sense.</summary>
    /// <remarks>
    /// Data of a known type that breaks the type's own rules does not spoil the message: it comes out as
    /// <see cref="Rdata.UnknownRdata"/> with its fault. Octets after the last record do spoil it.
    /// </remarks>
    public static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out Message? message, out WireFault fault)
    {
        WireReader reader = new(octets);
        bool read = TryRead(ref reader, out message);
        fault = reader.Fault;
        return read;
    }
}
