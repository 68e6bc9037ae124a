using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Faults;

public sealed class ReplyFaultsTests
{
    private static readonly ZoneSet Zones = new(ExampleZone.Signed());
    private static readonly Question Existing = new(DomainName.Parse("ai.example"), RecordType.A);
    private static readonly Question Absent = new(DomainName.Parse("no.example"), RecordType.A);
    private static readonly AddressRdata Other = new(IPAddress.Parse("192.0.2.66"));

    [Fact]
    public async Task Drop_Query_GetsSilence() =>
        Assert.IsType<LabReply.Silence>(await RespondAsync(Existing, ReplyFaults.Drop()));

    [Fact]
    public async Task StripSignatures_OfOneType_LeavesTheOthers()
    {
        Assert.DoesNotContain((await MessageAsync(Existing, ReplyFaults.StripSignatures())).Answer, record => record.Type == RecordType.RRSIG);
        Message reply = await MessageAsync(Absent, ReplyFaults.StripSignatures(RecordType.SOA));
        Assert.All(reply.Authority.Select(record => record.Data).OfType<RrsigRdata>(), signature => Assert.Equal(RecordType.NSEC, signature.TypeCovered));
    }

    [Fact]
    public async Task StripDenial_OfANegativeReply_LeavesTheSoa() =>
        Assert.Equal(
            ["NXDOMAIN", "au example. SOA", "au example. RRSIG SOA 1"],
            ReplyText.Of(await MessageAsync(Absent, ReplyFaults.StripDenial())));

    [Fact]
    public async Task Forge_Address_KeepsTheSignature() =>
        Assert.Equal(
            ["NOERROR", "an ai.example. A 192.0.2.66", "an ai.example. RRSIG A 2"],
            ReplyText.Of(await MessageAsync(Existing, ReplyFaults.Forge(Other))));

    [Fact]
    public async Task FlipData_OneBit_ChangesThatBit() =>
        Assert.Equal("192.0.2.8", (await MessageAsync(Existing, ReplyFaults.FlipData(RecordType.A, 31))).Answer[0].Data.ToString());

    [Fact]
    public async Task FlipSignature_OneBit_ChangesTheSignatureAlone()
    {
        Message sound = Zones.Answer(Existing);
        Message reply = await MessageAsync(Existing, ReplyFaults.FlipSignature(RecordType.A, 0));
        Assert.Equal(sound.Answer[0], reply.Answer[0]);
        var before = (RrsigRdata)sound.Answer[1].Data;
        var after = (RrsigRdata)reply.Answer[1].Data;
        Assert.Equal(before.Signature.Span[0] ^ 0x80, after.Signature.Span[0]);
        Assert.True(before.Signature.Span[1..].SequenceEqual(after.Signature.Span[1..]));
    }

    [Fact]
    public async Task Fail_OfOneType_LeavesTheOthers()
    {
        IReplyFault fault = ReplyFaults.Fail(ResponseCode.NotImp).For(RecordType.TLSA);
        Assert.Equal(["NOTIMP"], ReplyText.Of(await MessageAsync(Existing with { Type = RecordType.TLSA }, fault)));
        Assert.Equal(ResponseCode.NoError, (await MessageAsync(Existing, fault)).Code);
    }

    [Fact]
    public async Task For_OneName_LeavesTheOthers()
    {
        IReplyFault fault = ReplyFaults.Drop().For(Existing.Name);
        Assert.IsType<LabReply.Silence>(await RespondAsync(Existing, fault));
        Assert.IsType<LabReply.Sent>(await RespondAsync(Absent, fault));
    }

    [Fact]
    public async Task First_Two_LeavesTheThird()
    {
        IReplyFault fault = ReplyFaults.Drop().First(2);
        Assert.IsType<LabReply.Silence>(await RespondAsync(Existing, fault));
        Assert.IsType<LabReply.Silence>(await RespondAsync(Existing, fault));
        Assert.IsType<LabReply.Sent>(await RespondAsync(Existing, fault));
    }

