using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>What goes over the wire: which versions and suites are offered, which are taken, and that no session is resumed.</summary>
public sealed class TlsOfferTests
{
    private const int Tls11 = 0x0302;
    private const int Tls12 = 0x0303;
    private const int Tls13 = 0x0304;
    private const int Ordinary = 0xC02F;
    private const int PreSharedKey = 41;

    // RFC 8446 section 6: the alerts of a client that was answered with what it did not offer.
    private const int IllegalParameter = 47;
    private const int ProtocolVersion = 70;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SslClientAuthenticationOptions Options => DaneHandshake.WithoutAuthentication(Judging.Mx, UsageProfile.Smtp).Options;

    [Fact]
    [MailRule(35, RuleSide.Holds)]
    [Requirement("7671-3-2")]
    public async Task Versions_Offered_Are12And13()
    {
        (ClientHello hello, _) = await AnswerAsync(Tls12, Ordinary);

        Assert.Equal([Tls13, Tls12], hello.Versions.Where(version => version is >= 0x0300 and <= Tls13).OrderDescending());
    }

    [Fact]
    [MailRule(35, RuleSide.Broken)]
    public async Task Server_ThatAnswersInTls11_IsLeft()
    {
        Assert.Null((await AnswerAsync(Tls12, Ordinary)).Alert);
        Assert.Equal(ProtocolVersion, (await AnswerAsync(Tls11, Ordinary)).Alert);
    }

    // Anonymous suites by key exchange: TLS_DH_anon_WITH_AES_128_CBC_SHA, TLS_ECDH_anon_WITH_AES_256_CBC_SHA, TLS_RSA_WITH_NULL_SHA256.
    [Theory]
    [InlineData(0x0034)]
    [InlineData(0xC019)]
    [InlineData(0x003B)]
    [MailRule(36, RuleSide.Broken)]
    public async Task Server_ThatChoosesASuiteWithoutACertificateOrCipher_IsLeft(int suite)
    {
        (ClientHello hello, int? alert) = await AnswerAsync(Tls12, suite);

        Assert.DoesNotContain(suite, hello.Suites);
        Assert.Equal(IllegalParameter, alert);
    }

    // The control shows that the server hands out tickets, and that the test would see one used.
    [Fact]
    [MailRule(37, RuleSide.Holds)]
    [MailRule(37, RuleSide.Broken)]
    public async Task SecondConnection_ToAServerWithTickets_IsAFullHandshake()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=mx.example.com", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        SslServerAuthenticationOptions server = new() { ServerCertificateContext = SslStreamCertificateContext.Create(made, [], offline: true) };
        SslClientAuthenticationOptions ordinary = new()
        {
            TargetHost = "mx.example.com",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };

        Assert.DoesNotContain(PreSharedKey, await ConnectAsync(ordinary, server));
        Assert.Contains(PreSharedKey, await ConnectAsync(ordinary, server));
        Assert.DoesNotContain(PreSharedKey, await ConnectAsync(Options, server));
        Assert.DoesNotContain(PreSharedKey, await ConnectAsync(Options, server));
    }

    // A ServerHello of that version and suite; the alert the client answers with, null when it waits for more.
    private static async Task<(ClientHello Hello, int? Alert)> AnswerAsync(int version, int suite)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Stop);
        using TcpClient accepted = await listener.AcceptTcpClientAsync(Stop);
        await using SslStream stream = new(client.GetStream());
        Task shaking = stream.AuthenticateAsClientAsync(Options, Stop);
        ClientHello hello = await ClientHello.PeekAsync(accepted.Client, Stop);
        await accepted.Client.ReceiveAsync(new byte[8192], Stop);

        byte[] body = [(byte)(version >> 8), (byte)(version & 0xFF), .. new byte[32], 0, (byte)(suite >> 8), (byte)(suite & 0xFF), 0, 0, 5, 0xFF, 1, 0, 1, 0];
        await accepted.Client.SendAsync((byte[])[0x16, 3, 3, 0, (byte)(body.Length + 4), 2, 0, 0, (byte)body.Length, .. body], Stop);
        accepted.Client.Shutdown(SocketShutdown.Send);
        Exception fault = await Assert.ThrowsAnyAsync<Exception>(() => shaking);
        Assert.True(fault is AuthenticationException or IOException, fault.ToString());

        // An alert is a record of seven octets, the last of which says which it is; it leaves in one piece.
        byte[] record = new byte[16];
        await stream.DisposeAsync();
        client.Close();
        int count = await accepted.Client.ReceiveAsync(record, Stop);
        return (hello, count >= 7 && record[0] == 0x15 ? record[6] : null);
    }

    // The extensions of the client's first message; one octet goes back, behind the tickets.
    private static async Task<IEnumerable<int>> ConnectAsync(SslClientAuthenticationOptions options, SslServerAuthenticationOptions server)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Stop);
        using TcpClient accepted = await listener.AcceptTcpClientAsync(Stop);
        await using SslStream near = new(client.GetStream());
        await using SslStream far = new(accepted.GetStream());
        Task shaking = near.AuthenticateAsClientAsync(options, Stop);
        ClientHello hello = await ClientHello.PeekAsync(accepted.Client, Stop);
        await far.AuthenticateAsServerAsync(server, Stop);
        await shaking;
        await far.WriteAsync(new byte[1], Stop);
        Assert.Equal(1, await near.ReadAsync(new byte[1], Stop));
        return hello.Extensions.Keys;
    }
}
