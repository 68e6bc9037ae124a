namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Fetches IANA's trust anchors and the signature over them (RFC 9718 section 3.1). Nothing fetched is trusted for where it came from: it
/// is octets for <see cref="AnchorSignatureCheck"/>. What goes wrong on the way is a sentence.
/// </summary>
public sealed class RootAnchorDownload(HttpClient client)
{
    /// <summary>The file.</summary>
    public static readonly Uri AnchorsAddress = new("https://data.iana.org/root-anchors/root-anchors.xml");

    /// <summary>The signature over it.</summary>
    public static readonly Uri SignatureAddress = new("https://data.iana.org/root-anchors/root-anchors.p7s");

    /// <summary>Both, or why one of them could not be had. The time that it may take is the client's.</summary>
    public async Task<(byte[] Xml, byte[] Signature, string? Why)> FetchAsync(CancellationToken stop = default)
    {
        (byte[] xml, string? why) = await GetAsync(AnchorsAddress, RootAnchorsXml.MostOctets, stop).ConfigureAwait(false);
        if (why is not null)
        {
            return ([], [], why);
        }

        (byte[] signature, why) = await GetAsync(SignatureAddress, AnchorSignatureCheck.MostOctets, stop).ConfigureAwait(false);
        return (xml, signature, why);
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
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return ([], $"{address} could not be fetched: the server did not answer in time");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidOperationException)
        {
            return ([], $"{address} could not be fetched: {fault.Message.TrimEnd('.')}");
        }
    }
}
