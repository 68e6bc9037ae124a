using System.Buffers.Binary;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

/// <summary>A message is walked once and its records are made later: both have to say the same of it, or what was let in could not be made.</summary>
public sealed class MessageReaderTests
{
    private const int Tries = 400;
    private const int QuestionStart = 12;

    private static readonly byte[] Question = [1, (byte)'a', 4, (byte)'t', (byte)'e', (byte)'s', (byte)'t', 0, 0, 1, 0, 1];

    /// <summary>Every type there is a rule for, and some there is none for.</summary>
    public static TheoryData<ushort> Types => [.. Enumerable.Range(0, 270).Select(type => (ushort)type), 32768, 65280];

    [Theory]
    [MemberData(nameof(Types))]
    public void Record_OfAnyType_IsLetInWhenItCanBeMadeAndOnlyThen(ushort type)
    {
        Dice dice = new(type);
        int carried = 0;
        for (int i = 0; i < Tries; i++)
        {
            byte[] message = With(type, Data(dice));
            WireReader reader = new(message, QuestionStart + Question.Length);
            Assert.True(MessageReader.TryReadRecord(ref reader, out RecordView view));

            bool isCarried = RdataReader.CanBeCarried(view, out WireFault fault);
            WireReader data = view.Data;
            bool isMade = RdataReader.TryRead(view.Type, view.Class, data.Remaining, ref data, out _);

            Assert.True(isCarried == isMade, $"{Convert.ToHexString(message)}: walked {isCarried}, made {isMade}");
            Assert.Equal(data.Fault, fault);
            carried += isCarried ? 1 : 0;
        }

        Assert.InRange(carried, 1, Tries);
    }

    /// <summary>The first section is refused for what stands in it, and the last one is reached only behind what can be carried.</summary>
    [Theory]
    [InlineData(RecordType.SIG, "000100000000000000000000000000000000C00CFF", WireFault.None)]
    [InlineData(RecordType.SIG, "0001000000000000000000000000000000C00CFF", WireFault.Truncated)]
    [InlineData(RecordType.NXT, "C00C40", WireFault.None)]
    [InlineData(RecordType.NXT, "C0FF40", WireFault.BadPointer)]
    public void ObsoleteRecord_InAMessage_IsReadByItsOwnFields(RecordType type, string data, WireFault expected)
    {
        bool isRead = Message.TryRead(With((ushort)type, Convert.FromHexString(data)), out Message? message, out WireFault fault);

        Assert.Equal((expected == WireFault.None, expected), (isRead, fault));
        Assert.Equal(isRead, message?.Answer is [{ Data: not UnknownRdata }]);
    }

    // Pieces that data is made of: numbers, labels, pointers, counted strings.
    private static byte[] Data(Dice dice)
    {
        List<byte> data = [];
        for (int pieces = dice.Next(6); pieces > 0; pieces--)
        {
            byte[] numbers = [.. Enumerable.Range(0, dice.Next(20)).Select(_ => (byte)dice.Next(256))];
            data.AddRange(dice.Next(6) switch
            {
                0 => [0xC0, QuestionStart],
                1 => [1, (byte)'b', 0xC0, QuestionStart + 2],
                2 => [3, (byte)'N', (byte)'s', (byte)'1', 0],
                3 => [2, (byte)'x', (byte)'y'],
                4 => [0],
                _ => numbers,
            });
        }

        return [.. data];
    }

    private static byte[] With(ushort type, byte[] data)
    {
        byte[] head = [0, 1, 0x80, 0, 0, 1, 0, 1, 0, 0, 0, 0];
        byte[] record = [0, 0, 0, 0, 1, 0, 0, 0, 60, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(1), type);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(9), (ushort)data.Length);
        return [.. head, .. Question, .. record, .. data];
    }
}
