using System.Net;
using DaneCore.Resolver.Sources;

namespace DaneCore.Resolver.Tests.Sources;

public class SystemResolversTests
{
    public static TheoryData<string, string, string> Texts { get; } = new()
    {
        { "one server", "nameserver 192.0.2.53\n", "192.0.2.53:53" },
        { "two, in order, with the rest of such a file", "# made by hand\nsearch lab\nnameserver 192.0.2.53\noptions edns0 trust-ad\nnameserver 2001:db8::53\n", "192.0.2.53:53 [2001:db8::53]:53" },
        { "blanks and tabs", "  nameserver\t192.0.2.53   # mine\r\n", "192.0.2.53:53" },
        { "an address of one link", "nameserver fe80::1%1\n", "[fe80::1%1]:53" },
        { "twice the same", "nameserver 192.0.2.53\nnameserver 192.0.2.53\n", "192.0.2.53:53" },
        { "comments only", "# nameserver 192.0.2.53\n; nameserver 192.0.2.54\n", "127.0.0.1:53" },
        { "nothing", "", "127.0.0.1:53" },
        { "one of two is no address", "nameserver dns.example\nnameserver 192.0.2.53\n", "192.0.2.53:53" },
        { "another word that begins so", "nameservers 192.0.2.53\n", "127.0.0.1:53" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_WithServersOrNone_IsRead(string what, string text, string expected)
    {
        Assert.True(SystemResolvers.TryParse(text, out IReadOnlyList<IPEndPoint> servers, out string? why), $"{what}: {why}");
        Assert.Equal(expected, string.Join(' ', servers));
    }

    [Theory]
    [InlineData("nameserver dns.example\n", "line 1 names no address")]
    [InlineData("search lab\nnameserver\nnameserver 192.0.2.300\n", "line 2 names no address")]
    public void Text_WithNothingButMistakes_SaysWhere(string text, string expected)
    {
        Assert.False(SystemResolvers.TryParse(text, out _, out string? why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void File_ThatIsMissing_MeansThisMachine()
    {
        Assert.True(SystemResolvers.TryRead(Path.Combine(Path.GetTempPath(), "no such folder", "resolv.conf"), out IReadOnlyList<IPEndPoint> servers, out _));
        Assert.Equal("127.0.0.1:53", Assert.Single(servers).ToString());
    }

    [Fact]
    public void File_ThatCannotBeRead_SaysWhy()
    {
        Assert.False(SystemResolvers.TryRead(Path.GetTempPath(), out _, out string? why));
        Assert.StartsWith($"{Path.GetTempPath()} cannot be read", why, StringComparison.Ordinal);
    }

    [Fact]
    public void File_WithAMistake_IsNamed()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "nameserver x\n");
            Assert.False(SystemResolvers.TryRead(path, out _, out string? why));
            Assert.Equal($"{path}: line 1 names no address", why);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
