using System.Net;
using System.Text;
using DaneCore.Interop.Tests.Table.Making;

namespace DaneCore.Interop.Tests.Table;

/// <summary>
/// named, nsd and knotd with authority for a forest, each on a loopback address of its own and all on one port, and before them
/// an Unbound that finds its way from zone to zone and judges nothing.
/// </summary>
internal sealed class TableServers : IAsyncDisposable
{
    private readonly List<RunningServer> _running = [];

    private TableServers(IPEndPoint forwarder, string askerFile)
    {
        Forwarder = forwarder;
        AskerFile = askerFile;
    }

    /// <summary>Who is asked by all.</summary>
    public IPEndPoint Forwarder { get; }

    /// <summary>What unbound-host needs to know.</summary>
    public string AskerFile { get; }

    /// <summary>The address of a server. BIND listens on addresses that an interface has, so it gets the one that all have.</summary>
    public static IPAddress AddressOf(Authority server) => server == Authority.Named ? IPAddress.Loopback : Address((byte)server);

    public static async Task<TableServers> StartAsync(ZoneForest forest)
    {
        int port = Servers.FreePort();
        string folder = forest.Folder;
        IPEndPoint forwarder = new(Address(9), port);
        TableServers servers = new(forwarder, Path.Combine(folder, "asker.conf"));
        await File.WriteAllTextAsync(servers.AskerFile, Asker(forest, forwarder));
        try
        {
            servers._running.Add(await StartAsync(Authority.Named, Named(forest, port), port, folder, "named", "-f", "-n", "1", "-c"));
            servers._running.Add(await StartAsync(Authority.Nsd, Nsd(forest, port), port, folder, "nsd", "-d", "-c"));
            servers._running.Add(await StartAsync(Authority.Knotd, Knotd(forest, port), port, folder, "knotd", "-c"));
            string file = Path.Combine(folder, "unbound.conf");
            await File.WriteAllTextAsync(file, Unbound(forest, forwarder));
            servers._running.Add(await RunningServer.StartAsync(forwarder, folder, "unbound", "-d", "-p", "-c", file));
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
        foreach (RunningServer server in _running.AsEnumerable().Reverse())
        {
            await server.DisposeAsync();
        }
    }

    // A number of this process keeps two runs apart.
    private static IPAddress Address(byte last) => new([127, 83, (byte)(1 + (Environment.ProcessId % 250)), last]);

    private static async Task<RunningServer> StartAsync(Authority server, string configuration, int port, string folder, string program, params string[] arguments)
    {
        string file = Path.Combine(folder, program + ".conf");
        await File.WriteAllTextAsync(file, configuration);
        return await RunningServer.StartAsync(new IPEndPoint(AddressOf(server), port), folder, program, [.. arguments, file]);
    }

    private static IEnumerable<ServedZone> Of(ZoneForest forest, Authority server) => forest.Served.Where(zone => zone.Server == server);

    private static string Named(ZoneForest forest, int port)
    {
        string folder = forest.Folder;
        string zones = string.Concat(Of(forest, Authority.Named).Select(zone => $"zone \"{zone.Apex}\" {{ type primary; file \"{zone.File}\"; }};\n"));
        return $$"""
            options {
                directory "{{folder}}"; pid-file "{{folder}}/named.pid"; session-keyfile "{{folder}}/session.key";
                managed-keys-directory "{{folder}}"; lock-file none;
                listen-on port {{port}} { {{AddressOf(Authority.Named)}}; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; allow-query { any; }; notify no;
                check-names primary ignore; check-integrity no; check-sibling no; check-mx ignore; check-wildcard no;
                check-mx-cname ignore; check-srv-cname ignore; check-dup-records ignore; check-spf ignore;
            };
            controls { };
            {{zones}}
            """;
    }

    private static string Nsd(ZoneForest forest, int port)
    {
        string folder = forest.Folder;
        string zones = string.Concat(Of(forest, Authority.Nsd).Select(zone => $"zone:\n  name: \"{zone.Apex}\"\n  zonefile: \"{zone.File}\"\n"));
        return $"""
            server:
              ip-address: {AddressOf(Authority.Nsd)}
              port: {port}
              username: ""
              chroot: ""
              zonesdir: "{folder}"
              database: ""
              zonelistfile: "{folder}/nsd.list"
              xfrdfile: "{folder}/nsd.xfrd"
              xfrdir: "{folder}"
              pidfile: "{folder}/nsd.pid"
              server-count: 1
            remote-control:
              control-enable: no
            {zones}
            """;
    }

    private static string Knotd(ZoneForest forest, int port)
    {
        string folder = forest.Folder;
        string zones = string.Concat(Of(forest, Authority.Knotd).Select(zone => $"  - domain: \"{zone.Apex}\"\n    file: \"{zone.File}\"\n"));
        return $"""
            server:
                rundir: "{folder}"
                listen: {AddressOf(Authority.Knotd)}@{port}
                udp-workers: 1
                tcp-workers: 1
                background-workers: 1
            log:
              - target: stderr
                any: warning
            database:
                storage: "{folder}/knotd"
                journal-db-max-size: 20M
                kasp-db-max-size: 20M
                timer-db-max-size: 20M
            template:
              - id: default
                journal-content: none
                zonefile-sync: -1
                semantic-checks: off
            zone:
            {zones}
            """;
    }

    private static string Unbound(ZoneForest forest, IPEndPoint listens)
    {
        StringBuilder stubs = new();
        foreach (ServedZone zone in forest.Served.Where(zone => zone.IsLie || !forest.Served.Any(other => other.IsLie && other.AskedFor == zone.AskedFor)))
        {
            stubs.Append(System.Globalization.CultureInfo.InvariantCulture, $"stub-zone:\n  name: \"{zone.AskedFor}\"\n  stub-addr: {AddressOf(zone.Server)}@{listens.Port}\n");
        }

        return $"""
            server:
              interface: {listens.Address}
              port: {listens.Port}
              username: ""
              chroot: ""
              directory: "{forest.Folder}"
              pidfile: "{forest.Folder}/unbound.pid"
              use-syslog: no
              module-config: "iterator"
              do-not-query-localhost: no
              do-ip6: no
              qname-minimisation: no
              minimal-responses: no
              rrset-roundrobin: no
              local-zone: "test." nodefault
              access-control: 127.0.0.0/8 allow
            remote-control:
              control-enable: no
            {stubs}
            """;
    }

    private static string Asker(ZoneForest forest, IPEndPoint forwarder) => $"""
        server:
          do-not-query-localhost: no
          do-ip6: no
          local-zone: "test." nodefault
          trust-anchor-file: "{forest.AnchorFile}"
        forward-zone:
          name: "."
          forward-addr: {forwarder.Address}@{forwarder.Port}
        """;
}
