using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// The header of a message (RFC 1035 section 4.1.1):
/// <code>
/// | ID (16) | QR Opcode(4) AA TC RD | RA Z AD CD RCODE(4) | QDCOUNT | ANCOUNT | NSCOUNT | ARCOUNT |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MessageHeader(ushort Id, ushort FlagsField, ushort Questions, ushort Answers, ushort Authorities, ushort Additionals)
{
    public const int OpcodeShift = 11;
    public const ushort CodeMask = 0x000F;
    private const ushort OpcodeMask = 0x7800;

    public MessageFlags Flags => (MessageFlags)(FlagsField & ~(OpcodeMask | CodeMask));

    public byte Opcode => (byte)((FlagsField & OpcodeMask) >> OpcodeShift);

    /// <summary>All records that it counts.</summary>
    public int Records => Questions + Answers + Authorities + Additionals;

    public int CountOf(MessagePart part) => part switch
    {
        MessagePart.Question => Questions,
        MessagePart.Answer => Answers,
        MessagePart.Authority => Authorities,
        MessagePart.Additional => Additionals,
        _ => throw new UnreachableException(),
    };

    public static bool TryRead(ref WireReader reader, out MessageHeader header)
    {
        bool read = reader.TryTake(Message.HeaderLength, out ReadOnlySpan<byte> octets);
        header = !read ? default : new MessageHeader(
            BinaryPrimitives.ReadUInt16BigEndian(octets),
            BinaryPrimitives.ReadUInt16BigEndian(octets[2..]),
            BinaryPrimitives.ReadUInt16BigEndian(octets[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(octets[6..]),
            BinaryPrimitives.ReadUInt16BigEndian(octets[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(octets[10..]));
        return read;
    }
}
