using DaneCore.Cli.Options;
using DaneCore.Resolver.Sources;

namespace DaneCore.Cli.Tests.Options;

public sealed class ServerTextTests
{
    private const string Pin = "FHkyLhvI0n70E47cJlRTamTrnYVcsYdjUGbr79CfAVI=";

    [Theory]
    [InlineData("192.0.2.53", "192.0.2.53:53")]
    [InlineData("192.0.2.53:5353", "192.0.2.53:5353")]
    [InlineData("192.0.2.53:1", "192.0.2.53:1")]
    [InlineData("192.0.2.53:65535", "192.0.2.53:65535")]
    [InlineData("[2001:db8::53]", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    [InlineData("::1", "[::1]:53")]
    [InlineData("tls://192.0.2.53", "tls://192.0.2.53:853")]
    [InlineData("TLS://192.0.2.53:8853#Dns.Example.com.", "tls://192.0.2.53:8853#dns.example.com")]
    [InlineData("tls://[2001:db8::53]#dns.example.com", "tls://[2001:db8::53]:853#dns.example.com")]
    [InlineData("tls://192.0.2.53#pin-sha256=" + Pin, "tls://192.0.2.53:853#pin-sha256=" + Pin)]
    [InlineData("tls://192.0.2.53#dns.example.com,pin-sha256=" + Pin + ",pin-sha256=" + Pin, "tls://192.0.2.53:853#dns.example.com,pin-sha256=" + Pin + ",pin-sha256=" + Pin)]
    [InlineData("https://dns.example.com/dns-query", "https://dns.example.com/dns-query")]
    [InlineData("https://dns.example.com:8443/dns-query{?dns}", "https://dns.example.com:8443/dns-query")]
    [InlineData("https://192.0.2.53/dns-query#dns.example.com", "https://192.0.2.53/dns-query#dns.example.com")]
    [InlineData("https://[2001:db8::53]/q", "https://[2001:db8::53]/q")]
    [InlineData("https://d\u00FCns.example/dns-query", "https://d\u00FCns.example/dns-query")]
    public void Server_WellWritten_IsRead(string text, string expected)
    {
        Assert.True(ServerText.TryRead(text, out UpstreamServer? server, out _));
        Assert.Equal(expected, server.Name);

        // What a report says may be given back.
        Assert.True(ServerText.TryRead(server.Name, out UpstreamServer? again, out _));
        Assert.Equal(server.Name, again.Name);
    }

    [Theory]
    [InlineData("", "is no server")]
    [InlineData("1", "is no server")]
    [InlineData("127.1", "is no server")]
    [InlineData("0x7f000001", "is no server")]
    [InlineData("010.0.0.1", "is no server")]
    [InlineData("192.0.2.256", "is no server")]
    [InlineData("dns.example.com", "is no server")]
    [InlineData("[192.0.2.53]:53", "is no server")]
    [InlineData("[2001:db8::53", "is no server")]
    [InlineData("[2001:db8::53]53", "is no server")]
    [InlineData("[]", "is no server")]
    [InlineData("192.0.2.53:", "from 1 to 65535")]
    [InlineData("192.0.2.53:0", "from 1 to 65535")]
    [InlineData("192.0.2.53:65536", "from 1 to 65535")]
    [InlineData("192.0.2.53:-1", "from 1 to 65535")]
    [InlineData("192.0.2.53:+53", "from 1 to 65535")]
    [InlineData("[::1]:99999", "from 1 to 65535")]
    [InlineData("[::1]:", "from 1 to 65535")]
    [InlineData("quic://192.0.2.53", "quic:// is no way to ask DNS")]
    [InlineData("http://dns.example.com/dns-query", "http:// is no way to ask DNS")]
    [InlineData("tls://", "write tls://ADDR[:PORT]#NAME")]
    [InlineData("tls://dns.example.com", "write tls://ADDR[:PORT]#NAME")]
    [InlineData("tls://192.0.2.53:0#dns.example.com", "from 1 to 65535")]
    [InlineData("tls://192.0.2.53#", "is not whom to reach")]
    [InlineData("tls://192.0.2.53#.", "is not whom to reach")]
    [InlineData("tls://192.0.2.53#a.example,b.example", "is not whom to reach")]
    [InlineData("tls://192.0.2.53#dns..example", "is not whom to reach")]
    [InlineData("tls://192.0.2.53#pin-sha256=", "is no pin")]
    [InlineData("tls://192.0.2.53#pin-sha256=AAAA", "is no pin")]
    [InlineData("tls://192.0.2.53#pin-sha256=" + Pin + "AAAA", "is no pin")]
    [InlineData("https://", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://user@dns.example.com/dns-query", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://dns.example.com/dns-query?dns=x", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://dns.example.com/{dns}", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://xn--a-\u00FC.example/dns-query", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://0x7f.1/dns-query", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://dns.example.com:99999/dns-query", "write https://HOST[:PORT]/PATH")]
    [InlineData("https://192.0.2.53/dns-query#", "is not whom to reach")]
    public void Server_IllWritten_IsRefusedWithWhatToWrite(string text, string expected)
    {
        Assert.False(ServerText.TryRead(text, out _, out string? why));
        Assert.Contains(expected, why, StringComparison.Ordinal);
    }
}
