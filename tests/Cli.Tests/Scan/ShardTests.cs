using System.Text;
using DaneCore.Cli.Scan;

namespace DaneCore.Cli.Tests.Scan;

public sealed class ShardTests
{
    // What docs/scale.md says another engine has to compute: printf NAME | sha256sum, its first 16 digits, modulo the count.
    [Theory]
    [InlineData("example.com", 7, 6)]
    [InlineData("EXAMPLE.com", 7, 6)]
    [InlineData("example.org", 7, 5)]
    [InlineData("example.net", 1000, 196)]
    public void Name_InAnyLetters_FallsIntoThePartOfItsDigest(string name, int count, int index)
    {
        Assert.Equal([index], Enumerable.Range(1, count).Where(i => new Shard(i, count).Holds(name)));
    }

    [Fact]
    public async Task Parts_Together_AreTheWholeOnce()
    {
        string list = string.Concat(Enumerable.Range(0, 300).Select(i => $"d{i}.example\n")) + "a..b\nb\u00FCcher.example\n";
        List<(long, string)> parts = [];
        for (int i = 1; i <= 3; i++)
        {
            using ScanBench part = new() { List = list, Shard = new Shard(i, 3) };
            Assert.Null(await part.RunAsync());
            Assert.InRange(part.Marks.Count(), 70, 130);
            parts.AddRange(part.Marks);
        }

        using ScanBench whole = new() { List = list };
        Assert.Null(await whole.RunAsync());
        Assert.Equal(whole.Marks.Order(), parts.Order());
    }

    [Theory]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("1/0")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("-1/4")]
    [InlineData("1/100001")]
    public void Text_ThatIsNoPart_IsRefused(string text)
    {
        Assert.False(Shard.TryRead(text, out _, out string? why));
        Assert.Contains("write i/n", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_ThatHaveARow_AreKnownAcrossPages()
    {
        LineSet lines = new();
        long[] some = [1, 64, 65, (1 << 22) - 1, 1 << 22, 3_000_000_000];

        Assert.All(some, number => Assert.True(lines.Add(number)));
        Assert.All(some, number => Assert.False(lines.Add(number)));
        Assert.All(some, number => Assert.True(lines.Contains(number)));
        Assert.All(some, number => Assert.False(lines.Contains(number + 2)));
        Assert.Equal((6, 3_000_000_000), (lines.Count, lines.Greatest));
    }

    [Fact]
    public async Task Lines_OfAnyLength_TakeNoMoreThanALine()
    {
        byte[] octets = [.. Encoding.ASCII.GetBytes("a.example\r\n"), .. Enumerable.Repeat((byte)'x', 3_000_000), .. Encoding.ASCII.GetBytes("\nb.example")];
        await using ScanReader reader = new(new MemoryStream(octets));

        Assert.Equal(new ScanLine(1, "a.example"), await reader.ReadAsync(ScanBench.Stop));
        ScanLine? second = await reader.ReadAsync(ScanBench.Stop);
        Assert.Equal((2, 8192), (second!.Value.Number, second.Value.Text.Length));
        Assert.Equal(300, ScanSubject.Read(second.Value, 1).Text.Length);
        Assert.Equal(new ScanLine(3, "b.example"), await reader.ReadAsync(ScanBench.Stop));
        Assert.Null(await reader.ReadAsync(ScanBench.Stop));
        Assert.Equal(octets.Length, reader.Position);
    }
}
