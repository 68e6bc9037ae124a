using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>A Postfix of its own in the foreground: own folder, own configuration, own queue. Its log is what it prints.</summary>
internal sealed class PostfixInstance : IAsyncDisposable
{
    // What every Postfix here runs, whatever it listens to.
    private const string InnerServices = """
        postlog unix-dgram n - n - 1 postlogd
        tlsmgr unix - - n 1000? 1 tlsmgr
        anvil unix - - n - 1 anvil
        rewrite unix - - n - - trivial-rewrite
        proxymap unix - - n - - proxymap
        cleanup unix n - n - 0 cleanup
        pickup unix n - n 60 1 pickup
        qmgr unix n - n 300 1 qmgr
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard

        """;

    private PostfixInstance(RunningServer running, string folder, string configuration)
    {
        Running = running;
        Folder = folder;
        Configuration = configuration;
    }

    /// <summary>The process, and what it printed.</summary>
    public RunningServer Running { get; }

    public string Folder { get; }

    /// <summary>The folder of main.cf and master.cf.</summary>
    public string Configuration { get; }

    /// <summary>Starts it in a folder, and waits until the first of its services listens.</summary>
    public static async Task<PostfixInstance> StartAsync(string folder, IPEndPoint listens, string main, string master, ResolverFile? resolver = null)
    {
        string queue = Directory.CreateDirectory(Path.Combine(folder, "queue")).FullName;
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        string configuration = Directory.CreateDirectory(Path.Combine(folder, "postfix")).FullName;
        await Tool.RunAsync(folder, "chown", "postfix", data);
        await Tool.RunAsync(folder, "chmod", "755", folder);
        await File.WriteAllTextAsync(Path.Combine(configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {queue}
            data_directory = {data}
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = /dev/stdout
            mydestination =
            inet_interfaces = loopback-only
            smtpd_tls_session_cache_database =
            smtpd_peername_lookup = no
            alias_maps =
            alias_database =
            {main}

            """);
        await File.WriteAllTextAsync(Path.Combine(configuration, "master.cf"), InnerServices + master);
        (string program, IEnumerable<string> arguments) = resolver is null
            ? ("postfix", ["-c", configuration, "start-fg"])
            : resolver.Around("postfix", "-c", configuration, "start-fg");
        return new PostfixInstance(await RunningServer.StartAsync(listens, folder, program, arguments), folder, configuration);
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
