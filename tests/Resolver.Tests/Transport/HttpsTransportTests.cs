using System.Globalization;
using System.Net;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>DNS over HTTPS: what goes out, what is taken for an answer, and what is not.</summary>
public sealed class HttpsTransportTests
{
    private static readonly Message Query = Queries.For(SmallInternet.Www);

    private readonly FakeTimeProvider _clock = new();

    /// <summary>What the server does; the fault; a part of the text.</summary>
    public static TheoryData<string, TransportFault, string> WrongAnswers { get; } = new()
    {
        { "400", TransportFault.HttpError, "status 400" },
        { "403", TransportFault.HttpError, "status 403" },
        { "404", TransportFault.HttpError, "status 404" },
        { "429", TransportFault.HttpError, "status 429" },
        { "500", TransportFault.HttpError, "status 500" },
        { "redirect", TransportFault.HttpError, "status 302" },
        { "html", TransportFault.HttpError, "not of type application/dns-message" },
        { "json", TransportFault.HttpError, "not of type application/dns-message" },
        { "no type", TransportFault.HttpError, "not of type application/dns-message" },
        { "oversized", TransportFault.HttpError, "larger than a DNS message can be" },
        { "empty", TransportFault.Garbled, "no DNS message" },
        { "garbage", TransportFault.Garbled, "no DNS message" },
        { "other question", TransportFault.Mismatched, "no reply to the query" },
        { "other id", TransportFault.Mismatched, "no reply to the query" },
        { "hang up", TransportFault.Closed, "ended in the middle" },
        { "hang up in the body", TransportFault.Closed, "ended in the middle" },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Query_OnTheWire_IsWhatTheRfcSays(HttpProtocols protocols, string version)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound, protocols: protocols);
        await using HttpsTransport transport = Make(server);

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query with { Id = 77 }, Stop));

        Assert.Equal(SmallInternet.Www, received.Message.Questions[0]);
        DohRequest request = Assert.Single(server.Requests);
        Assert.Equal(version, request.Protocol);
        Assert.Equal("POST", request.Method);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"dns.lab:{server.Port}"), request.Host);
        Assert.Equal("/dns-query", request.Path);
        Assert.Equal("application/dns-message", request.ContentType);
        Assert.Equal("application/dns-message", request.Accept);
        Assert.Equal(["Accept", "Content-Length", "Content-Type", "Host"], request.Headers.Order(StringComparer.Ordinal));

        // RFC 8484 section 4.1 and RFC 8467 section 4.1.
        Assert.Equal(128, request.Body.Length);
        Assert.True(Message.TryRead(request.Body, out Message? sent, out _));
        Assert.Equal(0, sent.Id);
        Assert.Contains(sent.Edns!.Options, option => option.Code == QueryOptions.Padding);
        Assert.DoesNotContain(sent.Edns.Options, option => option.Code == QueryOptions.Keepalive);
    }

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task Answer_ThatIsNone_IsAFailure(string kind, TransportFault fault, string text)
    {
        await using DohServer server = await DohServer.StartAsync((context, query) => AnswerAsync(kind, context, query));
        await using HttpsTransport transport = Make(server);

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, Stop));

        Assert.Equal(fault, failed.Fault);
        Assert.StartsWith("HTTPS: ", failed.Text, StringComparison.Ordinal);
        Assert.Contains(text, failed.Text, StringComparison.Ordinal);
        Assert.Equal("/dns-query", server.Requests.Select(request => request.Path).Distinct().Single());
    }

    [Fact]
    public async Task Answer_OfTheLargestSize_IsTaken()
    {
        await using DohServer server = await DohServer.StartAsync((context, query) =>
        {
            Message reply = Queries.ReplyTo(query) with { Edns = new Edns() };
            int rest = Message.MaxLength - reply.ToWire().Length - 4;
            return DohServer.SendAsync(context, (reply with { Edns = new Edns { Options = [new EdnsOption(65001, new byte[rest])] } }).ToWire(), "APPLICATION/DNS-MESSAGE; charset=x");
        });
        await using HttpsTransport transport = Make(server);

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        Assert.Equal(Message.MaxLength, received.Message.ToWire().Length);
    }

    // RFC 8484 section 5.1.
    [Theory]
    [InlineData(null, 3600U)]
    [InlineData("0", 3600U)]
    [InlineData("250", 3350U)]
    [InlineData("3600", 0U)]
    [InlineData("99999", 0U)]
    [InlineData("-1", 3600U)]
    [InlineData("soon", 3600U)]
    public async Task Age_InCaches_CountsAgainstTheTtl(string? age, uint ttl)
    {
        await using DohServer server = await DohServer.StartAsync((context, query) =>
        {
            if (age is not null)
            {
                context.Response.Headers.Age = age;
            }

            return DohServer.Sound(context, query);
        });
        await using HttpsTransport transport = Make(server);

        TransportReply.Received received = Assert.IsType<TransportReply.Received>(await transport.AskAsync(Query, Stop));
        Assert.All(received.Message.Answer, record => Assert.Equal(ttl, record.Ttl));
        Assert.NotEmpty(received.Message.Answer);
    }

    [Theory]
    [InlineData("dns.lab", false, null)]
    [InlineData("other.lab", false, "the certificate does not bear other.lab")]
    [InlineData("dns.lab", true, "is not valid today")]
    public async Task Server_IsAskedOnlyWhenItIsTheOneMeant(string name, bool expired, string? fault)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound, expired ? DnsCertificates.Expired : DnsCertificates.Good);
        await using HttpsTransport transport = Make(server, DnsCertificates.Named(name));

        TransportReply reply = await transport.AskAsync(Query, Stop);

        Assert.Equal(fault is null, reply is TransportReply.Received);
        Assert.Equal(fault is null ? 1 : 0, server.Requests.Count);
        if (fault is not null)
        {
            TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(reply);
            Assert.Equal(TransportFault.Untrusted, failed.Fault);
            Assert.Contains(fault, failed.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Server_WhoseCertificateCannotBeRead_IsNotTheOneMeant()
    {
        await using TlsListener server = new(DnsCertificates.IllEncoded);
        await using HttpsTransport transport = Make(server.EndPoint.Port, DnsCertificates.Named());
        Task accepting = server.AcceptAsync(Stop);

        TransportReply.Failed failed = Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, Stop));
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Equal(TransportFault.Untrusted, failed.Fault);
        Assert.Contains("cannot be read", failed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_Pinned_IsKnownByItsKey(bool right)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound, DnsCertificates.SelfSigned);
        await using HttpsTransport transport = Make(server, DnsCertificates.Pinned(right ? DnsCertificates.PinOf(DnsCertificates.SelfSigned) : new byte[32]));

        TransportReply reply = await transport.AskAsync(Query, Stop);

        Assert.Equal(right, reply is TransportReply.Received);
        Assert.Equal(!right, reply is TransportReply.Failed { Fault: TransportFault.Untrusted });
    }

    [Fact]
    public async Task Queries_AHundredAtOnce_ShareAConnection()
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound);
        await using HttpsTransport transport = Make(server);
        await transport.AskAsync(Query, Stop);
        Question[] questions = [.. Enumerable.Range(0, 100).Select(i => new Question(DomainName.Parse($"n{i}.example.lab"), RecordType.A))];

        TransportReply[] replies = await Task.WhenAll(questions.Select(q => transport.AskAsync(Queries.For(q), Stop).AsTask()));

        Assert.Equal(questions, replies.Select(reply => Assert.IsType<TransportReply.Received>(reply).Message.Questions[0]));
        Assert.Single(server.Requests.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task Silence_UntilTheTimeIsUp_IsAValue()
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using DohServer server = await DohServer.StartAsync(async (context, _) =>
        {
            reached.TrySetResult();
            await ((Task)new TaskCompletionSource().Task.WaitAsync(context.RequestAborted)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using HttpsTransport transport = Make(server);
        Task<TransportReply> asking = transport.AskAsync(Query, Stop).AsTask();
        await reached.Task.WaitAsync(Stop);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TransportFault.TimedOut, Assert.IsType<TransportReply.Failed>(await asking).Fault);
    }

    [Fact]
    public async Task Port_ThatNobodyServes_IsRefused()
    {
        int port;
        await using (DohServer server = await DohServer.StartAsync(DohServer.Sound))
        {
            port = server.Port;
        }

        await using HttpsTransport transport = Make(port, DnsCertificates.Named());
        Assert.Equal(TransportFault.Refused, Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, Stop)).Fault);
    }

    [Fact]
    public async Task Cancellation_ByTheCaller_Throws()
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound);
        await using HttpsTransport transport = Make(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.AskAsync(Query, new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task Transport_ThatIsClosed_FailsWhoComes()
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound);
        HttpsTransport transport = Make(server);
        await transport.DisposeAsync();
        Assert.Equal(TransportFault.Local, Assert.IsType<TransportReply.Failed>(await transport.AskAsync(Query, Stop)).Fault);
    }

    [Theory]
    [InlineData("dns.lab", SecurityStatus.Secure, "")]
    [InlineData("other.lab", SecurityStatus.Indeterminate, Finding.UntrustedCertificate)]
    public async Task Resolver_OverHttps_ValidatesOrSaysWhomItMet(string name, SecurityStatus expected, string finding)
    {
        await using DohServer server = await DohServer.StartAsync(DohServer.Sound);
        UpstreamServer upstream = new UpstreamServer.OverHttps(AddressOf(server.Port), new ServerIdentity(DomainName.Parse(name), []));
        await using StubResolver resolver = new(SmallInternet.Options() with { Servers = [upstream], ServerRoots = DnsCertificates.Roots });

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(expected, answer.Security);
        UpstreamReport report = Assert.Single(answer.Upstream);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{server.Port}/dns-query#{name}"), report.Server);
        Assert.Equal(finding, string.Join(',', report.Findings));
        Assert.Equal(expected != SecurityStatus.Secure, answer.Why?.Kind == ReasonKind.UpstreamUntrusted);
    }

    [Theory]
    [InlineData("https://dns.lab/dns-query", true)]
    [InlineData("http://dns.lab/dns-query", false)]
    [InlineData("file:///dns-query", false)]
    public void Upstream_InClear_IsRefused(string address, bool isTaken)
    {
        ServerIdentity identity = new(DomainName.Parse("dns.lab"), []);
        Exception? refusal = Record.Exception(() => new UpstreamServer.OverHttps(new Uri(address), identity));
        Assert.Equal(isTaken, refusal is null);
        Assert.True(isTaken || refusal is ArgumentException);
    }

    private static async Task AnswerAsync(string kind, HttpContext context, Message query)
    {
        byte[] sound = SmallInternet.Zones.Answer(query).ToWire();
        switch (kind)
        {
            case "redirect":
                context.Response.Redirect("/elsewhere");
                break;
            case "html":
                await DohServer.SendAsync(context, sound, "text/html");
                break;
            case "json":
                await DohServer.SendAsync(context, sound, "application/dns-json");
                break;
            case "no type":
                await context.Response.Body.WriteAsync(sound, context.RequestAborted);
                break;
            case "oversized":
                await DohServer.SendAsync(context, new byte[Message.MaxLength + 1]);
                break;
            case "empty":
                await DohServer.SendAsync(context, []);
                break;
            case "garbage":
                await DohServer.SendAsync(context, sound[..^1]);
                break;
            case "other question":
                await DohServer.SendAsync(context, (Queries.ReplyTo(query) with { Questions = [SmallInternet.Plain] }).ToWire());
                break;
            case "other id":
                await DohServer.SendAsync(context, (Queries.ReplyTo(query) with { Id = 1 }).ToWire());
                break;
            case "hang up":
                context.Abort();
                break;
            case "hang up in the body":
                context.Response.ContentLength = sound.Length;
                await DohServer.SendAsync(context, sound[..20]);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            default:
                context.Response.StatusCode = int.Parse(kind, CultureInfo.InvariantCulture);
                await DohServer.SendAsync(context, sound);
                break;
        }
    }

    private static Uri AddressOf(int port) => new UriBuilder("https", IPAddress.Loopback.ToString(), port, "/dns-query").Uri;

    private HttpsTransport Make(DohServer server, TlsPeer? peer = null) => Make(server.Port, peer ?? DnsCertificates.Named());

    private HttpsTransport Make(int port, TlsPeer peer) => new(AddressOf(port), peer, TimeSpan.FromSeconds(30), _clock);
}
