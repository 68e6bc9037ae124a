using System.Security.Authentication;

namespace DaneCore.Resolver.Transport;

/// <summary>From what the platform throws in a handshake to ours, where the certificate itself was not refused.</summary>
internal static class TlsFaults
{
    public static TransportReply.Failed ToReply(Exception fault) => fault switch
    {
        AuthenticationException or HttpRequestException => new TransportReply.Failed(
            TransportFault.Closed, $"TLS: {TlsAlert.Explain(fault) ?? $"the handshake failed ({(fault.InnerException ?? fault).GetType().Name})"}"),
        IOException => new TransportReply.Failed(TransportFault.Closed, "TLS: the connection ended in the handshake"),

        // CryptographicException for an extension that is not DER. Whoever cannot be judged is not the one that was meant.
        _ => new TransportReply.Failed(
            TransportFault.Untrusted, $"TLS: the certificate, or one above it, cannot be read ({fault.GetType().Name})"),
    };
}
