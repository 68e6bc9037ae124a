using DaneCore.Cli.Options;

namespace DaneCore.Cli.Tests.Options;

public sealed class ServerTextTests
{
    [Theory]
    [InlineData("192.0.2.53", "192.0.2.53:53")]
    [InlineData("192.0.2.53:5353", "192.0.2.53:5353")]
    [InlineData("192.0.2.53:1", "192.0.2.53:1")]
    [InlineData("192.0.2.53:65535", "192.0.2.53:65535")]
    [InlineData("[2001:db8::53]", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    [InlineData("::1", "[::1]:53")]
    public void Server_WellWritten_IsRead(string text, string expected)
    {
        Assert.True(ServerText.TryRead(text, out System.Net.IPEndPoint? server, out _));
        Assert.Equal(expected, server.ToString());
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
    [InlineData("tls://192.0.2.53#dns.example.com", "tls:// is not supported yet: use ADDR[:PORT]")]
    [InlineData("https://dns.example.com/dns-query", "https:// is not supported yet: use ADDR[:PORT]")]
    public void Server_IllWritten_IsRefusedWithWhatToWrite(string text, string expected)
    {
        Assert.False(ServerText.TryRead(text, out _, out string? why));
        Assert.Contains(expected, why, StringComparison.Ordinal);
    }
}
