using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>Postfix listening on several loopback addresses, each with certificates of its own or none. What it takes, it throws away.</summary>
internal sealed class PostfixServers : IAsyncDisposable
{
    private readonly PostfixInstance _instance;

    private PostfixServers(PostfixInstance instance) => _instance = instance;

    /// <summary>Starts it; per address the file with key and chain, or null for a server without TLS.</summary>
    public static async Task<PostfixServers> StartAsync(string folder, int port, IReadOnlyDictionary<IPAddress, string?> chains)
    {
        string listeners = string.Concat(chains.Select(server => $"{server.Key}:{port} inet n - n - - smtpd\n" + (server.Value is { } chain
            ? $"  -o smtpd_tls_security_level=may\n  -o smtpd_tls_chain_files={chain}\n"
            : "  -o smtpd_tls_security_level=none\n")));
        return new PostfixServers(await PostfixInstance.StartAsync(folder, new IPEndPoint(chains.Keys.First(), port), """
            myhostname = mx.test
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            default_transport = discard:
            """, listeners));
    }

    public ValueTask DisposeAsync() => _instance.DisposeAsync();
}
