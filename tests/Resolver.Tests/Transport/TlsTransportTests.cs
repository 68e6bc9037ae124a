using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>DNS over TLS: who is believed to be the server, and what goes over the wire to it.</summary>
public sealed class TlsTransportTests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(4);
    private static readonly Message Query = Queries.For(SmallInternet.Www);
    private static readonly byte[] OtherPin = new byte[32];

    private readonly FakeTimeProvider _clock = new();

    /// <summary>The server's certificate; whom we mean; what is wrong, or null.</summary>
    public static TheoryData<string, string, string?> Peers { get; } = new()
    {
        { "good", "named", null },
        { "good", "otherwise named", "the certificate does not bear other.lab" },
        { "good", "named under another root", "nobody who is trusted vouches for the certificate of dns.lab" },
        { "good", "named and pinned", null },
        { "good", "named and pinned to another key", "the server's key is not the one pinned, but pin-sha256=" },
        { "good", "otherwise named and pinned", "the certificate does not bear other.lab" },
        { "expired", "named", "is not valid today; the server's is valid from 2001-01-01 to 2002-01-01" },
        { "expired", "pinned", null },
        { "self-signed", "pinned", null },
        { "self-signed", "pinned to another key", "the server's key is not the one pinned, but pin-sha256=" },
        { "self-signed", "pinned to one of two keys", null },
        { "self-signed", "self", "nobody who is trusted vouches for the certificate of self.lab" },
        { "of the address", "address", null },
        { "good", "address", "the certificate does not bear 127.0.0.1" },
        { "ill-encoded", "named", "the certificate, or one above it, cannot be read" },
        { "ill-encoded", "pinned", "the certificate, or one above it, cannot be read" },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Peers))]
    public async Task Server_IsAskedOnlyWhenItIsTheOneMeant(string certificate, string meant, string? fault)
    {
        LabCertificate shown = certificate switch
        {
            "expired" => DnsCertificates.Expired,
            "self-signed" => DnsCertificates.SelfSigned,
            "of the address" => DnsCertificates.OfAddress,
            "ill-encoded" => DnsCertificates.IllEncoded,
            _ => DnsCertificates.Good,
        };
        byte[] pin = DnsCertificates.PinOf(shown);
        TlsPeer peer = meant switch
        {
            "otherwise named" => DnsCertificates.Named("other.lab"),
            "named under another root" => DnsCertificates.Named() with { Roots = DnsCertificates.OtherRoots },
            "named and pinned" => DnsCertificates.Named("dns.lab", pin),
            "named and pinned to another key" => DnsCertificates.Named("dns.lab", OtherPin),
            "otherwise named and pinned" => DnsCertificates.Named("other.lab", pin),
            "pinned" => DnsCertificates.Pinned(pin),
            "pinned to another key" => DnsCertificates.Pinned(OtherPin),
            "pinned to one of two keys" => DnsCertificates.Pinned(OtherPin, pin),
            "self" => DnsCertificates.Named("self.lab"),
            "address" => DnsCertificates.Named("127.0.0.1"),
            _ => DnsCertificates.Named(),
        };
        await using var server = LoopbackDnsServer.StartTls(new LabNameServer(SmallInternet.Zones), shown, DnsCertificates.Between);
        await using TcpTransport transport = Make(peer);

        TransportReply reply = await transport.AskAsync(Query, server.EndPoint, Stop);

        if (fault is null)
        {
            Assert.Equal(SmallInternet.Www, Assert.IsType<TransportReply.Received>(reply).Message.Questions[0]);
            Assert.Equal(1, server.Queries);
        }
        else
        {
            TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(reply);
            Assert.Equal(TransportFault.Untrusted, failed.Fault);
            Assert.StartsWith("TLS: ", failed.Text, StringComparison.Ordinal);
            Assert.Contains(fault, failed.Text, StringComparison.Ordinal);
            Assert.Equal(0, server.Queries);
        }
    }

    [Fact]
    public async Task Server_ThatSpeaksInClear_IsNotAnswered()
    {
        await using var server = LoopbackDnsServer.Start(SmallInternet.Zones);
        await using TcpTransport transport = Make(DnsCertificates.Named());

        // The greeting of TLS looks like the beginning of a long message, so such a server waits for the rest.
        Task<TransportReply> asking = transport.AskAsync(Query, server.EndPoint, Stop).AsTask();
        while (!asking.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Contains(Assert.IsType<TransportReply.Failed>(await asking).Fault, new[] { TransportFault.TimedOut, TransportFault.Closed });
        Assert.Equal(0, server.Queries);
        Assert.Equal(0, server.Datagrams);
    }

    [Fact]
    public async Task Queries_AHundredAtOnce_ShareAConnection()
    {
        await using var server = LoopbackDnsServer.StartTls(new LabNameServer(SmallInternet.Zones), DnsCertificates.Good, DnsCertificates.Between);
        await using TcpTransport transport = Make(DnsCertificates.Named());
        Question[] questions = [.. Enumerable.Range(0, 100).Select(i => new Question(DomainName.Parse($"n{i}.example.lab"), RecordType.A))];

        TransportReply[] replies = await Task.WhenAll(questions.Select(q => transport.AskAsync(Queries.For(q), server.EndPoint, Stop).AsTask()));

        Assert.Equal(questions, replies.Select(reply => Assert.IsType<TransportReply.Received>(reply).Message.Questions[0]));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Replies_InAnotherOrder_ReachWhoAsked()
    {
        await using TlsListener listener = new(DnsCertificates.Good);
        await using TcpTransport transport = Make(DnsCertificates.Named());
        Task<TransportReply> www = transport.AskAsync(Query, listener.EndPoint, Stop).AsTask();
        Task<TransportReply> plain = transport.AskAsync(Queries.For(SmallInternet.Plain), listener.EndPoint, Stop).AsTask();
        await listener.AcceptAsync(Stop);
        Message[] got = [await listener.ReceiveAsync(Stop), await listener.ReceiveAsync(Stop)];

        await listener.SendAsync(Queries.ReplyTo(got[1]), Stop);
        await listener.SendAsync(Queries.ReplyTo(got[0]), Stop);

        Assert.Equal(SmallInternet.Www, Assert.IsType<TransportReply.Received>(await www).Message.Questions[0]);
        Assert.Equal(SmallInternet.Plain, Assert.IsType<TransportReply.Received>(await plain).Message.Questions[0]);
    }

    [Fact]
    public async Task Connection_EndedInAMessage_IsAFailure()
    {
        await using TlsListener listener = new(DnsCertificates.Good);
        await using TcpTransport transport = Make(DnsCertificates.Named());
        Task<TransportReply> asking = transport.AskAsync(Query, listener.EndPoint, Stop).AsTask();
        await listener.AcceptAsync(Stop);
        byte[] reply = Queries.ReplyTo(await listener.ReceiveAsync(Stop)).ToWire();
        await listener.SendOctetsAsync([(byte)(reply.Length >> 8), (byte)(reply.Length & 0xFF), .. reply[..^1]], Stop);
        await listener.HangUpAsync();

        Assert.Equal(TransportFault.Closed, Assert.IsType<TransportReply.Failed>(await asking).Fault);
    }

    [Fact]
    public async Task Connection_ClosedWhileIdle_IsOpenedAgain()
    {
        await using TlsListener listener = new(DnsCertificates.Good);
        await using TcpTransport transport = Make(DnsCertificates.Named());
        Task<TransportReply> first = transport.AskAsync(Query, listener.EndPoint, Stop).AsTask();
        await listener.AcceptAsync(Stop);
        await listener.SendAsync(Queries.ReplyTo(await listener.ReceiveAsync(Stop)), Stop);
        Assert.IsType<TransportReply.Received>(await first);
        await listener.HangUpAsync();

        Task<TransportReply> second = transport.AskAsync(Query, listener.EndPoint, Stop).AsTask();
        await listener.AcceptAsync(Stop);
        await listener.SendAsync(Queries.ReplyTo(await listener.ReceiveAsync(Stop)), Stop);
        Assert.IsType<TransportReply.Received>(await second);
    }

    // RFC 8467 section 4.1; RFC 7828 section 3.2.1.
    [Theory]
    [InlineData("a.lab")]
    [InlineData("www.example.lab")]
    [InlineData("a-name-that-is-rather-long-so-that-it-needs-a-second-block.and-another-label-of-some-length-beside-it.example.lab")]
    public async Task Query_OnTheWire_IsPaddedAndAsksToBeKept(string name)
    {
        await using TlsListener listener = new(DnsCertificates.Good);
        await using TcpTransport transport = Make(DnsCertificates.Named());
        Task<TransportReply> asking = transport.AskAsync(Queries.For(new Question(DomainName.Parse(name), RecordType.A)), listener.EndPoint, Stop).AsTask();
        await listener.AcceptAsync(Stop);
        Message query = await listener.ReceiveAsync(Stop);
        await listener.SendAsync(Queries.ReplyTo(query), Stop);
        Assert.IsType<TransportReply.Received>(await asking);

        Assert.Equal(name.Length > 60 ? 256 : 128, listener.LastLength);
        EdnsOption padding = Assert.Single(query.Edns!.Options, option => option.Code == QueryOptions.Padding);
        Assert.All(padding.Data.ToArray(), octet => Assert.Equal(0, octet));
        Assert.True(Assert.Single(query.Edns.Options, option => option.Code == QueryOptions.Keepalive).Data.IsEmpty);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(50, 4, false)]
    [InlineData(50, 5, true)]
    [InlineData(600, 59, false)]
    [InlineData(600, 60, true)]
    [InlineData(65535, 119, false)]
    [InlineData(65535, 120, true)]
    public async Task IdleTime_IsTheServersUpToALimit(int offered, int seconds, bool isClosed)
    {
        await using TlsListener listener = new(DnsCertificates.Good);
        await using TcpTransport transport = Make(DnsCertificates.Named());
        Task<TransportReply> first = transport.AskAsync(Query, listener.EndPoint, Stop).AsTask();
        await listener.AcceptAsync(Stop);
        Message reply = Queries.ReplyTo(await listener.ReceiveAsync(Stop));
        EdnsOption keepalive = new(QueryOptions.Keepalive, new byte[] { (byte)(offered >> 8), (byte)(offered & 0xFF) });
        await listener.SendAsync(reply with { Edns = reply.Edns! with { Options = [keepalive] } }, Stop);
        Assert.IsType<TransportReply.Received>(await first);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Task<TransportReply> second = transport.AskAsync(Query, listener.EndPoint, Stop).AsTask();
        if (isClosed)
        {
            await listener.AcceptAsync(Stop);
        }

        await listener.SendAsync(Queries.ReplyTo(await listener.ReceiveAsync(Stop)), Stop);
        Assert.IsType<TransportReply.Received>(await second);
        Assert.Equal(isClosed ? 2 : 1, listener.Connections);
    }

    [Theory]
    [InlineData("dns.lab", SecurityStatus.Secure)]
    [InlineData("other.lab", SecurityStatus.Indeterminate)]
    public async Task Resolver_OverTls_ValidatesOrSaysWhomItMet(string name, SecurityStatus expected)
    {
        await using var server = LoopbackDnsServer.StartTls(new LabNameServer(SmallInternet.Zones), DnsCertificates.Good, DnsCertificates.Between);
        UpstreamServer upstream = new UpstreamServer.OverTls(server.EndPoint, new ServerIdentity(DomainName.Parse(name), []));
        await using StubResolver resolver = new(SmallInternet.Options() with { Servers = [upstream], ServerRoots = DnsCertificates.Roots });

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(expected, answer.Security);
        UpstreamReport report = Assert.Single(answer.Upstream);
        Assert.Equal($"tls://{server.EndPoint}#{name}", report.Server);
        if (expected != SecurityStatus.Secure)
        {
            Assert.Equal(ReasonKind.UpstreamUntrusted, answer.Why!.Kind);
            Assert.Equal([Finding.UntrustedCertificate], report.Findings);
            Assert.True(answer.NobodyAnswered);
            Assert.Equal(0, server.Queries);
        }
    }

    [Fact]
    public async Task Reply_CutOverTls_IsNotJudged()
    {
        await using var server = LoopbackDnsServer.StartTls(
            new LabNameServer(SmallInternet.Zones, ReplyFaults.Truncate(overTcpToo: true)), DnsCertificates.Good, DnsCertificates.Between);
        UpstreamServer upstream = new UpstreamServer.OverTls(server.EndPoint, new ServerIdentity(DomainName.Parse("dns.lab"), []));
        await using StubResolver resolver = new(SmallInternet.Options() with { Servers = [upstream], ServerRoots = DnsCertificates.Roots });

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.Equal([Finding.TruncatesAlways], Assert.Single(answer.Upstream).Findings);
    }

    private TcpTransport Make(TlsPeer peer) => new(new TlsOpening(peer), TryTimeout, _clock, RandomNumbers.Draw);
}
