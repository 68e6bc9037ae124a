using System.Collections.Concurrent;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>How often one question goes to one server over one transport in one lookup, where nobody says anything of use.</summary>
public sealed class QueryCountTests
{
    // RFC 9520 section 3.1.
    private const int Most = 3;

    private readonly FakeTimeProvider _clock = new(SmallInternet.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [Requirement("9520-3.1-1")]
    public async Task Question_ThatNobodyAnswers_GoesToNobodyMoreThanThreeTimes(int servers, bool withTcp)
    {
        CountedServer[] counted = [.. Enumerable.Range(0, servers).Select(i => new CountedServer($"silent{i}", withTcp, _ => null, _clock))];
        await using StubResolver resolver = new(new ForwardingSource([.. counted.Select(each => each.Upstream)]), SmallInternet.Options(_clock));

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal((SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered), (answer.Security, answer.Why?.Kind));
        Assert.Equal(servers, answer.Upstream.Count);
        Assert.All(counted, each => Assert.Equal(Most, each.Sent[(SmallInternet.Www, "UDP")]));
        Assert.All(counted.SelectMany(each => each.Sent), sent => Assert.InRange(sent.Value, 1, Most));
        Assert.All(counted, each => Assert.Contains(each.Sent, sent => sent.Key.Transport == "TCP"));
    }

    /// <summary>The forms that a server may need are all tried within the three, one of them in the next question where there is no TCP.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("9520-3.1-1")]
    public async Task Server_SilentToCd_IsFoundOutWithinThreeTimes(bool withTcp)
    {
        LabNameServer zones = new(SmallInternet.Zones);
        CountedServer server = new("odd", withTcp, query => (query.Flags & MessageFlags.CheckingDisabled) == MessageFlags.None ? zones : null, _clock);
        await using StubResolver resolver = new(new ForwardingSource([server.Upstream]), SmallInternet.Options(_clock) with { Cache = null });

        Answer first = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        Assert.All(server.Sent, sent => Assert.InRange(sent.Value, 1, Most));
        Answer second = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.True(!withTcp || first.Security == SecurityStatus.Secure, first.ToString());
        Assert.Equal((SecurityStatus.Secure, null), (second.Security, second.Why));
        Assert.Contains(Finding.RefusesCd, Assert.Single(second.Upstream).Findings);
    }

    /// <summary>Counts what would go out: two datagrams for a question in its usual form that is not answered, one where it is sent once.</summary>
    private sealed class CountedServer
    {
        private readonly Func<Message, LabNameServer?> _answers;

        public CountedServer(string name, bool withTcp, Func<Message, LabNameServer?> answers, TimeProvider clock)
        {
            _answers = answers;
            Upstream = new Upstream(
                name,
                new UpstreamWays(
                    (query, stop) => AskAsync(query, "UDP", 2, stop),
                    (query, stop) => withTcp ? AskAsync(query, "TCP", 1, stop) : Refused(query))
                {
                    Once = (query, stop) => AskAsync(query, "UDP", 1, stop),
                },
                clock);
        }

        public Upstream Upstream { get; }

        public ConcurrentDictionary<(Question Question, string Transport), int> Sent { get; } = new();

        private ValueTask<TransportReply> Refused(Message query)
        {
            Sent.AddOrUpdate((query.Questions[0], "TCP"), 1, (_, sent) => sent + 1);
            return new(new TransportReply.Failed(TransportFault.Refused, "TCP: the server's host refused"));
        }

        private async ValueTask<TransportReply> AskAsync(Message query, string transport, int sends, CancellationToken stop)
        {
            LabNameServer? server = _answers(query);
            int sent = server is null ? sends : 1;
            Sent.AddOrUpdate((query.Questions[0], transport), sent, (_, before) => before + sent);
            TransportReply reply = server is null
                ? new TransportReply.Failed(TransportFault.TimedOut, $"{transport}: no reply in time")
                : new TransportReply.Received(((LabReply.Sent)await server.RespondAsync(new LabQuery(query, LabTransport.Stream), stop)).Message);
            return reply with { Datagrams = transport == "UDP" ? sent : 0 };
        }
    }
}
