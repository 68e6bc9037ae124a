using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>Postfix in the foreground, listening on several loopback addresses, each with certificates of its own or none.</summary>
internal sealed class PostfixServers : IAsyncDisposable
{
    private readonly RunningServer _master;

    private PostfixServers(RunningServer master) => _master = master;

    /// <summary>Starts it; per address the file with key and chain, or null for a server without TLS.</summary>
    public static async Task<PostfixServers> StartAsync(string folder, int port, IReadOnlyDictionary<IPAddress, string?> chains)
    {
        string queue = Directory.CreateDirectory(Path.Combine(folder, "queue")).FullName;
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        string config = Directory.CreateDirectory(Path.Combine(folder, "postfix")).FullName;
        await Tool.RunAsync(folder, "chown", "postfix", data);
        await Tool.RunAsync(folder, "chmod", "755", folder);
        await File.WriteAllTextAsync(Path.Combine(config, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {queue}
            data_directory = {data}
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = /dev/stdout
            myhostname = mx.test
            inet_protocols = ipv4
            inet_interfaces = loopback-only
            mydestination =
            smtpd_tls_session_cache_database =
            smtpd_peername_lookup = no

            """);
        string listeners = string.Concat(chains.Select(server => $"{server.Key}:{port} inet n - n - - smtpd\n" + (server.Value is { } chain
            ? $"  -o smtpd_tls_security_level=may\n  -o smtpd_tls_chain_files={chain}\n"
            : "  -o smtpd_tls_security_level=none\n")));
        await File.WriteAllTextAsync(Path.Combine(config, "master.cf"), listeners + """
            postlog unix-dgram n - n - 1 postlogd
            tlsmgr unix - - n 1000? 1 tlsmgr
            anvil unix - - n - 1 anvil
            rewrite unix - - n - - trivial-rewrite
            proxymap unix - - n - - proxymap
            cleanup unix n - n - 0 cleanup
            pickup unix n - n 60 1 pickup
            qmgr unix n - n 300 1 qmgr

            """);
        return new PostfixServers(await RunningServer.StartAsync(
            new IPEndPoint(chains.Keys.First(), port), folder, "postfix", "-c", config, "start-fg"));
    }

    public ValueTask DisposeAsync() => _master.DisposeAsync();
}
