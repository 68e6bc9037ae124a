using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>Replies that are lost on the way to a server that has them: each of the few tries that a question may have is one that can bring the reply.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "Nothing is open in it.")]
public sealed class LostRepliesTests
{
    // RFC 9520 section 3.1.
    private const int Most = 3;

    private static readonly IPEndPoint Somewhere = new(IPAddress.Loopback, 53);

    private readonly FakeTimeProvider _clock = new(SmallInternet.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every reply is larger than 512 octets, so what is asked for in less room comes cut, and no connection brings the rest.</summary>
    [Theory]
    [InlineData(2, SecurityStatus.Secure, null)]
    [InlineData(3, SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered)]
    [Requirement("9520-3.1-1")]
    public async Task Question_WhoseFirstDatagramsAreLostWithoutTcp_IsAnsweredByTheThird(int lost, SecurityStatus expected, ReasonKind? reason)
    {
        LossyServer server = new(lost, _ => TransportFault.Refused);
        await using StubResolver resolver = server.Open(_clock);

        // That there is no way to connect is learnt by the first question. Where its third datagram is answered by a cut reply, the server is not silent, and has a fourth.
        Answer first = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        Assert.Equal((expected, reason), (first.Security, first.Why?.Kind));
        Assert.Equal(lost < Most ? 1 : 0, server.Sent.Count(sent => sent.Value > Most));
        server.Sent.Clear();
        Answer second = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal((expected, reason), (second.Security, second.Why?.Kind));
        Assert.Equal(Most, server.Sent[(SmallInternet.Www, "UDP")]);
        Assert.All(server.Sent, sent => Assert.InRange(sent.Value, 1, Most));
    }

    /// <summary>RFC 7766 section 6.2.4.</summary>
    [Theory]
    [InlineData(TransportFault.Closed, 1, SecurityStatus.Secure, null, 2)]
    [InlineData(TransportFault.Closed, 2, SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered, 2)]
    [InlineData(TransportFault.TimedOut, 1, SecurityStatus.Secure, null, 2)]
    [InlineData(TransportFault.TimedOut, 2, SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered, 2)]
    [InlineData(TransportFault.Refused, 1, SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered, 1)]
    public async Task Reply_CutWithTheConnectionEnded_IsFetchedOverAnother(
        TransportFault fault, int failures, SecurityStatus expected, ReasonKind? reason, int connections)
    {
        LossyServer server = new(0, tries => tries <= failures ? fault : TransportFault.None) { CutsAll = true };
        await using StubResolver resolver = server.Open(_clock);

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal((expected, reason), (answer.Security, answer.Why?.Kind));
        Assert.Equal(connections, server.Sent[(SmallInternet.Www, "TCP")]);
        Assert.Equal(1, server.Sent[(SmallInternet.Www, "UDP")]);
        Assert.Equal(expected != SecurityStatus.Secure, answer.Upstream.Single().Findings.Contains(Finding.NoTcp, StringComparer.Ordinal));
    }

    /// <summary>Loses so many datagrams of each question, cuts what has too little room, and has a fault for each try over a connection.</summary>
    private sealed class LossyServer(int lost, Func<int, TransportFault> connecting)
    {
        private readonly LabNameServer _zones = new(SmallInternet.Zones);

        public bool CutsAll { get; init; }

        public ConcurrentDictionary<(Question Question, string Transport), int> Sent { get; } = new();

        public StubResolver Open(FakeTimeProvider clock)
        {
            Way connection = new(AskOverConnectionAsync);
            FallbackTransport usual = new(new Way((query, stop) => AskAsync(query, 2, stop)), connection);
            FallbackTransport once = new(new Way((query, stop) => AskAsync(query, 1, stop)), connection);
            UpstreamWays ways = new((query, stop) => usual.AskAsync(query, Somewhere, stop), (query, stop) => connection.AskAsync(query, Somewhere, stop))
            {
                Once = (query, stop) => once.AskAsync(query, Somewhere, stop),
            };
            return new StubResolver(new ForwardingSource([new Upstream("lossy", ways, clock)]), SmallInternet.Options(clock) with { Cache = null });
        }

        private async ValueTask<TransportReply> AskAsync(Message query, int most, CancellationToken stop)
        {
            int sent = 0;
            while (sent < most)
            {
                sent++;
                if (Count(query, "UDP") > lost)
                {
                    Message reply = await ReplyAsync(query, LabTransport.Stream, stop);
                    bool isCut = CutsAll || query.Edns!.UdpPayloadSize <= 512;
                    return new TransportReply.Received(isCut ? Cut(reply) : reply) { Datagrams = sent };
                }
            }

            return new TransportReply.Failed(TransportFault.TimedOut, "UDP: no reply in time") { Datagrams = sent };
        }

        private async ValueTask<TransportReply> AskOverConnectionAsync(Message query, CancellationToken stop) => connecting(Count(query, "TCP")) is var fault and not TransportFault.None
            ? new TransportReply.Failed(fault, $"TCP: {fault}")
            : new TransportReply.Received(await ReplyAsync(query, LabTransport.Stream, stop));

        private static Message Cut(Message reply) => reply with { Flags = reply.Flags | MessageFlags.Truncated, Answer = [], Authority = [], Additional = [] };

        private int Count(Message query, string transport) => Sent.AddOrUpdate((query.Questions[0], transport), 1, (_, before) => before + 1);

        private async ValueTask<Message> ReplyAsync(Message query, LabTransport transport, CancellationToken stop) =>
            ((LabReply.Sent)await _zones.RespondAsync(new LabQuery(query, transport), stop)).Message;
    }

    private sealed class Way(Func<Message, CancellationToken, ValueTask<TransportReply>> ask) : IMessageTransport
    {
        public ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop) => ask(query, stop);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