    [Fact]
    public async Task Flood_OfForgeries_EndsWithTheTruth()
    {
        LabReply.Several several = Assert.IsType<LabReply.Several>(await RespondAsync(Existing, ReplyFaults.Flood(3)));
        Message[] sent = [.. several.Replies.Cast<LabReply.Sent>().Select(one => one.Message)];
        Assert.Equal(4, sent.Length);
        Assert.All(sent[..3], message => Assert.NotEqual(sent[3].Id, message.Id));
        Assert.Equal(ResponseCode.NoError, sent[3].Code);
    }

    [Fact]
    public async Task ReplayFirst_AfterTheZoneChanged_AnswersAsBefore()
    {
        var server = new LabNameServer(Zones, ReplyFaults.ReplayFirst());
        LabReply before = await server.RespondAsync(Query(Existing, 1), TestContext.Current.CancellationToken);
        server.Zones = new ZoneSet(SignedZone.AsIs(ZoneContent.Parse("example", "ai A 192.0.2.66")));
        LabReply after = await server.RespondAsync(Query(Existing, 2), TestContext.Current.CancellationToken);
        Message kept = Assert.IsType<LabReply.Sent>(after).Message;
        Assert.Equal(Assert.IsType<LabReply.Sent>(before).Message.Answer, kept.Answer);
        Assert.Equal(2, kept.Id);
    }

    [Fact]
    public async Task AnswerAs_OtherQuestion_BringsItsRecordsUnderThisQuestion()
    {
        Message reply = await MessageAsync(Existing, ReplyFaults.AnswerAs(Zones, new Question(DomainName.Parse("xx.example"), RecordType.A)));
        Assert.Equal(Existing, reply.Questions[0]);
        Assert.Equal("xx.example.", reply.Answer[0].Owner.ToString());
    }

    [Fact]
    public async Task RewriteNxdomain_AbsentName_GetsAnAddressAndOthersDoNot()
    {
        Assert.Equal(["NOERROR", "an no.example. A 192.0.2.66"], ReplyText.Of(await MessageAsync(Absent, ReplyFaults.RewriteNxdomain(Other))));
        Assert.Equal(Zones.Answer(Existing).Answer, (await MessageAsync(Existing, ReplyFaults.RewriteNxdomain(Other))).Answer);
    }

    [Fact]
    public async Task Truncate_OverUdp_EmptiesAndOverTcpDoesNot()
    {
        Assert.True((await MessageAsync(Existing, ReplyFaults.Truncate())).IsTruncated);
        LabReply reply = await new LabNameServer(Zones, ReplyFaults.Truncate()).RespondAsync(
            Query(Existing) with { Transport = LabTransport.Stream }, TestContext.Current.CancellationToken);
        Assert.False(Assert.IsType<LabReply.Sent>(reply).Message.IsTruncated);
    }

    [Fact]
    public async Task NoEdns_Query_GetsNeitherOptNorSignatures()
    {
        Message reply = await MessageAsync(Existing, ReplyFaults.NoEdns());
        Assert.Null(reply.Edns);
        Assert.Single(reply.Answer);
    }

    [Fact]
    public async Task TwoFaults_AreAppliedInTheirOrder()
    {
        Message reply = await MessageAsync(Existing, ReplyFaults.StripSignatures(), ReplyFaults.AddToAnswer(new ResourceRecord(Absent.Name, RecordClass.IN, 1, Other)));
        Assert.Equal(["NOERROR", "an ai.example. A 192.0.2.9", "an no.example. A 192.0.2.66"], ReplyText.Of(reply));
    }

    private static LabQuery Query(Question question, ushort id = 0x1234) => new(
        new Message { Id = id, Questions = [question], Edns = new Edns { DnssecOk = true } }, LabTransport.Datagram);

    private static ValueTask<LabReply> RespondAsync(Question question, params IReplyFault[] faults) =>
        new LabNameServer(Zones, faults).RespondAsync(Query(question), TestContext.Current.CancellationToken);

    private static async Task<Message> MessageAsync(Question question, params IReplyFault[] faults) =>
        Assert.IsType<LabReply.Sent>(await RespondAsync(question, faults)).Message;
}
