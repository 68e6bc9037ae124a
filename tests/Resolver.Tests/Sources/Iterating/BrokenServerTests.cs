using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>One broken server among two does not take the zone away; two do, in words and within a number of queries.</summary>
public sealed class BrokenServerTests
{
    /// <summary>The fault, and what is noticed about a server that has it.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "silent", Finding.NoAnswer },
        { "garbled", Finding.NoAnswer },
        { "refused", IterationFinding.Lame },
        { "notauth", IterationFinding.Lame },
        { "servfail", IterationFinding.Fails },
        { "up", IterationFinding.Lame },
        { "here", IterationFinding.Lame },
        { "sideways", IterationFinding.Lame },
        { "empty", IterationFinding.Lame },
        { "cut", Finding.NoTcp },
        { "deaf", Finding.NoAnswer },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task OneServer_Broken_IsPassedOver(string fault, string finding)
    {
        await using IterationLab lab = new();
        lab.Fault(3, 1, Make(fault));

        // Some walks meet it first, some do not.
        HashSet<string> findings = [];
        foreach (string name in (string[])["www.example.lab", "mx.example.lab", "alias.example.lab", "none.example.lab"])
        {
            Answer answer = await lab.LookupAsync(name, RecordType.A);
            Assert.Equal(SecurityStatus.Secure, answer.Security);
            findings.UnionWith(answer.Upstream.SelectMany(server => server.Findings));
        }

        Assert.Equal([finding], findings);
        Assert.True(lab.Seen.Count < 40, string.Join('\n', lab.Seen));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task BothServers_Broken_AreAFailureInWords(string fault, string finding)
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, Make(fault));

        SourceReply reply = await lab.AskAsync("www.example.lab", RecordType.A);

        (string server, IReadOnlyList<string> findings, string text) = reply switch
        {
            SourceReply.Failed failed => (failed.Server, failed.Findings, failed.Text),
            SourceReply.Received received => (received.Server, received.Findings, ResponseCodes.ToText(received.Message.Code)),
            _ => ("", [], ""),
        };
        Assert.StartsWith("127.9.3.", server, StringComparison.Ordinal);
        Assert.Contains(finding, findings);
        Assert.NotEqual("", text);
        Assert.NotEqual("NOERROR", text);

