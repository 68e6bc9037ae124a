using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>Postfix listening on several loopback addresses, each with certificates of its own or none.</summary>
internal sealed class PostfixServers : IAsyncDisposable
{
    private const string Discarding = """
        myhostname = mx.test
        inet_protocols = ipv4
        mynetworks = 127.0.0.0/8
        default_transport = discard:
        """;

    private readonly PostfixInstance _instance;

    private PostfixServers(PostfixInstance instance) => _instance = instance;

    /// <summary>What it logged.</summary>
    public string Log => _instance.Running.Said;

    /// <summary>Starts it; per address the file with key and chain, or null for a server without TLS.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="port">The port of all addresses.</param>
    /// <param name="chains">Per address the file, or null.</param>
    /// <param name="main">More lines of main.cf; without any it throws away what it takes.</param>
    /// <param name="master">More lines of master.cf.</param>
    /// <param name="options">More lines of master.cf for the server at an address.</param>
    public static async Task<PostfixServers> StartAsync(string folder, int port, IReadOnlyDictionary<IPAddress, string?> chains, string main = Discarding, string master = "", Func<IPAddress, string>? options = null)
    {
        string listeners = string.Concat(chains.Select(server => $"{server.Key}:{port} inet n - n - - smtpd\n" + (server.Value is { } chain
            ? $"  -o smtpd_tls_security_level=may\n  -o smtpd_tls_chain_files={chain}\n"
            : "  -o smtpd_tls_security_level=none\n") + options?.Invoke(server.Key)));
        return new PostfixServers(await PostfixInstance.StartAsync(folder, new IPEndPoint(chains.Keys.First(), port), main, listeners + master));
    }

    public ValueTask DisposeAsync() => _instance.DisposeAsync();
}
