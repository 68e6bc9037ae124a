using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>A message whose names were compressed where we write them out is longer when it is written again.</summary>
public sealed class RecordingGrowthTests
{
    private static readonly Question Asked = new(DomainName.Parse("example.com"), RecordType.SRV);
    private static readonly DomainName LongName = DomainName.Parse(string.Join('.', Enumerable.Repeat(new string('a', 60), 4)));

    [Theory]
    [InlineData(100, true)]
    [InlineData(1000, false)]
    public void Reply_TooLongWhenWrittenAgain_IsKeptAsAFailure(int records, bool isKept)
    {
        Message reply = new()
        {
            Flags = MessageFlags.Response,
            Questions = [Asked],
            Answer = [.. Enumerable.Range(0, records).Select(number => new ResourceRecord(Asked.Name, RecordClass.IN, 1, new SrvRdata((ushort)number, 0, 1, LongName)))],
        };
        Recording recording = new(DateTimeOffset.UnixEpoch, [new RecordedReply(Asked, new SourceReply.Received(reply, "lab"))]);

        Assert.True(RecordingReader.TryParse(RecordingWriter.ToText(recording), out Recording? again, out string? why), why);
        RecordedReply kept = Assert.Single(again.Replies);
        if (isKept)
        {
            Assert.Equal(reply.Answer, Assert.IsType<SourceReply.Received>(kept.Reply).Message.Answer);
        }
        else
        {
            Assert.Equal(TransportFault.Garbled, Assert.IsType<SourceReply.Failed>(kept.Reply).Fault);
        }
    }
}
