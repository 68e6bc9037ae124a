using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DaneCore.Dane.Tests;

/// <summary>One TLS handshake between a client with the options of a test and a server with its certificates.</summary>
internal static class LoopbackTls
{
    /// <summary>What the client saw, and which name it asked the server for.</summary>
    public sealed record Seen(bool Completed, string? ServerName, SslProtocols Protocol, string? Fault);

    public static async Task<Seen> ShakeAsync(
        SslClientAuthenticationOptions client, TestCertificate server, TestCertificate[] extras, CancellationToken stop)
    {
        using X509Certificate2 leaf = server.WithKey();
        X509Certificate2Collection chain = [.. extras.Select(extra => X509CertificateLoader.LoadCertificate(extra.Octets))];
        string? asked = null;
        SslServerAuthenticationOptions options = new()
        {
            ServerCertificateSelectionCallback = null,
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
        };
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync();
        try
        {
            using TcpClient socket = new();
            await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, stop);
            await using SslStream stream = new(socket.GetStream());
            try
            {
                await stream.AuthenticateAsClientAsync(client, stop);
                return new Seen(true, await Asked(), stream.SslProtocol, null);
            }
            catch (AuthenticationException fault)
            {
                return new Seen(false, await Asked(), SslProtocols.None, fault.Message);
            }
        }
        finally
        {
            foreach (X509Certificate2 certificate in chain)
            {
                certificate.Dispose();
            }
        }

        async Task<string?> Asked()
        {
            await serving;
            return asked;
        }

        async Task ServeAsync()
        {
            using TcpClient accepted = await listener.AcceptTcpClientAsync(stop);
            await using SslStream stream = new(accepted.GetStream());
            try
            {
                await stream.AuthenticateAsServerAsync(
                    (_, hello, _, _) =>
                    {
                        asked = hello.ServerName;
                        return ValueTask.FromResult(options);
                    },
                    null,
                    stop);
            }
            catch (Exception fault) when (fault is AuthenticationException or IOException)
            {
                // The client went away in the middle; what it saw is what the test looks at.
            }
        }
    }
}