        // Three to get there; then two servers, each at most twice, over UDP and over TCP.
        Assert.InRange(lab.Seen.Count, 3 + 2, 3 + 8);
        Assert.Equal(SecurityStatus.Indeterminate, (await lab.LookupAsync("mx.example.lab", RecordType.A)).Security);
    }

    [Fact]
    public async Task LameServer_Once_IsAskedAfterTheOthersForAWhile()
    {
        await using IterationLab lab = new() { Draw = () => 1 };
        lab.Fault(3, 1, ReplyFaults.Fail(ResponseCode.Refused));
        await lab.AskAsync("www.example.lab", RecordType.A);
        int before = Lame(lab);
        foreach (int i in Enumerable.Range(0, 5))
        {
            await lab.AskAsync($"n{i}.example.lab", RecordType.A);
        }

        Assert.Equal((1, 1), (before, Lame(lab)));
        lab.Clock.Advance(TimeSpan.FromMinutes(15));
        await lab.AskAsync("n6.example.lab", RecordType.A);
        Assert.Equal(2, Lame(lab));
    }

    [Fact]
    public async Task Reply_CutOverUdp_IsFetchedOverTcp()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.Truncate());

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("www.example.lab", RecordType.A));

        Assert.Empty(received.Findings);
        Assert.EndsWith("www.example.lab. A tcp", lab.Seen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_WithoutEdns_AreAskedWithoutAndRemembered()
    {
        await using IterationLab lab = new();
        lab.Unsigned("example.lab").Fault(3, null, ReplyFaults.RejectEdns());

        Answer answer = await lab.LookupAsync("www.example.lab", RecordType.A);
        Assert.Equal((SecurityStatus.Insecure, 1), (answer.Security, answer.Records.Count));
        Assert.Contains(answer.Upstream, server => server.Findings.Contains(Finding.NoEdns));
        int before = lab.Seen.Count;
        await lab.AskAsync("n.example.lab", RecordType.A);
        Assert.Equal(before + 1, lab.Seen.Count);
        Assert.Null(lab.Internet.Seen[^1].Query.Message.Edns);
    }

    [Fact]
    public async Task Servers_WithoutEdns_MakeASignedZoneNoLessSigned()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.RejectEdns());

        Answer answer = await lab.LookupAsync("www.example.lab", RecordType.A);
        Assert.NotEqual(SecurityStatus.Secure, answer.Security);
        Assert.NotEqual(SecurityStatus.Insecure, answer.Security);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Servers_ThatFoldTheCase_AreAskedOtherwiseAndRemembered(bool withTcp)
    {
        await using IterationLab lab = new() { Draw = () => 1 };
        lab.Fault(3, null, withTcp ? [FoldCase()] : [FoldCase(), ReplyFaults.WithoutTcp()]);

        SourceReply.Received first = Assert.IsType<SourceReply.Received>(await lab.AskAsync("www.example.lab", RecordType.A));
        Assert.Equal("www.example.lab.", first.Message.Questions[0].Name.ToString());
        Assert.Contains(IterationFinding.FoldsCase, first.Findings);
        Assert.Equal(withTcp, lab.Seen[^1].EndsWith("tcp", StringComparison.Ordinal));
        await lab.AskAsync("o.example.lab", RecordType.A);
        int before = lab.Seen.Count;

        await lab.AskAsync("n.example.lab", RecordType.A);
        Assert.Equal(before + 1, lab.Seen.Count);

        // Not for ever: then the case counts again.
        lab.Clock.Advance(TimeSpan.FromMinutes(16));
        await lab.AskAsync("m.example.lab", RecordType.A);
        Assert.Contains(lab.Internet.Seen.Skip(before + 1), seen => !seen.Query.Question!.Name.EqualsExactly(seen.Query.Question.Name.ToCanonical()));
    }

    [Fact]
    public async Task Answer_WithoutAuthority_IsTakenWhenThereIsNoBetterOne()
    {
        await using IterationLab one = new();
        one.Fault(3, 1, ReplyFaults.WithoutAuthority());
        Assert.StartsWith("127.9.3.2", Assert.IsType<SourceReply.Received>(await one.AskAsync("www.example.lab", RecordType.A)).Server, StringComparison.Ordinal);

        await using IterationLab both = new();
        both.Fault(3, null, ReplyFaults.WithoutAuthority());
        Assert.Equal(SecurityStatus.Secure, (await both.LookupAsync("www.example.lab", RecordType.A)).Security);
    }

    [Fact]
    public async Task EmptyNonTerminal_Denied_DoesNotHideWhatIsBelow()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.DenyEmptyNonTerminals());
        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("deep.ent.example.lab", RecordType.TXT));

        Assert.Contains(received.Message.Answer, record => record.Type == RecordType.TXT);
        Assert.Contains(lab.Internet.Seen, seen => seen.Query.Question!.Name.Equals(DomainName.Parse("ent.example.lab")));
    }

    [Fact]
    public async Task ShortenedName_ThatServersFailOn_IsAskedWhole()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.Fail(ResponseCode.ServFail).For(DomainName.Parse("ent.example.lab")));

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("deep.ent.example.lab", RecordType.TXT));
        Assert.Contains(received.Message.Answer, record => record.Type == RecordType.TXT);
    }

    [Fact]
    public async Task SecondServer_AfterOneThatWasSilent_IsAskedFirstFromThenOn()
    {
        await using IterationLab lab = new() { Draw = () => 1 };
        lab.Fault(3, 1, ReplyFaults.Drop());
        await lab.AskAsync("www.example.lab", RecordType.A);
        int before = lab.Seen.Count;
        await lab.AskAsync("n.example.lab", RecordType.A);
        Assert.Equal(["3.2"], lab.Seen.Skip(before).Select(line => line[..3]));
    }

    [Fact]
    public async Task Root_SilentAltogether_IsAFailureOfARootServer()
    {
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.Drop());

        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.example.lab", RecordType.A));
        Assert.Equal(TransportFault.TimedOut, failed.Fault);
        Assert.StartsWith("127.9.0.", failed.Server, StringComparison.Ordinal);
        Assert.Equal(4, lab.Seen.Count);
    }

    /// <summary>The old servers are those of another zone, who refuse, or nobody.</summary>
    [Theory]
    [InlineData(4, true)]
    [InlineData(9, true)]
    [InlineData(4, false)]
    [InlineData(9, false)]
    public async Task Delegation_WhoseServersAllFail_IsAskedForAnewOnce(int old, bool moves)
    {
        bool moved = false;
        await using IterationLab lab = new();
        lab.Fault(1, null, ReplyFaults.MapMessage(message => moved ? message : message with
        {
            Additional = [.. message.Additional.Select(record => record.Type != RecordType.A ? record : IterationLab.Record(
                $"{record.Owner} 86400 A 127.9.{old}.{(record.Owner.ToString().StartsWith("ns1", StringComparison.Ordinal) ? 1 : 2)}"))],
        }));
        Assert.Equal(SecurityStatus.Indeterminate, (await lab.LookupAsync("www.example.lab", RecordType.A)).Security);
        moved = moves;
        int before = lab.Seen.Count;

        SourceReply reply = await lab.AskAsync("mx.example.lab", RecordType.A);

        Assert.Equal(moves, reply is SourceReply.Received { Message.Code: ResponseCode.NoError });
        Assert.Equal(1, lab.Seen.Skip(before).Count(line => line.StartsWith("1.", StringComparison.Ordinal)));
    }

    private static int Lame(IterationLab lab) => lab.Seen.Count(line => line.StartsWith("3.1", StringComparison.Ordinal));

    private static IReplyFault FoldCase() => ReplyFaults.MapMessage(message => message with
    {
        Questions = [.. message.Questions.Select(question => question with { Name = question.Name.ToCanonical() })],
    });

    private static IReplyFault[] Make(string fault) => fault switch
    {
        "silent" => [ReplyFaults.Drop()],
        "garbled" => [ReplyFaults.Garbage(new byte[] { 1, 2, 3 })],
        "refused" => [ReplyFaults.Fail(ResponseCode.Refused)],
        "notauth" => [ReplyFaults.Fail(ResponseCode.NotAuth)],
        "servfail" => [ReplyFaults.Fail(ResponseCode.ServFail)],
        "up" => [ReplyFaults.ReferTo(IterationLab.Record(". 60 NS ns1."), IterationLab.Record("ns1. 60 A 127.9.0.1"))],
        "here" => [ReplyFaults.ReferTo(IterationLab.Record("example.lab. 60 NS ns1.example.lab."), IterationLab.Record("ns1.example.lab. 60 A 127.9.3.1"))],
        "sideways" => [ReplyFaults.ReferTo(IterationLab.Record("other. 60 NS ns1.other."), IterationLab.Record("ns1.other. 60 A 127.9.2.1"))],
        "empty" => [ReplyFaults.ReferTo()],
        "cut" => [ReplyFaults.Truncate(), ReplyFaults.WithoutTcp()],
        _ => [ReplyFaults.WrongId()],
    };
}
