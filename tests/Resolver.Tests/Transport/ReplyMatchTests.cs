using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Transport;

public class ReplyMatchTests
{
    private static readonly Message Query = Queries.For(new Question(DomainName.Parse("www.example.lab"), RecordType.A)) with { Id = 0x1234 };
    private static readonly Message Reply = Queries.ReplyTo(Query);

    [Fact]
    public void Reply_WithEverythingOfTheQuery_Matches()
    {
        Assert.True(ReplyMatch.Matches(Query, Reply));
        Assert.True(ReplyMatch.Matches(Query, Reply with { Code = ResponseCode.NXDomain }));
        Assert.False(ReplyMatch.HasWrongQuestion(Query, Reply));
    }

    [Fact]
    [Requirement("5452-9.1-3")]
    public void Reply_WithAnotherIdOpcodeOrBit_DoesNotMatch()
    {
        Assert.False(ReplyMatch.Matches(Query, Reply with { Id = 0x1235 }));
        Assert.False(ReplyMatch.Matches(Query, Reply with { Opcode = 5 }));
        Assert.False(ReplyMatch.Matches(Query, Query));
        Assert.False(ReplyMatch.HasWrongQuestion(Query, Reply with { Id = 0x1235, Questions = [] }));
    }

    [Theory]
    [InlineData("www.example.lab", RecordType.AAAA, RecordClass.IN)]
    [InlineData("www.example.lab", RecordType.A, RecordClass.CH)]
    [InlineData("ww.example.lab", RecordType.A, RecordClass.IN)]
    [InlineData("WWW.example.lab", RecordType.A, RecordClass.IN)] // the case is part of what was asked
    [Requirement("5452-9.1-4")]
    public void Reply_WithAnotherQuestion_DoesNotMatch(string name, RecordType type, RecordClass @class)
    {
        Message other = Reply with { Questions = [new Question(DomainName.Parse(name), type, @class)] };

        Assert.False(ReplyMatch.Matches(Query, other));
        bool isOurs = name.StartsWith('W');
        Assert.Equal(!isOurs, ReplyMatch.HasWrongQuestion(Query, other));
        Assert.Equal(isOurs, ReplyMatch.HasOtherCase(Query, other));
        Assert.Equal(isOurs, ReplyMatch.MatchesOnConnection(Query, other));
    }

    [Fact]
    public void Reply_WithTwoQuestions_DoesNotMatch() =>
        Assert.False(ReplyMatch.Matches(Query, Reply with { Questions = [Query.Questions[0], Query.Questions[0]] }));

    [Theory]
    [InlineData(ResponseCode.FormErr, true)]
    [InlineData(ResponseCode.NotImp, true)]
    [InlineData(ResponseCode.ServFail, true)]
    [InlineData(ResponseCode.Refused, true)]
    [InlineData(ResponseCode.NoError, false)]
    [InlineData(ResponseCode.NXDomain, false)]
    public void Reply_WithoutAQuestion_MatchesOnlyAsAFailure(ResponseCode code, bool matches) =>
        Assert.Equal(matches, ReplyMatch.Matches(Query, Reply with { Code = code, Questions = [] }));

    [Fact]
    public void Failure_WithoutAQuestionAndWithRecords_DoesNotMatch()
    {
        ResourceRecord record = new(DomainName.Root, RecordClass.IN, 0, new DaneCore.Resolver.Wire.Rdata.UnknownRdata(RecordType.TXT, [0]));

        Assert.False(ReplyMatch.Matches(Query, Reply with { Code = ResponseCode.FormErr, Questions = [], Answer = [record] }));
        Assert.False(ReplyMatch.Matches(Query, Reply with { Code = ResponseCode.FormErr, Questions = [], Authority = [record] }));
    }
}
