using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using DaneCore.Resolver;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>One connection of <see cref="DaneHttp"/>: look up, connect, shake hands, judge. Gives a stream that was judged, or throws why not.</summary>
internal sealed class DaneHttpConnection(ISecureResolver resolver, DaneHttpOptions options)
{
    private readonly DaneVerifier _verifier = new(UsageProfile.Https, options.Clock, options.Roots);
    private readonly TlsaLookup _lookup = new(resolver, UsageProfile.Https, options.Logger);

    /// <summary>Called by the handler whenever it needs another connection.</summary>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        DnsEndPoint server = context.DnsEndPoint;
        if (context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps)
        {
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, $"{server.Host}: without TLS there is no certificate to judge; ask by https");
        }

        // RFC 6698 section 3: records stand at names.
        if (IPAddress.TryParse(server.Host, out _) || !DomainName.TryParse(server.Host, out DomainName? host))
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"{server.Host} is no host name, so no TLSA record can stand at it (RFC 6698 section 3)");
        }

        TlsaLookupResult found = await _lookup.FindAsync(host, server.Port, stop).ConfigureAwait(false);
        DaneHandshake handshake = HandshakeFor(host, found);
        Stream plain = await ConnectAsync(server, found.Addresses, stop).ConfigureAwait(false);
        return await SecureAsync(plain, server, handshake, context.InitialRequestMessage, stop).ConfigureAwait(false);
    }

    private DaneHandshake HandshakeFor(DomainName host, TlsaLookupResult found) => found switch
    {
        TlsaLookupResult.Usable usable => new DaneHandshake(_verifier, usable.Records, ReferenceNames.ForHost(usable.BaseDomain, host)),

        // RFC 7672 section 2.1.2 for mail, and no other protocol has reason to be laxer: falling through would let anyone who can drop a packet choose.
        TlsaLookupResult.Failed => throw new HttpRequestException(HttpRequestError.NameResolutionError, found.Why.ToString()),
        _ when options.RequiresRecords => throw new HttpRequestException(HttpRequestError.SecureConnectionError, $"TLSA records are demanded here: {found.Why}"),

        // RFC 6698 section 4.1: as if there were no records.
        TlsaLookupResult.Unusable unusable => new DaneHandshake(_verifier, unusable.Records, ReferenceNames.ForHost(unusable.BaseDomain, host)),
        _ => DaneHandshake.ByPkix(_verifier, new ReferenceNames(host)),
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint server, IReadOnlyList<IPAddress> addresses, CancellationToken stop)
    {
        IStreamOpening opening = options.Connect is { } connect ? new CallersOpening(connect) : TcpOpening.Instance;
        IPEndPoint[] ends = [.. AddressRace.InOrder(addresses, turn: 0).Select(address => new IPEndPoint(address, server.Port))];
        OpenedStream? opened = await AddressRace.OpenAsync(opening, ends, options.Clock, stop).ConfigureAwait(false);
        return opened?.Stream ?? throw (opened?.Failure is { } failure
            ? new HttpRequestException(HttpRequestError.ConnectionError, $"no address of {server.Host} can be connected to: {failure.Text}")
            : new HttpRequestException(HttpRequestError.NameResolutionError, $"{server.Host} has no address"));
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The secured stream goes to the caller, or is disposed of below.")]
    private async ValueTask<Stream> SecureAsync(
        Stream plain, DnsEndPoint server, DaneHandshake handshake, HttpRequestMessage request, CancellationToken stop)
    {
        SslClientAuthenticationOptions tls = handshake.Options;
        tls.ApplicationProtocols = request.Version.Major >= 2
            ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
            : [SslApplicationProtocol.Http11];
        SslStream secured = new(plain, leaveInnerStreamOpen: false);
        bool isAccepted = false;
        try
        {
            await secured.AuthenticateAsClientAsync(tls, stop).ConfigureAwait(false);
            isAccepted = handshake.IsAccepted;
            if (isAccepted)
            {
                options.Accepted?.Invoke(server, handshake.Outcome);
                return secured;
            }

            throw Refused(server, handshake, null);
        }
#pragma warning disable CA1031 // The platform lets what it thinks of a certificate's octets through as it is; whoever cannot be judged is refused.
        catch (Exception fault) when (!isAccepted && fault is not (OperationCanceledException or HttpRequestException))
#pragma warning restore CA1031
        {
            throw Refused(server, handshake, fault);
        }
        finally
        {
            if (!isAccepted)
            {
                await secured.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Where certificates were judged that says more than the platform's exception does.
    private static HttpRequestException Refused(DnsEndPoint server, DaneHandshake handshake, Exception? fault)
    {
        string why = handshake.Chain is not null || fault is null ? handshake.Outcome.Reason.ToString() : TlsAlert.Explain(fault) ?? fault.Message;
        return new HttpRequestException(HttpRequestError.SecureConnectionError, $"{server.Host}: {why}", fault);
    }

    /// <summary>The caller's own way of connecting; what it throws is why there is no connection.</summary>
    private sealed class CallersOpening(Func<IPEndPoint, CancellationToken, ValueTask<Stream>> connect) : IStreamOpening
    {
        public string Name => "TCP";

        public bool IsEncrypted => false;

        public async ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
        {
            try
            {
                return new OpenedStream(await connect(server, stop).ConfigureAwait(false), null);
            }
#pragma warning disable CA1031 // Whatever keeps from one address is no reason not to try the next.
            catch (Exception fault) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                return new OpenedStream(null, new TransportReply.Failed(TransportFault.Unreachable, fault.Message));
            }
        }
    }
}
