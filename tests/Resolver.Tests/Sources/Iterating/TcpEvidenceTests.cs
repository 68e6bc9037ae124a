using System.Net;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>What it takes to leave TCP aside for a server: more than one lost packet, and never for long at first.</summary>
public sealed class TcpEvidenceTests
{
    private static readonly ZoneServer Server = new(DomainName.Root, new IPEndPoint(IPAddress.Loopback, 53));
    private static readonly Question Question = new(DomainName.Parse("www.example.lab"), RecordType.TXT);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Failures one after the other, and for how many seconds TCP is left aside then.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(4, 120)]
    [InlineData(6, 480)]
    [InlineData(7, 900)]
    [InlineData(70, 900)]
    public void Failures_InARow_BarTcpForLongerAndLonger(int failures, int seconds)
    {
        ServerState state = new(_clock);
        for (int i = 0; i < failures; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            state.NoteTcpFailure(_clock.GetTimestamp());
        }

        Assert.Equal(seconds > 0, state.LacksTcp);
        if (seconds > 0)
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.True(state.LacksTcp);
            _clock.Advance(TimeSpan.FromTicks(1));
        }

        Assert.False(state.LacksTcp);
    }

    [Fact]
    public void Failures_OfTriesThatWereUnderWayTogether_CountOnce()
    {
        ServerState state = new(_clock);
        long begun = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(2));
        for (int i = 0; i < 20; i++)
        {
            state.NoteTcpFailure(begun);
        }

        Assert.False(state.LacksTcp);
        state.NoteTcpFailure(_clock.GetTimestamp());
        Assert.True(state.LacksTcp);
    }

    [Fact]
    public void Answer_OverTcp_ForgetsTheFailures()
    {
        ServerState state = new(_clock);
        state.NoteTcpFailure(_clock.GetTimestamp());
        state.NoteTcpAnswer();
        state.NoteTcpFailure(_clock.GetTimestamp());
        Assert.False(state.LacksTcp);
        state.NoteTcpFailure(_clock.GetTimestamp());
        Assert.True(state.LacksTcp);
        state.NoteTcpAnswer();
        Assert.False(state.LacksTcp);
    }

    // What TCP does, try by try: F fails, - answers, c answers and cuts, h this host has no way. Then how often it was tried in five questions, and what is said.
    [Theory]
    [InlineData("F----", 5, "no-tcp|||||")]
    [InlineData("FF---", 2, "no-tcp|no-tcp|no-tcp|no-tcp|no-tcp|")]
    [InlineData("F-F--", 5, "no-tcp||no-tcp|||")]
    [InlineData("hhhhh", 5, "|||||")]
    [InlineData("ccccc", 5, "truncates-always|truncates-always|truncates-always|truncates-always|truncates-always|")]
    public async Task Replies_ThatAreCut_AreFetchedOverTcpUnlessItFailsAgainAndAgain(string tcp, int tries, string said)
    {
        int tried = 0;
        IterationTransports transports = new(
            _ => new Scripted(query => Reply(query, isCut: true)),
            new Scripted(query => tcp[tried++] switch
            {
                'F' => new TransportReply.Failed(TransportFault.TimedOut, "TCP: no reply in time"),
                'h' => new TransportReply.Failed(TransportFault.Unreachable, "TCP: there is no way to the server"),
                'c' => Reply(query, isCut: true),
                _ => Reply(query, isCut: false),
            }),
            TimeSpan.FromSeconds(2));
        ServerExchange exchange = new(transports, new ServerBook(_clock, () => 1), () => 1, _clock);
        string found = "";
        for (int i = 0; i < tcp.Length; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            ServerAnswer answer = await exchange.AskAsync(Question, Server, new WalkBudget(new IterationLimits()), Stop);
            found += string.Join(',', answer.Findings) + "|";
            Assert.Equal(!found.EndsWith("s|", StringComparison.Ordinal) && tcp[i] == '-' && tried == i + 1, answer.Reply is TransportReply.Received);
        }

        Assert.Equal(said, found);
        Assert.Equal(tries, tried);
    }

    private static TransportReply Reply(Message query, bool isCut) => new TransportReply.Received(query with
    {
        Flags = MessageFlags.Response | MessageFlags.Authoritative | (isCut ? MessageFlags.Truncated : MessageFlags.None),
    });

    private sealed class Scripted(Func<Message, TransportReply> reply) : IMessageTransport
    {
        public ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop) => new(reply(query));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
