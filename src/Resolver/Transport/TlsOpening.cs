using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// DNS over TLS (RFC 7858), strict profile (RFC 8310 section 5): the server is the one that was meant, or nothing is asked.
/// Never falls back to anything that can be read on the way.
/// </summary>
internal sealed class TlsOpening(TlsPeer peer) : IStreamOpening
{
    public string Name => "TLS";

    public bool IsEncrypted => true;

    public async ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
    {
        OpenedStream plain = await TcpOpening.Instance.OpenAsync(server, stop).ConfigureAwait(false);
        return plain.Stream is { } stream ? await SecureAsync(stream, peer, stop).ConfigureAwait(false) : plain;
    }

    /// <summary>Shakes hands over an open stream, which is closed when that comes to nothing.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The secured stream goes to the caller, or is disposed of below.")]
    internal static async ValueTask<OpenedStream> SecureAsync(Stream stream, TlsPeer peer, CancellationToken stop)
    {
        SslStream secured = new(stream, leaveInnerStreamOpen: false);
        PeerJudgement judgement = new(peer);
        bool isOpen = false;
        try
        {
            await secured.AuthenticateAsClientAsync(judgement.ToOptions(), stop).ConfigureAwait(false);
            isOpen = true;
            return new OpenedStream(secured, null);
        }
#pragma warning disable CA1031 // The platform lets what it thinks of a certificate's octets through as it is; the octets are the server's.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new OpenedStream(null, judgement.Refusal ?? TlsFaults.ToReply(fault));
        }
        finally
        {
            if (!isOpen)
            {
                await secured.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
