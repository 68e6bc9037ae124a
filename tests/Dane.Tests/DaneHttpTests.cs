using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>HttpClient whose servers TLSA records vouch for, over loopback sockets.</summary>
public sealed class DaneHttpTests
{
    private const string Host = "mx.example.com";
    private const string Place = "_443._tcp." + Host;

    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);
    private static readonly TestCertificate SelfSigned = TestCertificate.Server(null);
    private static readonly TlsaRecord Own = SelfSigned.Record(CertificateUsage.DaneEe);

    [Fact]
    public async Task Certificate_ThatOnlyTlsaVouchesFor_IsReached()
    {
        DaneOutcome? outcome = null;
        (string? body, string? why) = await GetAsync(Secure(Own), new DaneHttpOptions { Accepted = (_, judged) => outcome = judged }, SelfSigned);

        Assert.Equal(("ok", null), (body, why));
        Assert.Equal(Own, outcome!.MatchedRecord);
    }

    [Fact]
    public async Task Certificate_ThatTlsaDoesNotNameAndPublicAuthoritiesDo_IsRefused()
    {
        (string? body, string? why) = await GetAsync(Secure(Judging.OneBitOff(Own)), new DaneHttpOptions { Roots = Trusting(Root) }, Server, Issuer);

        Assert.Null(body);
        Assert.Contains("the record is not that of the server's certificate", why, StringComparison.Ordinal);
        Assert.Contains("RFC 7671 section 5.1", why, StringComparison.Ordinal);
    }

    // A failed lookup is never a reason to go on without, even to a server that everybody trusts.
    [Theory]
    [InlineData("TLSA")]
    [InlineData("A")]
    public async Task Lookup_ThatFailed_IsRefusedBeforeAnyConnection(string which)
    {
        FakeResolver resolver = which == "TLSA"
            ? new FakeResolver().WithHost(Host, SecurityStatus.Secure).With(Place, RecordType.TLSA, SecurityStatus.Bogus, [])
            : new FakeResolver().WithHost(Host, SecurityStatus.Bogus).WithTlsa(Place, SecurityStatus.Secure, Own.ToString());

        (string? body, string? why) = await GetAsync(resolver, new DaneHttpOptions { Roots = Trusting(Root) }, Server, Issuer);

        Assert.Null(body);
        Assert.Contains("could not be found out", why, StringComparison.Ordinal);
    }

    // Without records that count the web asks public authorities, as without DANE; RFC 6698 section 4.1.
    [Theory]
    [InlineData("none", true)]
    [InlineData("none", false)]
    [InlineData("insecure", true)]
    [InlineData("insecure", false)]
    [InlineData("unusable", true)]
    [InlineData("unusable", false)]
    public async Task Host_WithoutUsableRecords_IsJudgedByPublicAuthorities(string records, bool isTrusted)
    {
        (string? body, string? why) = await GetAsync(
            WithoutUsable(records), new DaneHttpOptions { Roots = Trusting(isTrusted ? Root : TestCertificate.Root("Other")) }, Server, Issuer);

        Assert.Equal(isTrusted ? "ok" : null, body);
        Assert.Equal(isTrusted, why is null);
        Assert.True(isTrusted || why!.Contains("server omits the issuer", StringComparison.Ordinal), why);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("insecure")]
    [InlineData("unusable")]
    public async Task Host_WithoutUsableRecords_IsRefusedWhereRecordsAreDemanded(string records)
    {
        (string? body, string? why) = await GetAsync(
            WithoutUsable(records), new DaneHttpOptions { Roots = Trusting(Root), RequiresRecords = true }, Server, Issuer);

        Assert.Null(body);
        Assert.Contains("TLSA records are demanded here", why, StringComparison.Ordinal);
    }

    // Usage 1: named by the record and trusted by the public; either alone is too little.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Certificate_UnderUsage1_NeedsBoth(bool isNamed, bool isTrusted)
    {
        TlsaRecord record = Server.Record(CertificateUsage.PkixEe);

        (string? body, _) = await GetAsync(
            Secure(isNamed ? record : Judging.OneBitOff(record)), new DaneHttpOptions { Roots = Trusting(isTrusted ? Root : TestCertificate.Root("Other")) }, Server, Issuer);

        Assert.Equal(isNamed && isTrusted ? "ok" : null, body);
    }

    [Theory]
    [InlineData("http://mx.example.com/", "ask by https")]
    [InlineData("https://127.0.0.1/", "is no host name")]
    [InlineData("https://[::1]/", "is no host name")]
    public async Task Address_WithoutANameOrWithoutTls_IsRefused(string address, string expected)
    {
        (string? body, string? why) = await GetAsync(Secure(Own), new DaneHttpOptions(), address, SelfSigned);

        Assert.Null(body);
        Assert.Contains(expected, why, StringComparison.Ordinal);
    }

    // The IPv6 address swallows everything, or gives up after a time of its own: the IPv4 address is reached, and nothing is left behind.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Address_ThatIsBlack_CostsAMomentAndIsGivenUp(bool isSilent)
    {
        FakeTimeProvider clock = new(TestCertificate.Now);
        LabTlsIdentity identity = new([SelfSigned.Octets], SelfSigned.PrivateKey);
        await using var server = LoopbackTlsServer.Start(_ => identity, (stream, stop) => LoopbackHttp.AnswerAsync(stream, () => { }, stop));
        TaskCompletionSource givenUp = new();
        FakeResolver resolver = Secure(Own).With(Host, RecordType.AAAA, SecurityStatus.Secure, [new AddressRdata(IPAddress.IPv6Loopback)]);
        using SocketsHttpHandler handler = DaneHttp.CreateHandler(resolver, new DaneHttpOptions { Clock = clock, Roots = TrustRoots.None, Connect = ConnectAsync });
        using HttpClient client = new(handler);

        Task<string> asking = client.GetStringAsync(new Uri($"https://{Host}/"), TestContext.Current.CancellationToken);
        while (!asking.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal("ok", await asking);
        await givenUp.Task;

        async ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken stop)
        {
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                if (!isSilent)
                {
                    givenUp.SetResult();
                    throw new TaskCanceledException("no patience");
                }

                await using CancellationTokenRegistration left = stop.Register(givenUp.SetResult);
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop);
            }

            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.EndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }

    [Fact]
    public async Task Addresses_NoneOfWhichAnswers_AreToldWithTheFirstFailure()
    {
        using SocketsHttpHandler handler = DaneHttp.CreateHandler(
            Secure(Own), new DaneHttpOptions { Roots = TrustRoots.None, Connect = (end, _) => throw new IOException($"nobody is at {end.Address}") });
        using HttpClient client = new(handler);

        HttpRequestException fault = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetStringAsync(new Uri($"https://{Host}/"), TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.ConnectionError, fault.HttpRequestError);
        Assert.Contains("no address of mx.example.com can be connected to: nobody is at 192.0.2.25", fault.Message, StringComparison.Ordinal);
    }

    // HTTP/3 takes no callback to connect, and behind a proxy the handler shakes hands by itself: what it would trust no record vouches for.
    [Fact]
    public void Handshake_ThatTheHandlerWouldDoByItself_IsRefusedWhateverItThinksOfTheServer()
    {
        using SocketsHttpHandler handler = DaneHttp.CreateHandler(Secure(Own));

        Assert.False(handler.SslOptions.RemoteCertificateValidationCallback?.Invoke(handler, null, null, SslPolicyErrors.None));
    }

    [Fact]
    public async Task Alert_OfTheServer_IsNamed()
    {
        await using var server = LoopbackTlsServer.Start(_ => LabTlsIdentity.Refusing(40));

        (string? body, string? why) = await GetAsync(Secure(Own), new DaneHttpOptions(), $"https://{Host}/", server);

        Assert.Null(body);
        Assert.Contains("the server refused: handshake_failure (40)", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_ThatDoesNotAnswer_GivesWayToTheNext()
    {
        FakeResolver resolver = Secure(Own).With(Host, RecordType.AAAA, SecurityStatus.Secure, [new AddressRdata(IPAddress.Parse("2001:db8::25"))]);

        Assert.Equal("ok", (await GetAsync(resolver, new DaneHttpOptions(), SelfSigned)).Body);
    }

    private static FakeResolver Secure(TlsaRecord record) =>
        new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa(Place, SecurityStatus.Secure, record.ToString());

    private static FakeResolver WithoutUsable(string records) => records switch
    {
        "none" => new FakeResolver().WithHost(Host, SecurityStatus.Secure).With(Place, RecordType.TLSA, SecurityStatus.Secure, []),
        "insecure" => new FakeResolver().WithHost(Host, SecurityStatus.Insecure),
        _ => new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa(Place, SecurityStatus.Secure, "9 1 1 " + new string('a', 64)),
    };

    private static TrustRoots Trusting(TestCertificate root)
    {
        Assert.True(TrustRoots.TryRead(Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", root.Octets)), out TrustRoots? roots, out _));
        return roots;
    }

    private static Task<(string? Body, string? Why)> GetAsync(FakeResolver resolver, DaneHttpOptions options, params TestCertificate[] sent) =>
        GetAsync(resolver, options, $"https://{Host}/", sent);

    private static async Task<(string? Body, string? Why)> GetAsync(FakeResolver resolver, DaneHttpOptions options, string address, params TestCertificate[] sent)
    {
        LabTlsIdentity identity = new([.. sent.Select(certificate => (ReadOnlyMemory<byte>)certificate.Octets)], sent[0].PrivateKey);
        int asked = 0;
        await using var server = LoopbackTlsServer.Start(_ => identity, (stream, stop) => LoopbackHttp.AnswerAsync(stream, () => asked++, stop));
        (string? body, string? why) = await GetAsync(resolver, options, address, server);
        Assert.Equal(body is not null ? 1 : 0, asked);
        return (body, why);
    }

    private static async Task<(string? Body, string? Why)> GetAsync(FakeResolver resolver, DaneHttpOptions options, string address, LoopbackTlsServer server)
    {
        using SocketsHttpHandler handler = DaneHttp.CreateHandler(resolver, options with
        {
            Clock = new FakeTimeProvider(TestCertificate.Now),
            Roots = options.Roots ?? TrustRoots.None,
            Connect = async (endPoint, stop) =>
            {
                if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
                {
                    throw new SocketException((int)SocketError.HostUnreachable);
                }

                Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(server.EndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using HttpClient client = new(handler);
        try
        {
            return (await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken), null);
        }
        catch (HttpRequestException fault)
        {
            return (null, fault.Message);
        }
    }
}
