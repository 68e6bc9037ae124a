using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>What the walk shows to whom, and what it costs, where nothing is wrong.</summary>
public sealed class WalkTests
{
    [Fact]
    public async Task Walk_FromNothing_ShowsEachServerNoMoreThanItNeeds()
    {
        await using IterationLab lab = new();

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("_25._tcp.mx.example.lab", RecordType.TLSA));

        Assert.Equal(
            [". NS", "lab. A", "example.lab. A", "mx.example.lab. A", "_25._tcp.mx.example.lab. TLSA"],
            lab.Seen.Select(line => line.Split(' ', 2)[1]));
        Assert.Equal(["0", "0", "1", "3", "3"], lab.Seen.Select(line => line.Split('.')[0]));
        Assert.Contains(received.Message.Answer, record => record.Type == RecordType.TLSA);
        Assert.StartsWith("127.9.3.", received.Server, StringComparison.Ordinal);
        Assert.EndsWith(".example.lab.)", received.Server, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("4035-4.1-1")]
    public async Task Query_Always_AsksForSignaturesAndNeverForRecursion()
    {
        await using IterationLab lab = new();
        await lab.AskAsync("www.example.lab", RecordType.A);

        Assert.All(lab.Internet.Seen, sighting =>
        {
            Assert.Equal(MessageFlags.None, sighting.Query.Message.Flags);
            Assert.True(sighting.Query.Message.Edns!.DnssecOk);
            Assert.Equal(1232, sighting.Query.Message.Edns.UdpPayloadSize);
        });
    }

    [Fact]
    [Requirement("4035-4.2-3")]
    [Requirement("4035-4.2-4")]
    public async Task Walk_Again_BeginsAtTheDeepestZoneThatIsKnown()
    {
        await using IterationLab lab = new();
        await lab.AskAsync("_25._tcp.mx.example.lab", RecordType.TLSA);
        int before = lab.Seen.Count;
        await lab.AskAsync("_443._tcp.mx.example.lab", RecordType.TLSA);
        await lab.AskAsync("example.lab", RecordType.DNSKEY);
        await lab.AskAsync("example.lab", RecordType.DS);

        Assert.Equal(
            ["3 _443._tcp.mx.example.lab. TLSA", "3 example.lab. DNSKEY", "1 example.lab. DS"],
            lab.Seen.Skip(before).Select(line => line[..1] + line[3..]));
    }

    [Fact]
    public async Task Delegation_Outdated_IsAskedForAboveAgain()
    {
        await using IterationLab lab = new();
        await lab.AskAsync("www.example.lab", RecordType.A);
        int before = lab.Seen.Count;

        lab.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await lab.AskAsync("www.example.lab", RecordType.A);
        Assert.Equal(before + 1, lab.Seen.Count);

        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await lab.AskAsync("www.example.lab", RecordType.A);
        Assert.Equal([". NS", "lab. A", "example.lab. A", "www.example.lab. A"], lab.Seen.Skip(before + 1).Select(line => line.Split(' ', 2)[1]));
    }

    [Fact]
    public async Task Lookup_OfAColdTlsaName_CostsFewQueries()
    {
        await using IterationLab lab = new();
        Answer answer = await lab.LookupAsync("_25._tcp.mx.example.lab", RecordType.TLSA);

        Assert.Equal(SecurityStatus.Secure, answer.Security);

        // Priming; lab. and example.lab. found; mx.example.lab. passed; and the questions of the session itself, each sent once.
        Assert.Equal(4 + answer.Queries, lab.Seen.Count);
        Assert.Equal(lab.Seen.Count, lab.Seen.Select(line => line[1..]).Distinct().Count());
    }

    [Fact]
    public async Task Questions_AtTheSameTime_ShareTheirSteps()
    {
        await using IterationLab lab = new();
        TaskCompletionSource open = new();
        lab.Fault(0, null, new GateFault(open.Task));

        Task<SourceReply>[] asks = [.. Enumerable.Range(0, 9).Select(i => lab.AskAsync($"n{i}.example.lab", RecordType.A).AsTask())];
        open.SetResult();
        await Task.WhenAll(asks);

        Assert.Equal(1 + 1 + 1 + 9, lab.Seen.Count);
    }

