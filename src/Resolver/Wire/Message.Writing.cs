namespace DaneCore.Resolver.Wire;

/// <content>Message to octets.</content>
public sealed partial record Message
{
    // What servers put into one datagram unless told otherwise: every query fits, and most replies do.
    private const int UsualLength = 1232;

    /// <summary>
    /// Writes the message with compression; false when it does not fit into <paramref name="space"/>, with nothing
    /// promised about what stands there.
    /// </summary>
    public bool TryWrite(Span<byte> space, out int length)
    {
        WireWriter writer = new(space, compress: true);
        writer.WriteUInt16(Id);
        writer.WriteUInt16((ushort)((ushort)Flags | (Opcode << MessageHeader.OpcodeShift) | ((ushort)Code & MessageHeader.CodeMask)));
        writer.WriteUInt16((ushort)Questions.Count);
        writer.WriteUInt16((ushort)Answer.Count);
        writer.WriteUInt16((ushort)Authority.Count);
        writer.WriteUInt16((ushort)(Additional.Count + (Edns is null ? 0 : 1)));
        foreach (Question question in Questions)
        {
            writer.WriteName(question.Name);
            writer.WriteUInt16((ushort)question.Type);
            writer.WriteUInt16((ushort)question.Class);
        }

        WriteSection(ref writer, Answer);
        WriteSection(ref writer, Authority);
        WriteSection(ref writer, Additional);
        Edns?.Write(ref writer, Code);
        length = writer.Length;
        return !writer.Overflowed;
    }

    /// <summary>The message as octets.</summary>
    /// <exception cref="InvalidOperationException">It is longer than 65,535 octets.</exception>
    public byte[] ToWire()
    {
        // Room for any message would be 64 KiB of garbage for a query of some forty octets.
        Span<byte> little = stackalloc byte[UsualLength];
        if (TryWrite(little, out int length))
        {
            return little[..length].ToArray();
        }

        byte[] space = new byte[MaxLength];
        return TryWrite(space, out length)
            ? space[..length]
            : throw new InvalidOperationException($"The message is longer than {MaxLength} octets.");
    }

    private static void WriteSection(ref WireWriter writer, IReadOnlyList<ResourceRecord> records)
    {
        foreach (ResourceRecord record in records)
        {
            writer.WriteName(record.Owner);
            writer.WriteUInt16((ushort)record.Type);
            writer.WriteUInt16((ushort)record.Class);
            writer.WriteUInt32(record.Ttl);
            int start = writer.OpenLength();
            record.Data.Write(ref writer);
            writer.CloseLength(start);
        }
    }
}
