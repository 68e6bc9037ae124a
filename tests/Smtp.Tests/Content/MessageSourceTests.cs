using System.Text;
using DaneCore.Smtp.Content;

namespace DaneCore.Smtp.Tests.Content;

public sealed class MessageSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_ReadAtTwoPlaces_GivesEachItsOwn()
    {
        using MemoryStream stream = new(Encoding.ASCII.GetBytes("not this; this"));
        stream.Position = "not this; ".Length;
        var source = MessageSource.FromStream(stream);
        await using Stream first = await source.OpenAsync(Stop);
        await using Stream second = await source.OpenAsync(Stop);
        byte[] two = new byte[2];

        await first.ReadExactlyAsync(two, Stop);
        Assert.Equal("this", await AllAsync(second));
        Assert.Equal("is", await AllAsync(first));
    }

    [Fact]
    public async Task Octets_ReadTwice_AreTheSame()
    {
        var source = MessageSource.FromOctets("a"u8.ToArray());

        Assert.Equal("a", await AllAsync(await source.OpenAsync(Stop)));
        Assert.Equal("a", await AllAsync(await source.OpenAsync(Stop)));
    }

    [Fact]
    public void Stream_ThatCannotSeek_IsTheCallersMistake() =>
        Assert.Contains("cannot seek", Assert.Throws<ArgumentException>(() => MessageSource.FromStream(new OctetStream(default(ReadOnlyMemory<byte>)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Scan_IsRemembered_UnlessTheMessageCouldNotBeRead()
    {
        int readings = 0;
        var source = MessageSource.From(_ => readings++ == 0
            ? throw new IOException("not yet")
            : ValueTask.FromResult<Stream>(new MemoryStream("a: b\r\n\r\n"u8.ToArray())));

        Assert.Equal("the message could not be read: not yet", (await source.ScanAsync(Stop)).Fault);
        Assert.Null((await source.ScanAsync(Stop)).Fault);
        Assert.Same(await source.ScanAsync(Stop), await source.ScanAsync(Stop));
        Assert.Equal(2, readings);
    }

    private static async Task<string> AllAsync(Stream stream)
    {
        using MemoryStream all = new();
        await stream.CopyToAsync(all, Stop);
        return Encoding.ASCII.GetString(all.ToArray());
    }
}
