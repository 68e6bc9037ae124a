using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources;

public class ForwardingSourceTests
{
    private static readonly Question Question = new(DomainName.Parse("WWW.example.lab"), RecordType.TLSA);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("4033-7-1")]
    [Requirement("4035-4.1-1")]
    [Requirement("4035-4.6-1")]
    [Requirement("4035-4.9.1-1")]
    [Requirement("4035-4.9.2-1")]
    [Requirement("6840-5.7-1")]
    [Requirement("6840-5.9-1")]
    [Requirement("6891-6.2.3-2")]
    public async Task Query_HasAllThatValidationNeeds()
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Code(ResponseCode.NoError));
        await Ask(script, 1);

        Message query = Assert.Single(script.Queries);
        Assert.Equal(MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled, query.Flags);
        Assert.Equal(1232, query.Edns!.UdpPayloadSize);
        Assert.True(query.Edns.DnssecOk);
        Assert.Equal("www.example.lab.", Assert.Single(query.Questions).Name.ToString());
    }

    [Theory]
    [InlineData(ResponseCode.NoError)]
    [InlineData(ResponseCode.NXDomain)]
    [InlineData(ResponseCode.YXDomain)]
    public async Task Answer_OfTheFirstServer_IsTheEndOfIt(ResponseCode code)
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Code(code));

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await Ask(script, 2));

        Assert.Equal(code, received.Message.Code);
        Assert.Equal("192.0.2.1:53", received.Server);
        Assert.Equal(["192.0.2.1"], script.Asked);
        Assert.Empty(received.Others);
    }

    [Theory]
    [InlineData(ResponseCode.ServFail)]
    [InlineData(ResponseCode.Refused)]
    [InlineData(ResponseCode.NotImp)]
    [InlineData(ResponseCode.FormErr)]
    public async Task FailureCode_MakesTheNextServerBeAsked(ResponseCode code)
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Code(code)).On(2, ServerScript.Code(ResponseCode.NoError));

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await Ask(script, 2));

        Assert.Equal("192.0.2.2:53", received.Server);
        Assert.Equal(["192.0.2.1:53"], received.Others.Select(other => other.Server));
    }

    [Fact]
    public async Task FailureCode_OfEveryServer_IsHandedOn()
    {
        ServerScript script = new ServerScript()
            .On(1, ServerScript.Silence)
            .On(2, ServerScript.Code(ResponseCode.ServFail))
            .On(3, ServerScript.Code(ResponseCode.Refused));

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await Ask(script, 3));

        Assert.Equal(ResponseCode.ServFail, received.Message.Code);
        Assert.Equal(["192.0.2.1", "192.0.2.2", "192.0.2.3"], script.Asked.Take(3));
        Assert.Equal([Finding.NoAnswer], received.Others[0].Findings);
    }

    [Fact]
    [Requirement("6891-6.2.5-1")]
    public async Task Silence_OfTheOnlyServer_IsAskedAgainForLess()
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Silence, ServerScript.Code(ResponseCode.NoError));

        Assert.IsType<SourceReply.Received>(await Ask(script, 1));
        Assert.Equal([1232, 512], script.Queries.Select(query => (int)query.Edns!.UdpPayloadSize));
        Assert.All(script.Queries, query => Assert.True(query.Edns!.DnssecOk));
    }

    [Fact]
    public async Task Silence_OfEveryServerInEveryForm_IsAFailureOfTheFirst()
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Silence).On(2, ServerScript.Silence);

        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await Ask(script, 2));

        Assert.Equal(TransportFault.TimedOut, failed.Fault);
        Assert.Equal("192.0.2.1:53", failed.Server);
        Assert.Equal("UDP: no reply in time", failed.Text);
        Assert.Equal([Finding.NoAnswer], failed.Findings);

        // As it is, small, over a connection, without CD; and no more.
        Assert.Equal(4, script.Asked.Count(server => server == "192.0.2.1"));
        Assert.Equal(4, script.Asked.Count(server => server == "192.0.2.2"));
        Assert.Equal(2, script.Queries.Count(query => (query.Flags & MessageFlags.CheckingDisabled) == MessageFlags.None));
        Assert.All(script.Queries, query => Assert.True(query.Edns!.DnssecOk));
    }

    [Fact]
    public async Task Refusal_OfThePacket_LeavesTheConnectionToTry()
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Refusal, ServerScript.Refusal, ServerScript.Code(ResponseCode.NoError));

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await Ask(script, 1));
        Assert.Equal([Finding.NoUdp], received.Findings);
    }

    [Theory]
    [InlineData(TransportFault.Untrusted)]
    [InlineData(TransportFault.HttpError)]
    public async Task Server_ThatIsNotTheOneMeant_IsNotAskedInAnotherForm(TransportFault fault)
    {
        ServerScript script = new ServerScript().On(1, _ => new TransportReply.Failed(fault, "TLS: the certificate does not bear dns.lab"));

        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await Ask(script, 1));
        Assert.Equal(fault, failed.Fault);
        Assert.Single(script.Asked);
    }

    [Theory]
    [InlineData(0, "192.0.2.1")]
    [InlineData(1, "192.0.2.2")]
    [InlineData(2, "192.0.2.3")]
    [InlineData(3, "192.0.2.1")]
    public async Task Place_SaysWhoIsAskedFirst(int place, string first)
    {
        ServerScript script = new ServerScript()
            .On(1, ServerScript.Code(ResponseCode.NoError))
            .On(2, ServerScript.Code(ResponseCode.NoError))
            .On(3, ServerScript.Code(ResponseCode.NoError));

        await Ask(script, 3, place);
        Assert.Equal([first], script.Asked);
    }

    // Two of three stand behind for the type; the third sends what does not hold. Asked about the same at every place, it would take the domain away.
    [Theory]
    [InlineData(0, "192.0.2.3")]
    [InlineData(1, "192.0.2.2")]
    [InlineData(2, "192.0.2.3")]
    public async Task Place_BeyondTheFirst_IsOneServersWhateverIsKnownOfIt(int place, string first)
    {
        ServerScript script = new ServerScript()
            .On(1, ServerScript.Code(ResponseCode.NotImp), ServerScript.Code(ResponseCode.NoError))
            .On(2, ServerScript.Code(ResponseCode.NotImp), ServerScript.Code(ResponseCode.NoError))
            .On(3, ServerScript.Code(ResponseCode.NoError), ServerScript.Code(ResponseCode.NoError));
        await using ForwardingSource source = Make(script, 3);
        await source.AskAsync(Question, 0, Stop);
        Assert.Equal(["192.0.2.1", "192.0.2.2", "192.0.2.3"], script.Asked);

        await source.AskAsync(Question, place, Stop);

        Assert.Equal(first, script.Asked[3]);
    }

    [Fact]
    public async Task Server_ThatWasSilent_StandsBehindTheOthersForAWhile()
    {
        ServerScript script = new ServerScript().On(1, ServerScript.Silence).On(2, ServerScript.Code(ResponseCode.NoError));
        await using ForwardingSource source = Make(script, 2);

        await source.AskAsync(Question, 0, Stop);
        await source.AskAsync(Question, 0, Stop);
        Assert.Equal(["192.0.2.1", "192.0.2.2", "192.0.2.2"], script.Asked);

        _clock.Advance(TimeSpan.FromSeconds(30));
        await source.AskAsync(Question, 0, Stop);
        Assert.Equal("192.0.2.1", script.Asked[3]);
    }

    [Fact]
    public async Task Cancellation_ByTheCaller_Throws()
    {
        await using ForwardingSource source = Make(new ServerScript(), 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.AskAsync(Question, 0, new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public void Servers_NoneGiven_AreAMistakeOfTheCaller() =>
        Assert.Throws<ArgumentException>(() => Make(new ServerScript(), 0));

    [Fact]
    public async Task Resolver_WithServersOnTheLoopback_ValidatesThroughAllFloors()
    {
        await using var bad = LoopbackDnsServer.Start(SmallInternet.Zones, ReplyFaults.StripSignatures());
        await using var good = LoopbackDnsServer.Start(SmallInternet.Zones, ReplyFaults.Truncate());
        await using StubResolver resolver = new(SmallInternet.Options() with { Servers = [bad.EndPoint, good.EndPoint] });

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(DaneCore.Resolver.Validation.SecurityStatus.Secure, answer.Security);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data.ToString());
        Assert.Contains(Finding.StripsRrsig, answer.Upstream.Single(report => report.Server == bad.EndPoint.ToString()).Findings);
        Assert.Empty(answer.Upstream.Single(report => report.Server == good.EndPoint.ToString()).Findings);
        Assert.Equal(1, good.Connections);
    }

    private async Task<SourceReply> Ask(ServerScript script, int servers, int place = 0)
    {
        await using ForwardingSource source = Make(script, servers);
        return await source.AskAsync(Question, place, Stop);
    }

    private ForwardingSource Make(ServerScript script, int servers) =>
        new([.. Enumerable.Range(1, servers).Select(number => ScriptedTransport.To(script, ServerScript.Server(number), _clock))]);
}
