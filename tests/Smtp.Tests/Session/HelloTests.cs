using System.Net;
using DaneCore.Smtp.Session;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Session;

/// <summary>What EHLO says of us.</summary>
public sealed class HelloTests
{
    [Theory]
    [InlineData("192.0.2.7", "[192.0.2.7]")]
    [InlineData("2001:db8::7", "[IPv6:2001:db8::7]")]
    [InlineData("::ffff:192.0.2.7", "[192.0.2.7]")]
    [InlineData("fe80::7%3", "[IPv6:fe80::7]")]
    [Requirement("5321-2.3.5-1")]
    [Requirement("5321-2.3.5-2")]
    [Requirement("5321-4.1.1.1-3")]
    public async Task Hello_WithoutAName_IsTheLiteralOfThisEnd(string address, string said)
    {
        await using SmtpConnection connection = new(new MemoryStream(), SmtpTimeouts.Delivery, TimeProvider.System)
        {
            LocalAddress = IPAddress.Parse(address),
        };

        Assert.Equal(said, new SmtpOptions().HelloOver(connection));
        Assert.Equal("client.lab", new SmtpOptions { HeloName = "client.lab" }.HelloOver(connection));
    }

    [Fact]
    [Requirement("5321-4.1.1.1-3")]
    public async Task Hello_OverARealConnection_NamesItsOwnEnd()
    {
        using System.Net.Sockets.TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();

        (SmtpConnection? connection, _) = await SmtpDoor.ConnectAsync(
            (IPEndPoint)server.LocalEndpoint, new SmtpOptions(), TestContext.Current.CancellationToken);

        await using (connection)
        {
            Assert.Equal("[127.0.0.1]", new SmtpOptions().HelloOver(connection!));
        }
    }
}
