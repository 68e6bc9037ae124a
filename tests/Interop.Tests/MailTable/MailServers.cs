using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab;
using DaneCore.Lab.Mail;

namespace DaneCore.Interop.Tests.MailTable;

/// <summary>The zones behind an Unbound that validates, a Postfix that plays the sound hosts, and servers of the laboratory for the odd ones.</summary>
internal sealed class MailServers : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _running = [];

    private MailServers()
    {
    }

    /// <summary>Who is asked by all: by the peers, who believe it, and by us, who do not.</summary>
    public static IPEndPoint Resolver => new(MailHosts.Resolver, 53);

    public static async Task<MailServers> StartAsync(string folder, MailZones zones, MailHosts hosts, bool withSix)
    {
        MailServers servers = new();
        try
        {
            var authority = LoopbackDnsServer.Start(zones.Server);
            servers._running.Add(authority);
            string file = Path.Combine(folder, "unbound.conf");
            await File.WriteAllTextAsync(file, Unbound(folder, authority.EndPoint));
            servers._running.Add(await RunningServer.StartAsync(Resolver, folder, "unbound", "-d", "-p", "-c", file));
            foreach ((IPAddress address, LabMailBehaviour behaviour) in hosts.Odd)
            {
                servers._running.Add(new LoopbackMailServer(new LabMailServer(behaviour), new IPEndPoint(address, hosts.Port)));
            }

            if (withSix)
            {
                LabMailBehaviour six = new() { Chain = [hosts.Six] };
                servers._running.Add(new LoopbackMailServer(new LabMailServer(six), new IPEndPoint(IPAddress.IPv6Loopback, hosts.Port)));
            }

            string own = Directory.CreateDirectory(Path.Combine(folder, "hosts")).FullName;
            Dictionary<IPAddress, string?> chains = [];
            foreach ((IPAddress address, IReadOnlyList<LabCertificate> chain) in hosts.Real)
            {
                chains.Add(address, chain.Count == 0 ? null : await WriteAsync(own, chain, chains.Count));
            }

            servers._running.Add(await PostfixServers.StartAsync(own, hosts.Port, chains));
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }

        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable server in _running.AsEnumerable().Reverse())
        {
            await server.DisposeAsync();
        }
    }

    // Key first, then the certificates as they are to be sent.
    private static async Task<string> WriteAsync(string folder, IReadOnlyList<LabCertificate> chain, int number)
    {
        using X509Certificate2 leaf = chain[0].ToPlatform();
        using ECDsa key = leaf.GetECDsaPrivateKey()!;
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"chain{number}.pem"));
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem() + "\n" + string.Concat(chain.Select(certificate => certificate.ToPem())));
        return file;
    }

    private static string Unbound(string folder, IPEndPoint authority) => $"""
        server:
          interface: {Resolver.Address}
          port: {Resolver.Port}
          username: ""
          chroot: ""
          directory: "{folder}"
          pidfile: "{folder}/unbound.pid"
          use-syslog: no
          do-not-query-localhost: no
          do-ip6: no
          qname-minimisation: no
          trust-anchor-file: "{folder}/anchor.ds"
          trust-anchor-signaling: no
          local-zone: "test." nodefault
          access-control: 127.0.0.0/8 allow
        remote-control:
          control-enable: no
        forward-zone:
          name: "."
          forward-addr: {authority.Address}@{authority.Port}
        """;
}
