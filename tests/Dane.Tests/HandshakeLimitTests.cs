using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Transport;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>What a handshake will not do whatever the server wants: old versions, suites without a certificate, sessions of another time.</summary>
public sealed class HandshakeLimitTests
{
    private const byte Handshake = 22;
    private const byte ServerHello = 2;
    private const int PreSharedKey = 41;

    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);

    // the server chooses what was not offered; the first row is the same with what was, and fails later, at the end of the stream.
    [Theory]
    [InlineData(0x0303, 0xC02B, true)]
    [InlineData(0x0302, 0xC009, false)]
    [InlineData(0x0301, 0xC009, false)]
    [InlineData(0x0300, 0x0035, false)]
    [InlineData(0x0303, 0xC018, false)]
    [InlineData(0x0303, 0x00A6, false)]
    [InlineData(0x0303, 0x003B, false)]
    [MailRule(35, RuleSide.Broken)]
    [MailRule(36, RuleSide.Broken)]
    public async Task Choice_OfWhatWasNotOffered_EndsTheHandshake(int version, int suite, bool goesOn)
    {
        foreach (DaneHandshake handshake in (DaneHandshake[])[Make(), DaneHandshake.WithoutAuthentication(Judging.Mx, UsageProfile.Smtp)])
        {
            Exception fault = await FaultAsync(handshake.Options, HelloOf(version, suite));

            Assert.True(goesOn == fault is IOException, $"{fault.GetType().Name}: {fault.Message}");
            Assert.True(goesOn || fault is AuthenticationException, fault.GetType().Name);
            Assert.False(handshake.IsAccepted);
            Assert.Null(handshake.Chain);
        }
    }

    // Servers of the past have RSA key exchange alone. Where nobody is authenticated they are reached; under DANE only by option.
    [Theory]
    [InlineData("records", false)]
    [InlineData("records, older", true)]
    [InlineData("nobody", true)]
    [InlineData("nobody, none older", false)]
    public async Task Server_WithRsaKeyExchangeAlone_IsReachedWhereOlderSuitesAreOffered(string kind, bool isReached)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only on Linux can suites be chosen");
        using var key = RSA.Create(2048);
        var server = TestCertificate.Server(null, plan => (plan.Key, plan.KeyUsage) = (key, X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature));
        var records = TlsaRecordSet.FromTrustedInput(server.Record(CertificateUsage.DaneEe));
        DaneHandshake handshake = kind switch
        {
            "records" => new(Verifier(), records, Judging.Mx),
            "records, older" => new(Verifier(), records, Judging.Mx) { OffersOlderSuites = true },
            _ => DaneHandshake.WithoutAuthentication(Judging.Mx, UsageProfile.Smtp),
        };
        if (kind == "nobody, none older")
        {
            handshake = new DaneHandshake(Verifier(), TlsaRecordSet.FromTrustedInput(server.Record(CertificateUsage.PkixEe)), Judging.Mx) { OffersOlderSuites = false };
        }

        (bool completed, Exception? fault) = await ShakeAsync(handshake.Options, server);

        Assert.Equal(isReached, completed);
        Assert.Equal(isReached, handshake.IsAccepted);
        Assert.Equal(kind is "records, older" or "nobody", handshake.OffersOlderSuites);
        Assert.Equal(isReached ? null : "the server refused: handshake_failure (40)", fault is null ? null : TlsAlert.Explain(fault));
    }

    [Theory]
    [InlineData(40, "the server refused: handshake_failure (40)")]
    [InlineData(70, "the server refused: protocol_version (70)")]
    [InlineData(71, "the server refused: insufficient_security (71)")]
    [InlineData(80, "the server refused: internal_error (80)")]
    [InlineData(112, "the server refused: unrecognized_name (112)")]
    [InlineData(200, "the server refused: alert (200)")]
    public async Task Alert_OfTheServer_IsNamed(short alert, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only OpenSSL tells the number");
        await using var server = LoopbackTlsServer.Start(_ => LabTlsIdentity.Refusing(alert));
        DaneHandshake handshake = Make();
        using TcpClient socket = new();
        await socket.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
        await using SslStream stream = new(socket.GetStream());

        AuthenticationException fault = await Assert.ThrowsAsync<AuthenticationException>(
            () => stream.AuthenticateAsClientAsync(handshake.Options, TestContext.Current.CancellationToken));

        Assert.Equal(expected, TlsAlert.Explain(fault));
    }

    [Fact]
    public void Exception_AboutSomethingElse_IsNoAlert()
    {
        Assert.Null(TlsAlert.Explain(new IOException("the connection ended")));
        Assert.Null(TlsAlert.Explain(new AuthenticationException("refused", new CryptographicException(1040))));
        Assert.Null(TlsAlert.Explain(new AuthenticationException("refused")));
    }

    // the second greeting to a server that offers to resume does not take it up. The same options with resumption on do, which shows that it was offered.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MailRule(37, RuleSide.Holds)]
    [MailRule(37, RuleSide.Broken)]
    public async Task Session_OfAnotherTime_IsNotResumed(bool isDamaged)
    {
        using X509Certificate2 certificate = Server.WithKey();
        var context = SslStreamCertificateContext.Create(certificate, [], offline: true);
        List<byte[]> greetings = [];
        for (int i = 0; i < 2; i++)
        {
            DaneHandshake handshake = Make();
            handshake.Options.AllowTlsResume = isDamaged || handshake.Options.AllowTlsResume;

            // With suites of one's own the platform keeps no sessions at all, so that nothing would be shown.
            handshake.Options.CipherSuitesPolicy = null;
            greetings.Add(await GreetAsync(handshake.Options, context));
        }

        Assert.False(HasExtension(greetings[0], PreSharedKey));
        Assert.Equal(isDamaged, HasExtension(greetings[1], PreSharedKey));
    }

    private static DaneHandshake Make() => new(Verifier(), TlsaRecordSet.FromTrustedInput(Server.Record(CertificateUsage.DaneEe)), Judging.Mx);

    private static DaneVerifier Verifier() => new(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None);

    // A ServerHello of TLS 1.2 and before: version, 32 random octets, no session, suite, no compression, and RFC 5746, without which OpenSSL goes no further.
    private static byte[] HelloOf(int version, int suite)
    {
        byte[] body = [(byte)(version >> 8), (byte)(version & 0xFF), .. new byte[32], 0, (byte)(suite >> 8), (byte)(suite & 0xFF), 0, 0, 5, 0xFF, 1, 0, 1, 0];
        byte[] message = [ServerHello, 0, 0, (byte)body.Length, .. body];
        return [Handshake, (byte)(version >> 8), (byte)(version & 0xFF), 0, (byte)message.Length, .. message];
    }

    // The server says its piece and nothing after it, and hears what the client has to say to that.
    private static async Task<Exception> FaultAsync(SslClientAuthenticationOptions options, byte[] hello)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = AnswerAsync();
        Exception fault;
        using (TcpClient socket = new())
        {
            await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
            await using SslStream stream = new(socket.GetStream());
            fault = await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        }

        await serving;
        return fault;

        async Task AnswerAsync()
        {
            using Socket far = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
            byte[] buffer = new byte[4096];
            _ = await far.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            _ = await far.SendAsync(hello, TestContext.Current.CancellationToken);
            far.Shutdown(SocketShutdown.Send);
            while (await far.ReceiveAsync(buffer, TestContext.Current.CancellationToken) > 0)
            {
                // An alert, if anything.
            }
        }
    }

    // The first message of a client that gets as far as an octet behind the handshake, ahead of which the tickets come.
    private static async Task<byte[]> GreetAsync(SslClientAuthenticationOptions options, SslStreamCertificateContext context)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync();
        using TcpClient socket = new();
        await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        await using GreetingRecorder recorder = new(socket.GetStream());
        await using SslStream stream = new(recorder);
        await stream.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal(1, await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken));
        await serving;
        return recorder.Greeting;

        async Task ServeAsync()
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using SslStream far = new(client.GetStream());
            await far.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, TestContext.Current.CancellationToken);
            await far.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(bool Completed, Exception? Fault)> ShakeAsync(SslClientAuthenticationOptions client, TestCertificate server)
    {
        using X509Certificate2 certificate = server.WithKey();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = RefuseNothingAsync();
        using TcpClient socket = new();
        await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        await using SslStream stream = new(socket.GetStream());
        try
        {
            await stream.AuthenticateAsClientAsync(client, TestContext.Current.CancellationToken);
            return (true, null);
        }
        catch (AuthenticationException fault)
        {
            return (false, fault);
        }
        finally
        {
            await serving;
        }

        async Task RefuseNothingAsync()
        {
            using TcpClient accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using SslStream far = new(accepted.GetStream());
            try
            {
                await far.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificate = certificate,
#pragma warning disable CA5398, CA1416 // the server of the test is an old one, on Linux
                        EnabledSslProtocols = SslProtocols.Tls12,
                        CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA]),
#pragma warning restore CA5398, CA1416
                    },
                    TestContext.Current.CancellationToken);
            }
            catch (Exception fault) when (fault is AuthenticationException or IOException)
            {
                // What the client saw is what the test looks at.
            }
        }
    }

    // ClientHello: record header (5), message header (4), version (2), random (32), session, suites, compression, extensions (RFC 8446 section 4.1.2).
    private static bool HasExtension(byte[] greeting, int wanted)
    {
        int at = 5 + 4 + 2 + 32;
        at += 1 + greeting[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(greeting.AsSpan(at));
        at += 1 + greeting[at];
        int end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(greeting.AsSpan(at));
        for (at += 2; at < end; at += 4 + BinaryPrimitives.ReadUInt16BigEndian(greeting.AsSpan(at + 2)))
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(greeting.AsSpan(at)) == wanted)
            {
                return true;
            }
        }

        return false;
    }
}