    [Theory]
    [InlineData("www.example.lab", RecordType.A, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("alias.example.lab", RecordType.A, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("out.example.lab", RecordType.A, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("none.example.lab", RecordType.A, SecurityStatus.Secure, ResponseCode.NXDomain)]
    [InlineData("ent.example.lab", RecordType.A, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("deep.ent.example.lab", RecordType.TXT, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("example.lab", RecordType.DS, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("example.lab", RecordType.DNSKEY, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData(".", RecordType.NS, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData(".", RecordType.DNSKEY, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData(".", RecordType.DS, SecurityStatus.Secure, ResponseCode.NoError)]
    [InlineData("no-such-tld", RecordType.A, SecurityStatus.Secure, ResponseCode.NXDomain)]
    public async Task Answer_FromTheRoot_IsSecure(string name, RecordType type, SecurityStatus security, ResponseCode code)
    {
        await using IterationLab lab = new();
        Answer answer = await lab.LookupAsync(name, type);

        Assert.Equal((security, code, null), (answer.Security, answer.Code, answer.Why));
        Assert.All(answer.Upstream, server => Assert.Empty(server.Findings));
    }

    [Fact]
    public async Task Reply_Always_HasTheCaseThatWasAskedFor()
    {
        await using IterationLab lab = new();
        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("wWw.Example.lab", RecordType.A));

        Assert.NotEqual("wWw.Example.lab.", lab.Internet.Seen[^1].Query.Question!.Name.ToString());
        Assert.Equal("wWw.Example.lab.", received.Message.Questions[0].Name.ToString());
        Assert.All(received.Message.Answer, record => Assert.Equal("wWw.Example.lab.", record.Owner.ToString()));
        Assert.Empty(received.Message.Additional);
    }

    [Fact]
    public async Task FurtherPlaces_Asked_AreOneServerEachForWhateverQuestion()
    {
        await using IterationLab lab = new();
        Assert.Equal(3, lab.Source.Places);
        foreach (string name in (string[])["www.example.lab", "mx.example.lab", "none.example.lab"])
        {
            await lab.AskAsync(name, RecordType.A, place: 1);
            Assert.Equal($"3.2 {name}. A", lab.Seen[^1]);
            await lab.AskAsync(name, RecordType.A, place: 2);
            Assert.Equal($"3.1 {name}. A", lab.Seen[^1]);
        }
    }

    [Fact]
    public async Task OneServer_WithForgedData_DoesNotTakeTheZoneAway()
    {
        await using IterationLab lab = new();
        lab.Fault(3, 1, ReplyFaults.FlipData(RecordType.A, 0)).Fault(3, 2, ReplyFaults.FlipData(RecordType.A, 0).When(_ => false));
        foreach (int _ in Enumerable.Range(0, 4))
        {
            Assert.Equal(SecurityStatus.Secure, (await lab.LookupAsync("www.example.lab", RecordType.A)).Security);
        }
    }

    [Fact]
    public async Task LongName_Whole_IsShownInTenStepsAtMost()
    {
        string name = string.Join('.', Enumerable.Range(0, 32).Select(i => $"l{i}")) + ".example.lab";
        await using IterationLab lab = new();
        lab.With("example.lab", $"{name}. A 192.0.2.99");

        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync(name, RecordType.A));

        // lab. and example.lab. were shown shortened before: seven more, and the whole name.
        Assert.Contains(received.Message.Answer, record => record.Type == RecordType.A);
        Assert.Equal([3, 4, 9, 14, 19, 24, 29, 34], lab.Internet.Seen.Select(seen => seen.Query.Question!.Name.LabelCount).Skip(3));
    }

    /// <summary>Lets nothing through before it is told to.</summary>
    private sealed class GateFault(Task open) : IReplyFault
    {
        public async ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop)
        {
            await open.WaitAsync(stop);
            return reply;
        }
    }
}
