using System.Net;
using System.Net.Security;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace DaneCore.Dane.Tests.Hooks;

/// <summary>What docs/hooks.md shows, compiled. <see cref="HookTests"/> runs it, and compares the two line by line.</summary>
internal static class HookSamples
{
    public static async Task<string> SslStreamAsync(ISecureResolver resolver, DaneVerifier verifier, Stream stream, string name, CancellationToken stop)
    {
        // SslStream begins
        var host = DomainName.Parse(name);
        TlsaLookupResult result = await resolver.FindTlsaAsync(host, 25, UsageProfile.Smtp, stop);
        DaneHandshake handshake = result switch
        {
            TlsaLookupResult.Usable found => new DaneHandshake(verifier, found.Records, new ReferenceNames(found.BaseDomain)),
            TlsaLookupResult.Failed => throw new IOException($"not now: {result.Why}"),
            _ => DaneHandshake.WithoutAuthentication(new ReferenceNames(host), UsageProfile.Smtp),
        };
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(handshake.Options, stop);
        return $"{handshake.Outcome.Status}: {handshake.Outcome.Reason}";

        // SslStream ends
    }

    public static async Task<string> SrvAsync(
        ISecureResolver resolver, DaneVerifier verifier, DomainName domain, Func<IPEndPoint, CancellationToken, Task<Stream>> connect, CancellationToken stop)
    {
        // SRV begins
        var lookup = new SrvLookup(resolver, verifier.Profile);
        if (await lookup.FindAsync(domain, "xmpps-client", stop) is not SrvLookupResult.Targets found)
        {
            throw new IOException($"{domain} says nothing of where the service is, or could not be asked");
        }

        foreach (SrvTarget target in found.All)
        {
            TlsaLookupResult records = await lookup.FindTlsaAsync(found, target, stop);
            if (records is TlsaLookupResult.Failed || records.Addresses.Count == 0)
            {
                continue;
            }

            ReferenceNames names = found.NamesFor(target, records);
            DaneHandshake handshake = records is TlsaLookupResult.Usable usable
                ? new DaneHandshake(verifier, usable.Records, names)
                : DaneHandshake.ByPkix(verifier, names);
            await using var tls = new SslStream(await connect(new IPEndPoint(records.Addresses[0], target.Port), stop));
            await tls.AuthenticateAsClientAsync(handshake.Options, stop);
            return $"{handshake.Outcome.Status}: {handshake.Outcome.Reason}";
        }

        throw new IOException($"no server of {domain} can be used now");

        // SRV ends
    }

    public static async Task<string> HttpClientAsync(ISecureResolver resolver, DaneHttpOptions options, string address, CancellationToken stop)
    {
        // HttpClient begins
        using SocketsHttpHandler handler = DaneHttp.CreateHandler(resolver, options with { RequiresRecords = true });
        using var client = new HttpClient(handler);
        return await client.GetStringAsync(new Uri(address), stop);

        // HttpClient ends
    }

    public static async Task<string> MailKitAsync(
        TlsaRecordSet records, DomainName baseDomain, DaneVerifier verifier, Stream stream, int port, CancellationToken stop)
    {
        // MailKit begins
        var handshake = new DaneHandshake(verifier, records, new ReferenceNames(baseDomain));
        using var client = new SmtpClient { ServerCertificateValidationCallback = handshake.Callback, CheckCertificateRevocation = false };
        await client.ConnectAsync(stream, handshake.Options.TargetHost!, port, SecureSocketOptions.StartTls, stop);
        await client.DisconnectAsync(quit: true, stop);
        return $"{handshake.Outcome.Status}: {handshake.Outcome.Reason}";

        // MailKit ends
    }

    public static async Task<string> CallbackAsync(
        TlsaRecordSet records, DomainName baseDomain, DaneVerifier verifier, Func<string, RemoteCertificateValidationCallback, CancellationToken, Task> connect, CancellationToken stop)
    {
        // Callback begins
        var handshake = new DaneHandshake(verifier, records, new ReferenceNames(baseDomain));
        await connect(handshake.Options.TargetHost!, handshake.Callback, stop);
        return $"{handshake.Outcome.Status}: {handshake.Outcome.Reason}";

        // Callback ends
    }
}
