using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// Judges the certificate of one handshake with a DNS server: path and name by PKIX (RFC 8310 section 8.1), the key by its pin
/// (RFC 7858 section 4.2), or both. Fetches nothing while it judges. Validity is as of this system's time: a pinned clock
/// turns DNS back, not the servers that are asked today.
/// </summary>
internal sealed class PeerJudgement(TlsPeer peer)
{
    private const string ServerAuthenticationOid = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the certificate was refused; null when it was not.</summary>
    public TransportReply.Failed? Refusal { get; private set; }

    public SslClientAuthenticationOptions ToOptions() => new()
    {
        TargetHost = peer.Host,
#pragma warning disable CA5398 // RFC 8310 section 9 follows RFC 7525; 1.0 and 1.1 must not be used since (RFC 8996 section 4).
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
        EncryptionPolicy = EncryptionPolicy.RequireEncryption,

        // A resumed session brings back the certificates of long ago, and lets the server tell its clients apart.
        AllowTlsResume = false,
        AllowRenegotiation = false,
        CertificateChainPolicy = ChainPolicy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate, chain, errors),
    };

    // What a certificate names for download or revocation is chosen by whoever made it: nothing of that is fetched.
    private X509ChainPolicy ChainPolicy()
    {
        X509ChainPolicy policy = new()
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthenticationOid));
        if (peer.Roots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    private bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        string? fault = certificate is not X509Certificate2 leaf ? "the server sent no certificate" : PinFault(leaf) ?? PathFault(leaf, chain, errors);
        Refusal = fault is null ? null : new TransportReply.Failed(TransportFault.Untrusted, $"TLS: {fault}");
        return fault is null;
    }

    // The server's own key only: any certificate could be sent along.
    private string? PinFault(X509Certificate2 leaf)
    {
        byte[] key = SHA256.HashData(leaf.PublicKey.ExportSubjectPublicKeyInfo());
        return peer.Pins.Count == 0 || peer.Pins.Any(pin => pin.Span.SequenceEqual(key))
            ? null
            : $"the server's key is not the one pinned, but pin-sha256={Convert.ToBase64String(key)}";
    }

    private string? PathFault(X509Certificate2 leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!peer.NeedsPath || errors == SslPolicyErrors.None)
        {
            return null;
        }

        X509ChainStatusFlags flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        return flags.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the certificate, or one above it, is not valid today; the server's is valid from {leaf.NotBefore.ToUniversalTime():yyyy-MM-dd} to {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd}")
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? $"the certificate does not bear {peer.Host}"
                : $"nobody who is trusted vouches for the certificate of {peer.Host}";
    }
}
