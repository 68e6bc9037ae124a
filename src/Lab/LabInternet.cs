using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab;

/// <summary>
/// Zones, each served where its NS records say: one server with authority per address, that refers and never recurses. An address that
/// stands behind the servers of several zones serves them all, parent and child alike. Reached in process here, or through sockets
/// by <see cref="LoopbackInternet"/>.
/// </summary>
public sealed class LabInternet
{
    private readonly ConcurrentQueue<LabSighting> _seen = new();

    /// <summary>Servers for all name server addresses of these zones; faults befall the server whose address they are under.</summary>
    public LabInternet(ZoneSet zones, IReadOnlyDictionary<IPAddress, IReplyFault[]>? faults = null)
    {
        ArgumentNullException.ThrowIfNull(zones);
        ILookup<DomainName, IPAddress> addresses = zones.Zones.SelectMany(zone => zone.Sets).SelectMany(set => set.Records)
            .Where(record => record.Data is AddressRdata)
            .ToLookup(record => record.Owner, record => ((AddressRdata)record.Data).Address);
        Servers = (
            from zone in zones.Zones
            from server in zone.Sets.Where(set => set.Type == RecordType.NS && set.Owner.Equals(zone.Apex)).SelectMany(set => set.Data).OfType<NameRdata>()
            from address in addresses[server.Target].Distinct()
            group zone by address).ToImmutableDictionary(
                served => served.Key,
                served => new LabNameServer(new ZoneSet(served.Distinct()), faults?.GetValueOrDefault(served.Key) ?? [])
                {
                    Name = served.Key.ToString(),
                    IsAuthoritative = true,
                });
        SignedZone? root = zones.Find(DomainName.Root);
        Hints = string.Join('\n', root is null ? [] : from set in root.Sets
                                                      where set.Type == RecordType.NS && set.Owner.IsRoot
                                                      from server in set.Data.OfType<NameRdata>()
                                                      from line in (string[])
                                                      [
                                                          $". 3600000 NS {server.Target}",
                                                          .. addresses[server.Target].Distinct().Select(address => $"{server.Target} 3600000 {FamilyOf(address)} {address}"),
                                                      ]
                                                      select line);
    }

    /// <summary>The servers by address.</summary>
    public IReadOnlyDictionary<IPAddress, LabNameServer> Servers { get; }

    /// <summary>Where the root is, as a hints file has it; empty where there is no root.</summary>
    public string Hints { get; }

    /// <summary>The same, read.</summary>
    public RootHints RootHints => RootHints.TryParse(Hints, out RootHints? hints, out string? why) ? hints : throw new InvalidOperationException(why);

    /// <summary>What servers were asked so far, in order; an address without a server is among them.</summary>
    public IReadOnlyList<LabSighting> Seen => [.. _seen];

    /// <summary>What the server at this address says; silence where there is none.</summary>
    public async ValueTask<LabReply> RespondAsync(IPAddress server, LabQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        _seen.Enqueue(new LabSighting(server, query));
        return Servers.TryGetValue(server, out LabNameServer? asked)
            ? await asked.RespondAsync(query, stop).ConfigureAwait(false)
            : new LabReply.Silence();
    }

    /// <summary>How a source that walks from the root reaches these servers, without sockets and without waiting.</summary>
    internal IterationTransports Transports() => new(
        _ => new LabMessageTransport(this, LabTransport.Datagram),
        new LabMessageTransport(this, LabTransport.Stream),
        TimeSpan.FromSeconds(2));

    private static string FamilyOf(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? "A" : "AAAA";
}
