using System.Buffers.Binary;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Scenarios.Tests;

/// <summary>
/// The longest message there is, 65,535 octets, filled with what takes most memory to read: with all that judging it allocates it stays
/// below a stated bound, whatever it holds. Allocated is more than held: most of it is garbage at once.
/// </summary>
public sealed class MemoryTests
{
    // A name of 255 octets from a pointer of two is what swells most: some 130 times.
    private const int BytesPerOctet = 256;

    private static readonly byte[] LongName = MakeLongName();

    [Theory]
    [InlineData("many records of no octets", 65280, false)]
    [InlineData("addresses at a long name", 1, false)]
    [InlineData("name servers, both names long", 2, true)]
    [InlineData("mail exchangers, both names long", 15, true)]
    [InlineData("starts of authority, three long names", 6, true)]
    [InlineData("text of many empty strings", 16, false)]
    [InlineData("signatures of no octets", 46, false)]
    [InlineData("service records of many parameters", 64, false)]
    public void LongestMessage_OfTheWorstContent_AllocatesLessThanTheBound(string what, int type, bool named)
    {
        byte[] octets = Fill((RecordType)type, named);

        // Once before, for what is made only once.
        Judge(octets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int records = Judge(octets);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(records > 0, what);
        Assert.InRange(allocated, 1, (long)BytesPerOctet * Message.MaxLength);
    }

    private static int Judge(byte[] octets)
    {
        Assert.True(Message.TryRead(octets, out Message? message, out WireFault fault), fault.ToString());
        ValidationSession session = new(message.Questions[0], TrustAnchorSet.Iana, new ValidationPolicy(), new ValidationLimits(), ScenarioWorld.Now);
        session.Advance();
        session.Offer(message.Questions[0], message);
        session.Advance();
        return message.Answer.Count;
    }

    private static byte[] Fill(RecordType type, bool named)
    {
        List<byte> octets = [0, 0, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. LongName, 0, (byte)((ushort)type & 0xFF), 0, 1];
        octets[^4] = (byte)((ushort)type >> 8);
        byte[] data = DataOf(type, named);
        int count = 0;
        while (octets.Count + 12 + data.Length <= Message.MaxLength && count < 5900)
        {
            octets.AddRange([0xC0, 12, (byte)((ushort)type >> 8), (byte)((ushort)type & 0xFF), 0, 1, 0, 0, 0, (byte)(count & 0x7F), (byte)(data.Length >> 8), (byte)(data.Length & 0xFF)]);
            int at = octets.Count;
            octets.AddRange(data);
            Distinguish(octets, at, type, count);
            count++;
        }

        byte[] message = [.. octets];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)count);
        return message;
    }

    // Data that differ are kept apart in a set; equal ones would be one.
    private static void Distinguish(List<byte> octets, int at, RecordType type, int count)
    {
        int place = type switch
        {
            RecordType.A => at,
            RecordType.MX => at,
            RecordType.SOA => at + 4,
            RecordType.RRSIG => at + 14,
            _ => -1,
        };
        if (place >= 0)
        {
            octets[place] = (byte)(count >> 8);
            octets[place + 1] = (byte)(count & 0xFF);
        }
    }

    private static byte[] DataOf(RecordType type, bool named) => type switch
    {
        RecordType.A => new byte[4],
        RecordType.NS when named => [0xC0, 12],
        RecordType.MX when named => [0, 0, 0xC0, 12],
        RecordType.SOA when named => [0xC0, 12, 0xC0, 12, .. new byte[20]],
        RecordType.TXT => new byte[60_000],
        RecordType.RRSIG => [0, 1, 13, 1, .. new byte[14], 0],
        RecordType.SVCB => [0, 1, 0, .. Enumerable.Range(65280 - 10_000, 10_000).SelectMany(key => new byte[] { (byte)(key >> 8), (byte)(key & 0xFF), 0, 0 })],
        _ => [],
    };

    private static byte[] MakeLongName()
    {
        List<byte> name = [];
        for (int i = 0; i < 127; i++)
        {
            name.AddRange([1, (byte)'M']);
        }

        return [.. name, 0];
    }
}
