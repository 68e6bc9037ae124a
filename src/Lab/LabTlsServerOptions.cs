using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;

namespace DaneCore.Lab;

/// <summary>The server's end of DNS over TLS: a sound handshake with a certificate that may be anything.</summary>
internal sealed class LabTlsServerOptions : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly SslServerAuthenticationOptions _options;

    public LabTlsServerOptions(LabCertificate certificate, IReadOnlyList<LabCertificate> between)
    {
        _certificate = certificate.ToPlatform();
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(
                _certificate, [.. between.Select(each => X509CertificateLoader.LoadCertificate(each.Der.Span))], offline: true),
        };
    }

    /// <summary>Null when the client would not.</summary>
    public async ValueTask<Stream?> AcceptAsync(Stream inner, CancellationToken stop)
    {
        SslStream secured = new(inner, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsServerAsync(_options, stop).ConfigureAwait(false);
            return secured;
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or OperationCanceledException)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            return null;
        }
    }

    public void Dispose() => _certificate.Dispose();
}
