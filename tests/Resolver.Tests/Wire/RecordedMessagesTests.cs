using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

/// <summary>Real messages from <c>testdata/recorded/messages</c>, whole and damaged.</summary>
public sealed class RecordedMessagesTests
{
    public static TheoryData<string> Names { get; } =
        [.. Directory.GetFiles(Folder(), "*.bin").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [Requirement("4035-4.9-1")]
    [MemberData(nameof(Names))]
    public void Message_ReadAndWritten_ReadsBackTheSame(string name)
    {
        byte[] octets = File.ReadAllBytes(Path.Combine(Folder(), name));
        if (!Message.TryRead(octets, out Message? message, out WireFault fault))
        {
            Assert.NotEqual(WireFault.None, fault);
            return;
        }

        Assert.True(Message.TryRead(message.ToWire(), out Message? again, out fault), fault.ToString());
        Assert.Equal((message.Id, message.Flags, message.Opcode, message.Code), (again.Id, again.Flags, again.Opcode, again.Code));
        Assert.Equal(message.Questions, again.Questions);
        Assert.Equal(message.Answer, again.Answer);
        Assert.Equal(message.Authority, again.Authority);
        Assert.Equal(message.Additional, again.Additional);
        Assert.Equal(EdnsText(message.Edns), EdnsText(again.Edns));
        Assert.Equal(Convert.ToHexString(message.ToWire()), Convert.ToHexString(again.ToWire()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Records_WrittenAsText_ReadBackEqual(string name)
    {
        if (!Message.TryRead(File.ReadAllBytes(Path.Combine(Folder(), name)), out Message? message, out _))
        {
            return;
        }

        foreach (ResourceRecord record in message.Answer.Concat(message.Authority).Concat(message.Additional))
        {
            string line = record.ToString();
            Assert.All(line, c => Assert.InRange(c, ' ', '~'));
            Assert.True(ResourceRecord.TryParse(line, out ResourceRecord? read, out string? why), $"{line}: {why}");
            Assert.Equal(record, read);
            Assert.Equal(record.Data.GetType(), read.Data.GetType());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_WithOneOctetChangedOrCut_IsReadOrRefusedAndNothingIsThrown(string name)
    {
        byte[] octets = File.ReadAllBytes(Path.Combine(Folder(), name));
        for (int at = 0; at < octets.Length; at++)
        {
            byte kept = octets[at];
            foreach (byte changed in (ReadOnlySpan<byte>)[0x00, 0xC0, 0xFF, (byte)(kept ^ 0x01)])
            {
                octets[at] = changed;
                Use(octets);
            }

            octets[at] = kept;
            Use(octets.AsSpan(0, at));
        }
    }

    [Fact]
    public void Messages_AreMostlySound()
    {
        int sound = Names.Count(row => Message.TryRead(File.ReadAllBytes(Path.Combine(Folder(), row.Data)), out _, out _));
        Assert.InRange(Names.Count - sound, 1, 15);
    }

    private static void Use(ReadOnlySpan<byte> octets)
    {
        if (!Message.TryRead(octets, out Message? message, out WireFault fault))
        {
            Assert.NotEqual(WireFault.None, fault);
            return;
        }

        Assert.True(Message.TryRead(message.ToWire(), out Message? again, out fault), fault.ToString());
        Assert.Equal(message.Answer, again.Answer);
        foreach (RecordSet set in RecordSet.Group(message.Answer))
        {
            foreach (RrsigRdata signature in set.Signatures.Where(signature => signature.Labels <= set.Owner.LabelCount))
            {
                Assert.NotEmpty(CanonicalForm.Of(set, signature));
            }
        }
    }

    private static string EdnsText(Edns? edns) =>
        edns is null
            ? "none"
            : $"{edns.UdpPayloadSize} {edns.Version} {edns.DnssecOk} "
                + string.Join(',', edns.Options.Select(option => $"{option.Code}:{Convert.ToHexString(option.Data.Span)}"));

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string found = Path.Combine(folder.FullName, "testdata", "recorded", "messages");
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        throw new DirectoryNotFoundException("testdata/recorded/messages is not above the tests");
    }
}
