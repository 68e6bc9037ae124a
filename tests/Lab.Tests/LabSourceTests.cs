using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Lab.Tests;

public sealed class LabSourceTests
{
    private static readonly ZoneSet Zones = new(ExampleZone.Signed());
    private static readonly Question Question = new(DomainName.Parse("ai.example"), RecordType.A);

    [Fact]
    public async Task Ask_Question_GetsTheZonesAnswerAndIsCounted()
    {
        await using LabSource source = new(Zones);
        SourceReply.Received reply = Assert.IsType<SourceReply.Received>(await AskAsync(source));
        Assert.Equal(2, reply.Message.Answer.Count);
        Assert.Equal([Question], source.Asked);
    }

    [Fact]
    public async Task Ask_OtherPlaces_GoesRound()
    {
        ZoneSet other = new(SignedZone.AsIs(ZoneContent.Parse("example", "ai A 192.0.2.66")));
        await using LabSource source = new(new LabNameServer(Zones) { Name = "a" }, new LabNameServer(other) { Name = "b" });
        Assert.Equal(2, source.Places);
        Assert.Equal("b", Assert.IsType<SourceReply.Received>(await AskAsync(source, place: 1)).Server);
        Assert.Equal("a", Assert.IsType<SourceReply.Received>(await AskAsync(source, place: 2)).Server);
    }

    [Fact]
    public async Task Ask_HookThatAnswers_KeepsTheServersOutOfIt()
    {
        await using LabSource source = new(Zones) { Hook = (_, _) => new SourceReply.NotRecorded() };
        Assert.IsType<SourceReply.NotRecorded>(await AskAsync(source));
        source.Hook = (_, _) => null;
        Assert.IsType<SourceReply.Received>(await AskAsync(source));
    }

    public static TheoryData<string, TransportFault> Failures => new()
    {
        { "drop", TransportFault.TimedOut },
        { "wrong id", TransportFault.TimedOut },
        { "wrong question", TransportFault.TimedOut },
        { "garbage", TransportFault.Garbled },
        { "close", TransportFault.Closed },
        { "truncate", TransportFault.Truncated },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Ask_ReplyThatIsNone_FailsWithItsCause(string name, TransportFault expected)
    {
        IReplyFault fault = name switch
        {
            "drop" => ReplyFaults.Drop(),
            "wrong id" => ReplyFaults.WrongId(),
            "wrong question" => ReplyFaults.WrongQuestion(DomainName.Root),
            "garbage" => ReplyFaults.Garbage(new byte[] { 1, 2, 3 }),
            "close" => ReplyFaults.Close(),
            _ => ReplyFaults.Truncate(overTcpToo: true),
        };
        await using LabSource source = new(Zones, fault);
        Assert.Equal(expected, Assert.IsType<SourceReply.Failed>(await AskAsync(source)).Fault);
    }

    [Fact]
    public async Task Ask_ReplyCutOverUdp_IsAskedAgainOverTcp()
    {
        await using LabSource source = new(Zones, ReplyFaults.Truncate());
        Assert.False(Assert.IsType<SourceReply.Received>(await AskAsync(source)).Message.IsTruncated);
        Assert.Single(source.Asked);
    }

    [Fact]
    public async Task Ask_Flood_PicksTheOneThatMatches()
    {
        await using LabSource source = new(Zones, ReplyFaults.Flood(5));
        Assert.Equal(ResponseCode.NoError, Assert.IsType<SourceReply.Received>(await AskAsync(source)).Message.Code);
    }

    [Fact]
    public async Task Ask_DelayedReply_WaitsOnTheClock()
    {
        FakeTimeProvider clock = new();
        await using LabSource source = new(Zones, ReplyFaults.Delay(TimeSpan.FromSeconds(5), clock));
        Task<SourceReply> asking = AskAsync(source).AsTask();
        Assert.False(asking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<SourceReply.Received>(await asking);
    }

    [Fact]
    public async Task Ask_Cancelled_Throws()
    {
        await using LabSource source = new(Zones);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.AskAsync(Question, 0, new CancellationToken(canceled: true)));
    }

    private static ValueTask<SourceReply> AskAsync(LabSource source, int place = 0) =>
        source.AskAsync(Question, place, TestContext.Current.CancellationToken);
}
