using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DaneCore.Lab.Mail;

namespace DaneCore.Lab.Tests.Mail;

public sealed class LabMailServerTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.25");
    private static readonly LabCertificate Root = LabCertificates.Authority("Root", From, To);
    private static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.lab", From, To, Root);
    private static readonly LabCertificate Unrelated = LabCertificates.Authority("Unrelated", From, To);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
#pragma warning disable CA5398 // each version has its own form of the certificate message
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
#pragma warning restore CA5398
    public async Task Tls_WithOddChain_SendsExactlyThatChain(SslProtocols protocol)
    {
        await using LabMailNet net = new();
        LabMailServer server = net.Add(Address, new LabMailBehaviour { Chain = [Leaf, Unrelated, Root, Root] });
        await using Stream stream = await net.ConnectAsync(new IPEndPoint(Address, 25), Stop);
        await TalkAsync(stream, "220 ", "EHLO client.lab\r\n", "STARTTLS\r\n");
        List<byte[]> sent = [];
        await using SslStream tls = new(stream);
        await tls.AuthenticateAsClientAsync(Options(protocol, sent), Stop);
        string ehlo = await TalkAsync(tls, null, "EHLO client.lab\r\n");

        Assert.Equal([Leaf.Der.ToArray(), Unrelated.Der.ToArray(), Root.Der.ToArray(), Root.Der.ToArray()], sent);
        Assert.Equal(protocol, tls.SslProtocol);
        Assert.Equal(["mx.lab"], server.ServerNames);
        Assert.DoesNotContain("STARTTLS", ehlo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_SentInTls_IsKeptAsSent()
    {
        await using LabMailNet net = new();
        LabMailServer server = net.Add(Address, new LabMailBehaviour { Chain = [Leaf] });
        await using Stream stream = await net.ConnectAsync(new IPEndPoint(Address, 25), Stop);
        await TalkAsync(stream, "220 ", "EHLO client.lab\r\n", "STARTTLS\r\n");
        await using SslStream tls = new(stream);
        await tls.AuthenticateAsClientAsync(Options(SslProtocols.None, []), Stop);

        await TalkAsync(
            tls, null, "MAIL FROM:<a@lab>\r\n", "RCPT TO:<b@lab>\r\n", "DATA\r\n", "one\r\n..two\r\n\n.\nthree\r\n.\r\n", "QUIT\r\n");

        LabMessage message = Assert.Single(server.Messages);
        Assert.Equal("MAIL FROM:<a@lab>", message.MailFrom);
        Assert.Equal(["RCPT TO:<b@lab>"], message.Recipients);
        Assert.Equal("one\r\n.two\r\n\n.\nthree\r\n", Encoding.ASCII.GetString(message.Content.Span));
        Assert.True(message.OverTls);
    }

    [Fact]
    public async Task Loopback_OverTcp_GreetsAndSaysGoodbye()
    {
        await using LoopbackMailServer server = new(new LabMailServer(new LabMailBehaviour()));
        using TcpClient client = new();
        await client.ConnectAsync(server.EndPoint, Stop);

        string last = await TalkAsync(client.GetStream(), "220 ", "QUIT\r\n");

        Assert.StartsWith("221 ", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_WithoutServer_Refuses()
    {
        await using LabMailNet net = new();

        SocketException refusal = await Assert.ThrowsAsync<SocketException>(
            async () => await net.ConnectAsync(new IPEndPoint(Address, 25), Stop));

        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    private static SslClientAuthenticationOptions Options(SslProtocols protocol, List<byte[]> sent) => new()
    {
        TargetHost = "mx.lab",
        EnabledSslProtocols = protocol,
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        },
        RemoteCertificateValidationCallback = (_, _, chain, _) =>
        {
            sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(one => one.RawData));
            return true;
        },
    };

    // Reads the greeting if one is due, then says each line and reads one reply to it; gives the last reply.
    private static async Task<string> TalkAsync(Stream stream, string? greeting, params string[] lines)
    {
        string reply = "";
        if (greeting is not null)
        {
            reply = await ReplyAsync(stream);
            Assert.StartsWith(greeting, reply, StringComparison.Ordinal);
        }

        foreach (string line in lines)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line), Stop);
            await stream.FlushAsync(Stop);
            reply = await ReplyAsync(stream);
        }

        return reply;
    }

    private static async Task<string> ReplyAsync(Stream stream)
    {
        StringBuilder text = new();
        byte[] octet = new byte[1];
        int lineStart = 0;
        while (true)
        {
            await stream.ReadExactlyAsync(octet, Stop);
            text.Append((char)octet[0]);
            if (octet[0] == '\n')
            {
                if (text[lineStart + 3] == ' ')
                {
                    return text.ToString();
                }

                lineStart = text.Length;
            }
        }
    }
}
