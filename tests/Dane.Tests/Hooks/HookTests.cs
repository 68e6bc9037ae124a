using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;
using SslHandshakeException = MailKit.Security.SslHandshakeException;

namespace DaneCore.Dane.Tests.Hooks;

/// <summary>docs/hooks.md at work: each way in, with the server the records name and with another.</summary>
public sealed class HookTests
{
    private const string Host = "mx.example.com";
    private const string Page = "docs/hooks.md";

    private static readonly TestCertificate Server = TestCertificate.Server(null);
    private static readonly DaneVerifier Verifier = new(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None);
    private static readonly LabTlsIdentity Identity = new([Server.Octets], Server.PrivateKey);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SslStream_WithTheSample_ReachesOnlyTheServerTheRecordsName(bool isRight)
    {
        await using var server = LoopbackTlsServer.Start(_ => Identity);
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Record(isRight).ToString());

        await ComesTo<AuthenticationException>(isRight, async () => await HookSamples.SslStreamAsync(resolver, Verifier, await ConnectAsync(server.EndPoint), Host, Stop));
    }

    [Fact]
    public async Task SslStream_WithTheSample_DoesNotConnectWhenTheLookupFailed()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure);
        await using MemoryStream nowhere = new();

        IOException fault = await Assert.ThrowsAsync<IOException>(() => HookSamples.SslStreamAsync(resolver, Verifier, nowhere, Host, Stop));

        Assert.Contains("could not be found out", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, nowhere.Length);
    }

    // The first target is passed over: whether it has records could not be found out.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Srv_WithTheSample_ReachesOnlyTheServerTheRecordsName(bool isRight)
    {
        await using var server = LoopbackTlsServer.Start(_ => Identity);
        FakeResolver resolver = new FakeResolver()
            .With("_xmpps-client._tcp.example.com", RecordType.SRV, SecurityStatus.Secure, [
                new SrvRdata(1, 0, 5223, DomainName.Parse("gone.example.com")), new SrvRdata(2, 0, 5223, DomainName.Parse(Host))])
            .WithHost("gone.example.com", SecurityStatus.Secure)
            .WithHost(Host, SecurityStatus.Secure).WithTlsa("_5223._tcp." + Host, SecurityStatus.Secure, Record(isRight).ToString());

        await ComesTo<AuthenticationException>(isRight, async () => await HookSamples.SrvAsync(
            resolver, Verifier, DomainName.Parse("example.com"), async (_, _) => await ConnectAsync(server.EndPoint), Stop));

        Assert.Equal(Host, Assert.Single(server.ServerNames));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HttpClient_WithTheSample_ReachesOnlyTheServerTheRecordsName(bool isRight)
    {
        await using var server = LoopbackTlsServer.Start(_ => Identity, (stream, stop) => LoopbackHttp.AnswerAsync(stream, () => { }, stop));
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_443._tcp." + Host, SecurityStatus.Secure, Record(isRight).ToString());
        DaneHttpOptions options = new()
        {
            Clock = new FakeTimeProvider(TestCertificate.Now),
            Roots = TrustRoots.None,
            Connect = async (_, _) => await ConnectAsync(server.EndPoint),
        };

        Task<string> asked = HookSamples.HttpClientAsync(resolver, options, $"https://{Host}/", Stop);

        if (isRight)
        {
            Assert.Equal("ok", await asked);
        }
        else
        {
            Assert.Contains("RFC 7671 section 5.1", (await Assert.ThrowsAsync<HttpRequestException>(() => asked)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MailKit_WithTheSample_ReachesOnlyTheServerTheRecordsName(bool isRight)
    {
        LabCertificate certificate = LabCertificates.Leaf(Host, TestCertificate.Now.AddDays(-1), TestCertificate.Now.AddDays(1));
        LabMailServer lab = new(new LabMailBehaviour { Chain = [certificate] });
        await using LoopbackMailServer server = new(lab);
        var record = TlsaRecord.Parse(certificate.Tlsa());
        var records = TlsaRecordSet.FromTrustedInput(isRight ? record : Judging.OneBitOff(record));

        await ComesTo<SslHandshakeException>(isRight, async () =>
            await HookSamples.MailKitAsync(records, DomainName.Parse(Host), Verifier, await ConnectAsync(server.EndPoint), server.EndPoint.Port, Stop));

        Assert.Equal(Host, Assert.Single(lab.ServerNames));
    }

    // As Npgsql has it: a host, and a callback given to the constructor of SslStream.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Callback_WithTheSample_AcceptsOnlyTheServerTheRecordsName(bool isRight)
    {
        await using var server = LoopbackTlsServer.Start(_ => Identity);

        await ComesTo<AuthenticationException>(isRight, () => HookSamples.CallbackAsync(
            TlsaRecordSet.FromTrustedInput(Record(isRight)), DomainName.Parse(Host), Verifier, ConnectLikeADatabaseAsync, Stop));

        Assert.Equal(Host, Assert.Single(server.ServerNames));

        async Task ConnectLikeADatabaseAsync(string host, RemoteCertificateValidationCallback callback, CancellationToken stop)
        {
            await using Stream stream = await ConnectAsync(server.EndPoint);
            await using SslStream tls = new(stream, leaveInnerStreamOpen: false, callback);
            await tls.AuthenticateAsClientAsync(host);
        }
    }

    [Fact]
    public void Page_ShowsTheSamples_LineByLine()
    {
        string[] source = File.ReadAllLines(Path.Combine(TestData.Repository, "tests/Dane.Tests/Hooks/HookSamples.cs"));
        string[] page = File.ReadAllLines(Path.Combine(TestData.Repository, Page));

        Assert.Equal(Marked(source), Fenced(page));
    }

    private static IEnumerable<string> Marked(string[] source)
    {
        bool isInside = false;
        foreach (string line in source)
        {
            if (line.TrimStart().StartsWith("// ", StringComparison.Ordinal) && line.EndsWith(" ends", StringComparison.Ordinal))
            {
                isInside = false;
            }

            if (isInside && line.Length > 0)
            {
                yield return line[8..];
            }

            isInside |= line.TrimStart().StartsWith("// ", StringComparison.Ordinal) && line.EndsWith(" begins", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Fenced(string[] page)
    {
        bool isInside = false;
        foreach (string line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInside = line == "```csharp";
            }
            else if (isInside && line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static async Task ComesTo<TRefusal>(bool isRight, Func<Task<string>> sample)
        where TRefusal : Exception
    {
        if (isRight)
        {
            Assert.StartsWith("Matched: the record is that of the server's certificate", await sample(), StringComparison.Ordinal);
        }
        else
        {
            await Assert.ThrowsAsync<TRefusal>(sample);
        }
    }

    private static TlsaRecord Record(bool isRight) =>
        isRight ? Server.Record(CertificateUsage.DaneEe) : Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe));

    private static async Task<NetworkStream> ConnectAsync(IPEndPoint server)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, Stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
