using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>BIND with authority for a tree of zones, and before it Unbound and a second BIND as forwarders that are asked over TLS and over HTTPS.</summary>
internal sealed class EncryptedServers : IAsyncDisposable
{
    private readonly List<RunningServer> _running = [];
    private readonly string _folder;
    private readonly int _authorityPort = Servers.FreePort();

    private EncryptedServers(string folder) => _folder = folder;

    /// <summary>Ports of DNS over TLS and over HTTPS, by the name of the program.</summary>
    public Dictionary<string, (int Tls, int Https)> Ports { get; } = new(StringComparer.Ordinal);

    public static async Task<EncryptedServers> StartAsync(SignedTree tree, TestCertificates certificates)
    {
        EncryptedServers servers = new(tree.Folder);
        await File.WriteAllTextAsync(servers.At("server.key"), certificates.KeyPem);
        await File.WriteAllTextAsync(servers.At("server.pem"), certificates.ChainPem);
        await servers.StartAuthorityAsync(tree);
        await servers.StartUnboundAsync(tree);
        await servers.StartBindAsync();
        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RunningServer server in _running)
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartAuthorityAsync(SignedTree tree)
    {
        string zones = string.Concat(tree.Zones.Select(zone => $"zone \"{zone.Apex}\" {{ type primary; file \"{zone.File}\"; }};\n"));
        await File.WriteAllTextAsync(At("authority.conf"), $$"""
            options {
                directory "{{_folder}}"; pid-file "{{_folder}}/authority.pid"; session-keyfile "{{_folder}}/authority.key";
                managed-keys-directory "{{_folder}}";
                listen-on port {{_authorityPort}} { 127.0.0.1; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; minimal-responses yes; allow-query { any; };
            };
            controls { };
            {{zones}}
            """);
        await StartAsync(_authorityPort, "named", "-f", "-c", At("authority.conf"));
    }

    private async Task StartUnboundAsync(SignedTree tree)
    {
        (int tls, int https) = Ports["unbound"] = (Servers.FreePort(), Servers.FreePort());
        await File.WriteAllTextAsync(At("unbound.conf"), $"""
            server:
              interface: 127.0.0.1@{tls}
              interface: 127.0.0.1@{https}
              tls-port: {tls}
              https-port: {https}
              tls-service-key: "{At("server.key")}"
              tls-service-pem: "{At("server.pem")}"
              username: ""
              chroot: ""
              directory: "{_folder}"
              pidfile: "{_folder}/unbound.pid"
              use-syslog: no
              do-not-query-localhost: no
              do-ip6: no
              trust-anchor-file: "{tree.AnchorFile}"
              local-zone: "test." nodefault
              access-control: 127.0.0.0/8 allow
            remote-control:
              control-enable: no
            forward-zone:
              name: "."
              forward-addr: 127.0.0.1@{_authorityPort}
            """);
        await StartAsync(tls, "unbound", "-d", "-p", "-c", At("unbound.conf"));
    }

    private async Task StartBindAsync()
    {
        (int tls, int https) = Ports["bind"] = (Servers.FreePort(), Servers.FreePort());
        await File.WriteAllTextAsync(At("forwarder.conf"), $$"""
            tls ours { key-file "{{At("server.key")}}"; cert-file "{{At("server.pem")}}"; };
            http ours { endpoints { "/dns-query"; }; };
            options {
                directory "{{_folder}}"; pid-file "{{_folder}}/forwarder.pid"; session-keyfile "{{_folder}}/forwarder.key";
                managed-keys-directory "{{_folder}}";
                listen-on port {{tls}} tls ours { 127.0.0.1; };
                listen-on port {{https}} tls ours http ours { 127.0.0.1; };
                listen-on-v6 { none; };
                recursion yes; allow-recursion { any; }; allow-query { any; }; dnssec-validation no; empty-zones-enable no;
                forward only; forwarders port {{_authorityPort}} { 127.0.0.1; };
            };
            controls { };
            """);
        await StartAsync(tls, "named", "-f", "-c", At("forwarder.conf"));
    }

    private async Task StartAsync(int port, string program, params IEnumerable<string> arguments) =>
        _running.Add(await RunningServer.StartAsync(new IPEndPoint(IPAddress.Loopback, port), _folder, program, arguments));

    private string At(string file) => Path.Combine(_folder, file);
}
