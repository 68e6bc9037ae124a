using System.Globalization;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Fetches IANA's trust anchors and the signature over them (RFC 9718 section 3.1). Nothing fetched is trusted for where it came from: it
/// is octets for <see cref="AnchorSignatureCheck"/>. What goes wrong on the way is a sentence. One time bounds it all, bodies that drip
/// included, and each file has its largest size.
/// </summary>
/// <param name="client">Its own time-out ends with the headers of a response, so it does not count here.</param>
/// <param name="time">For both files.</param>
/// <param name="clock">What the time is measured by.</param>
public sealed class RootAnchorDownload(HttpClient client, TimeSpan time, TimeProvider clock)
{
    /// <summary>The file.</summary>
    public static readonly Uri AnchorsAddress = new("https://data.iana.org/root-anchors/root-anchors.xml");

    /// <summary>The signature over it.</summary>
    public static readonly Uri SignatureAddress = new("https://data.iana.org/root-anchors/root-anchors.p7s");

    /// <summary>Both, or why one of them could not be had.</summary>
    public async Task<(byte[] Xml, byte[] Signature, string? Why)> FetchAsync(CancellationToken stop = default)
    {
        using CancellationTokenSource limit = new(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            (byte[] xml, string? why) = await GetAsync(AnchorsAddress, RootAnchorsXml.MostOctets, either.Token).ConfigureAwait(false);
            if (why is not null)
            {
                return ([], [], why);
            }

            (byte[] signature, why) = await GetAsync(SignatureAddress, AnchorSignatureCheck.MostOctets, either.Token).ConfigureAwait(false);
            return why is null ? (xml, signature, null) : ([], [], why);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return ([], [], string.Create(
                CultureInfo.InvariantCulture, $"{AnchorsAddress} and its signature could not be fetched within {time.TotalSeconds:0.#} s; give a longer --timeout"));
        }
        catch (OperationCanceledException ended)
        {
            // Told with the caller's own token: it may have several things under way.
            throw new OperationCanceledException(ended.Message, ended, stop);
        }
    }

    private async Task<(byte[] Octets, string? Why)> GetAsync(Uri address, int most, CancellationToken stop)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return ([], $"{address} could not be fetched: the server says {(int)response.StatusCode}");
            }

            Stream body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                byte[] buffer = new byte[most + 1];
                int read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
                return read > most ? ([], $"{address} could not be fetched: it is larger than {most >> 10} KiB") : (buffer[..read], null);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidOperationException)
        {
            return ([], $"{address} could not be fetched: {fault.Message.TrimEnd('.')}");
        }
    }
}
