using System.Net;

namespace DaneCore.Bench.Peers;

/// <summary>A peer before it runs.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Asker">Who asks it, where that is a process of its own.</param>
/// <param name="Start">Server, file of keys, domains.</param>
internal sealed record PeerKind(string Name, string? Asker, Func<IPEndPoint, string, int, Task<IBulkPeer>> Start)
{
    /// <summary>Ours first.</summary>
    public static IReadOnlyList<PeerKind> All { get; } =
    [
        new(BulkChild.Danecore, null, async (server, keys, domains) => await ChildPeer.StartAsync(BulkChild.Danecore, server, keys, domains)),
        new(BulkChild.Libunbound, null, async (server, keys, domains) => await ChildPeer.StartAsync(BulkChild.Libunbound, server, keys, domains)),
        new("unbound", "dnsperf", async (server, keys, domains) => await UnboundPeer.StartAsync(server, keys, domains)),
    ];
}
