using System.Net;
using DaneCore.Resolver.Anchors;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>Fetching IANA's files: one time and one size over all, and a sentence for whatever goes wrong.</summary>
public sealed class RootAnchorDownloadTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.NotFound, 10, "the server says 404")]
    [InlineData(HttpStatusCode.OK, RootAnchorsXml.MostOctets + 1, "it is larger than 128 KiB")]
    public async Task Download_ThatFails_SaysWhy(HttpStatusCode status, int length, string why)
    {
        (byte[] xml, byte[] signature, string? said) = await FetchAsync(_ => new HttpResponseMessage(status) { Content = new ByteArrayContent(new byte[length]) });

        Assert.Empty(xml);
        Assert.Empty(signature);
        Assert.Contains(why, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_OfBothFiles_HandsOnTheirOctets()
    {
        (byte[] xml, byte[] signature, string? why) = await FetchAsync(address => new HttpResponseMessage { Content = new ByteArrayContent(address == RootAnchorDownload.AnchorsAddress ? [1, 2] : [3]) });

        Assert.Null(why);
        Assert.Equal([1, 2], xml);
        Assert.Equal([3], signature);
    }

    [Fact]
    public async Task Download_WithoutANetwork_SaysWhy()
    {
        (_, _, string? why) = await FetchAsync(_ => throw new HttpRequestException("no route"));

        Assert.Equal("https://data.iana.org/root-anchors/root-anchors.xml could not be fetched: no route", why);
    }

    /// <summary>An octet a second would keep anybody for a day and a half: the time is for both files, from the first word to the last octet.</summary>
    [Theory]
    [InlineData(true, 15)]
    [InlineData(false, 15)]
    public async Task Download_OfABodyThatDrips_EndsWithItsTime(bool xmlDrips, int octets)
    {
        using DrippingStream drips = new(Second);

        (byte[] xml, byte[] signature, string? why) = await FetchAsync(address => new HttpResponseMessage
        {
            Content = (address == RootAnchorDownload.AnchorsAddress) == xmlDrips ? new StreamContent(drips) : new ByteArrayContent([1]),
        });

        Assert.Equal("https://data.iana.org/root-anchors/root-anchors.xml and its signature could not be fetched within 15 s; give a longer --timeout", why);
        Assert.Empty(xml);
        Assert.Empty(signature);
        Assert.Equal(octets, drips.Given);
    }

    /// <summary>What drips but ends in time is taken.</summary>
    [Fact]
    public async Task Download_OfABodyThatDripsAndEndsInTime_IsTaken()
    {
        (byte[] xml, _, string? why) = await FetchAsync(address => new HttpResponseMessage
        {
            Content = address == RootAnchorDownload.AnchorsAddress ? new StreamContent(new DrippingStream(Second).EndingAfter(14)) : new ByteArrayContent([1]),
        });

        Assert.Null(why);
        Assert.Equal(14, xml.Length);
    }

    [Fact]
    public async Task Download_ThatTheCallerStops_IsCancelled()
    {
        using CancellationTokenSource caller = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await FetchAsync(
            _ =>
            {
                caller.Cancel();
                return new HttpResponseMessage { Content = new StreamContent(new DrippingStream(Second)) };
            },
            caller.Token));
    }

    private void Second() => _clock.Advance(TimeSpan.FromSeconds(1));

    private async Task<(byte[] Xml, byte[] Signature, string? Why)> FetchAsync(Func<Uri, HttpResponseMessage> answer, CancellationToken? stop = null)
    {
        using HttpClient client = new(new Answering(answer));
        return await new RootAnchorDownload(client, TimeSpan.FromSeconds(15), _clock).FetchAsync(stop ?? Stop);
    }

    private sealed class Answering(Func<Uri, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request.RequestUri!));
    }
}
