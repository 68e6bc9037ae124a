using DaneCore.Lab;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Tests.Transport;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

public class RecordingTests
{
    private const string Head = "; danecore recording 1\nat 2026-06-15T12:00:00Z\n\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        { "no time", "; danecore recording 1\n", "no line says 'at'" },
        { "two times", Head + "at 2026-06-15T12:00:00Z\n", "line 4: a time such as" },
        { "a time that is none", "at noon\n", "line 1: a time such as" },
        { "an unknown word", Head + "answer x\n", "line 4: it begins with none of the words" },
        { "a question cut", Head + "question www.example.lab. IN\n", "line 4: a name, a class and a type" },
        { "a type that is none", Head + "question www.example.lab. IN @\n", "line 4: a name, a class and a type" },
        { "a server without a question", Head + "server x\n", "line 4: no question stands before it" },
        { "octets without a server", Head + "question www.example.lab. IN A\nwire AAAA\n", "line 5: no question and server" },
        { "a question without a reply", Head + "question www.example.lab. IN A\nserver x\n", "at the end: the question www.example.lab. IN A has no reply" },
        { "a question without a reply, then another", Head + "question a. IN A\nquestion b. IN A\n", "line 5: the question a. IN A has no reply" },
        { "octets that are no base 64", Head + "question www.example.lab. IN A\nserver x\nwire !\n", "at the end: the reply to www.example.lab. IN A is not in base 64" },
        { "octets that are no message", Head + "question www.example.lab. IN A\nserver x\nwire AAAA\n", "is no DNS message (Truncated)" },
        { "a reply to something else", Head + $"question www.example.lab. IN AAAA\nserver x\nwire {Wire(SmallInternet.Www)}\n", "is no reply to it" },
        { "a query", Head + $"question www.example.lab. IN A\nserver x\nwire {Convert.ToBase64String(Queries.For(SmallInternet.Www).ToWire())}\n", "is no reply to it" },
        { "a failure of no kind", Head + "question a. IN A\nserver x\nfailed Sometimes\n", "line 6: it does not begin with a kind of failure" },
        { "a failure that is none", Head + "question a. IN A\nserver x\nfailed None\n", "line 6: it does not begin with a kind of failure" },
        { "a failure that is a number", Head + "question a. IN A\nserver x\nfailed 99\n", "line 6: it does not begin with a kind of failure" },
        { "a failure and octets", Head + "question a. IN A\nserver x\nfailed TimedOut\nwire AAAA\n", "line 7: no question and server" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Text_WithAMistake_SaysWhereAndWhat(string what, string text, string expected)
    {
        Assert.False(RecordingReader.TryParse(text, out _, out string? why), what);
        Assert.Contains(expected, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_WithCommentsAndSpace_IsRead()
    {
        string text = Head.Replace("\n", "\r\n", StringComparison.Ordinal)
            + $"; the answer\n  question WWW.example.lab. IN A\n server 192.0.2.1:53 \n\n wire {Wire(SmallInternet.Www)[..40]}\n wire {Wire(SmallInternet.Www)[40..]}\n";

        Assert.True(RecordingReader.TryParse(text, out Recording? recording, out string? why), why);
        Assert.Equal(SmallInternet.Now, recording.At);
        RecordedReply reply = Assert.Single(recording.Replies);
        Assert.Equal(SmallInternet.Www, reply.Question);
        Assert.Equal("192.0.2.1:53", Assert.IsType<SourceReply.Received>(reply.Reply).Server);
    }

    [Fact]
    public void Recording_WrittenAndReadAndWritten_IsTheSameText()
    {
        var recording = new Recording(
            SmallInternet.Now,
            [
                new RecordedReply(SmallInternet.Www, new SourceReply.Received(SmallInternet.Zones.Answer(SmallInternet.Www), "192.0.2.1:53")),
                new RecordedReply(SmallInternet.Plain, new SourceReply.Failed(TransportFault.TimedOut, "192.0.2.1:53", "UDP: no\nreply in time")),
                new RecordedReply(SmallInternet.Plain, new SourceReply.NotRecorded()),
                new RecordedReply(
                    SmallInternet.Plain, new SourceReply.Received(new Message { Flags = MessageFlags.Response, Code = ResponseCode.FormErr }, "192.0.2.2:53")),
            ]);
        string text = RecordingWriter.ToText(recording);

        Assert.True(RecordingReader.TryParse(text, out Recording? read, out string? why), why);
        Assert.Equal(text, RecordingWriter.ToText(read));
        Assert.Equal(3, read.Replies.Count);
        SourceReply.Received first = Assert.IsType<SourceReply.Received>(read.Replies[0].Reply);
        Assert.Equal(SmallInternet.Zones.Answer(SmallInternet.Www).Answer, first.Message.Answer);
        SourceReply.Failed second = Assert.IsType<SourceReply.Failed>(read.Replies[1].Reply);
        Assert.Equal((TransportFault.TimedOut, "UDP: no reply in time"), (second.Fault, second.Text));
        Assert.Equal(ResponseCode.FormErr, Assert.IsType<SourceReply.Received>(read.Replies[2].Reply).Message.Code);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public async Task RecordedSource_Asked_AnswersWhatItHoldsAndNothingElse()
    {
        SourceReply one = new SourceReply.Failed(TransportFault.TimedOut, "one", "");
        SourceReply two = new SourceReply.Failed(TransportFault.Refused, "two", "");
        await using RecordedSource source = new(new Recording(SmallInternet.Now, [new RecordedReply(SmallInternet.Www, one), new RecordedReply(SmallInternet.Www, two)]));

        Assert.Equal(2, source.Places);
        Assert.Same(one, await source.AskAsync(SmallInternet.Www with { Name = DomainName.Parse("WWW.example.LAB") }, 0, Stop));
        Assert.Same(two, await source.AskAsync(SmallInternet.Www, 1, Stop));
        Assert.IsType<SourceReply.NotRecorded>(await source.AskAsync(SmallInternet.Www with { Type = RecordType.AAAA }, 0, Stop));
    }

    [Fact]
    public async Task RecordedSource_OfNothing_HasOnePlace()
    {
        await using RecordedSource source = new(new Recording(SmallInternet.Now, []));
        Assert.Equal(1, source.Places);
        Assert.IsType<SourceReply.NotRecorded>(await source.AskAsync(SmallInternet.Www, 0, Stop));
    }

    [Fact]
    public async Task RecordingSource_KeepsTheFirstReplyPerQuestionAndPlace()
    {
        await using RecordingSource source = new(new LabSource(new LabNameServer(SmallInternet.Zones) { Name = "one" }, new LabNameServer(SmallInternet.Zones) { Name = "two" }));
        await source.AskAsync(SmallInternet.Www, 0, Stop);
        await source.AskAsync(SmallInternet.Www, 0, Stop);
        await source.AskAsync(SmallInternet.Www, 1, Stop);
        await source.AskAsync(SmallInternet.Plain, 0, Stop);

        var recording = source.ToRecording(SmallInternet.Now);
        Assert.Equal([SmallInternet.Www, SmallInternet.Www, SmallInternet.Plain], recording.Replies.Select(reply => reply.Question));
        Assert.Equal(["one", "two", "one"], recording.Replies.Select(reply => ((SourceReply.Received)reply.Reply).Server));
    }

    private static string Wire(Question question) => Convert.ToBase64String(SmallInternet.Zones.Answer(Queries.For(question)).ToWire());
}
