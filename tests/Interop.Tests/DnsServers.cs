using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>BIND with authority for a tree of zones, and Unbound before it as the forwarder that is asked.</summary>
internal sealed class DnsServers : IAsyncDisposable
{
    private readonly RunningServer _authority;
    private readonly RunningServer _forwarder;

    private DnsServers(RunningServer authority, RunningServer forwarder, IPEndPoint address)
    {
        _authority = authority;
        _forwarder = forwarder;
        Forwarder = address;
    }

    /// <summary>Where Unbound listens.</summary>
    public IPEndPoint Forwarder { get; }

    public static async Task<DnsServers> StartAsync(SignedTree tree)
    {
        int authorityPort = Servers.FreePort();
        int forwarderPort = Servers.FreePort();
        string folder = tree.Folder;
        string zones = string.Concat(tree.Zones.Select(zone => $"zone \"{zone.Apex}\" {{ type primary; file \"{zone.File}\"; }};\n"));
        await File.WriteAllTextAsync(Path.Combine(folder, "named.conf"), $$"""
            options {
                directory "{{folder}}"; pid-file "{{folder}}/named.pid"; session-keyfile "{{folder}}/session.key";
                managed-keys-directory "{{folder}}";
                listen-on port {{authorityPort}} { 127.0.0.1; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; minimal-responses yes; allow-query { any; };
            };
            controls { };
            {{zones}}
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "unbound.conf"), $"""
            server:
              interface: 127.0.0.1
              port: {forwarderPort}
              username: ""
              chroot: ""
              directory: "{folder}"
              pidfile: "{folder}/unbound.pid"
              use-syslog: no
              do-not-query-localhost: no
              do-ip6: no
              trust-anchor-file: "{tree.AnchorFile}"
              local-zone: "test." nodefault
              local-zone: "invalid." nodefault
              access-control: 127.0.0.0/8 allow
            remote-control:
              control-enable: no
            forward-zone:
              name: "."
              forward-addr: 127.0.0.1@{authorityPort}
            """);
        RunningServer authority = await RunningServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, authorityPort), folder, "named", "-f", "-c", Path.Combine(folder, "named.conf"));
        IPEndPoint address = new(IPAddress.Loopback, forwarderPort);
        RunningServer forwarder = await RunningServer.StartAsync(address, folder, "unbound", "-d", "-p", "-c", Path.Combine(folder, "unbound.conf"));
        return new DnsServers(authority, forwarder, address);
    }

    public async ValueTask DisposeAsync()
    {
        await _forwarder.DisposeAsync();
        await _authority.DisposeAsync();
    }
}
