using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Transport;

namespace DaneCore.Stress.Soak;

/// <summary>One resolver for each mode, with the servers it asks. Their memory is smaller than what is asked for.</summary>
internal sealed class SoakResolvers : IAsyncDisposable
{
    private const int DnsPort = 53;

    // Generous, for a machine that has other things to do: a lookup that ran out of time would have no defined verdict, and this process may stand still for
    // many seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLookup = TimeSpan.FromMinutes(10);

    private readonly List<LoopbackDnsServer> _sockets = [];
    private readonly Dictionary<SoakMode, StubResolver> _resolvers = [];
    private readonly SoakCounts _counts;

    /// <summary>Starts everything.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The resolvers own their sources, and this owns the resolvers.")]
    public SoakResolvers(SoakWorld world, long seed, SoakClock clock, SoakCounts counts)
    {
        _counts = counts;
        SoakFaults FaultsOf(int server, Harm worst) => new(seed, server, worst, clock, world.ByApex, counts);
        SoakFaults[] faults = [.. Enumerable.Range(0, ZoneMaker.ServersPerZone).Select(i => FaultsOf(i, Harm.Any))];
        ResolverOptions options = new()
        {
            Anchors = world.Anchors,
            Clock = clock,
            Cache = Bounds(world.Specs.Count / 4),
            TryTimeout = Patience,
            Timeout = LongestLookup,
        };

        LabNameServer[] recursing = [.. faults.Select(fault => new LabNameServer(world.Zones, fault))];
        _resolvers.Add(SoakMode.Forwarding, new StubResolver(Forwarding(recursing, clock), options with { Cache = Bounds(world.Specs.Count) }));

        _sockets.AddRange(recursing.Select(server => LoopbackDnsServer.Start(server)));
        _resolvers.Add(SoakMode.Sockets, new StubResolver(options with { Servers = [.. _sockets.Select(server => (UpstreamServer)server.EndPoint)] }));

        // A walk can mend what one server does: where those of a zone send what is wrong, those above it are at worst silent.
        var serving = world.Servers.ToDictionary(
            server => server.Key,
            server => new LabNameServer(server.Value, FaultsOf(ZoneMaker.NumberOf(server.Key), ZoneMaker.IsOfZones(server.Key) ? Harm.Any : Harm.Mute)) { IsAuthoritative = true });
        _resolvers.Add(SoakMode.Walking, new StubResolver(Walking(serving, world.Hints, clock), options with { Iterate = true, RootHints = world.Hints }));
    }

    /// <summary>The resolver of a mode.</summary>
    public StubResolver this[SoakMode mode] => _resolvers[mode];

    /// <summary>Queries that came over sockets, and connections that were made.</summary>
    public (long Datagrams, long Connections) OverSockets => (_sockets.Sum(server => server.Datagrams), _sockets.Sum(server => server.Connections));

    /// <summary>How much each resolver keeps, in words.</summary>
    public IEnumerable<string> Kept()
    {
        foreach ((SoakMode mode, StubResolver resolver) in _resolvers)
        {
            if (resolver.Memory is { } memory)
            {
                yield return $"{mode}: {memory.Answers.Count} answers, {memory.Failures.Count} failures, {memory.Proofs.Zones.Zones} zones, {memory.Proofs.Zones.Count} entries about zones";
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (StubResolver resolver in _resolvers.Values)
        {
            await resolver.DisposeAsync().ConfigureAwait(false);
        }

        foreach (LoopbackDnsServer server in _sockets)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static CacheOptions Bounds(int zones)
    {
        int Part(int divisor) => Math.Max(zones / divisor, 12);
        return new CacheOptions
        {
            Zones = Part(8),
            UnsignedDelegations = Part(20),
            PlainNames = Part(4),
            BrokenZones = Part(100),
            Answers = Part(1),
            Links = Part(2),
            Failures = Part(50),
            DenialZones = Part(40),
        };
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Transports in process have nothing to free.")]
    private ForwardingSource Forwarding(LabNameServer[] servers, SoakClock clock)
    {
        List<Upstream> upstreams = [];
        foreach (LabNameServer server in servers)
        {
            ValueTask<LabReply> Respond(IPAddress address, LabQuery query, CancellationToken stop) => RespondAsync(server, query, stop);
            SoakTransport tcp = new(Respond, LabTransport.Stream);
            FallbackTransport plain = new(new SoakTransport(Respond, LabTransport.Datagram), tcp);
            IPEndPoint endPoint = new(IPAddress.Loopback, DnsPort);
            upstreams.Add(new Upstream(
                $"server {upstreams.Count}",
                new UpstreamWays((query, stop) => plain.AskAsync(query, endPoint, stop), (query, stop) => tcp.AskAsync(query, endPoint, stop)),
                clock));
        }

        return new ForwardingSource(upstreams);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Transports in process have nothing to free.")]
    private IteratingSource Walking(Dictionary<IPAddress, LabNameServer> servers, RootHints hints, SoakClock clock)
    {
        ValueTask<LabReply> Respond(IPAddress address, LabQuery query, CancellationToken stop) => servers.TryGetValue(address, out LabNameServer? server)
            ? RespondAsync(server, query, stop)
            : ValueTask.FromResult<LabReply>(new LabReply.Silence());
        SoakTransport udp = new(Respond, LabTransport.Datagram);
        IterationTransports transports = new(_ => udp, new SoakTransport(Respond, LabTransport.Stream), Patience);
        return new IteratingSource(hints, new IterationLimits(), transports, clock, RandomNumbers.Draw, DnsPort);
    }

    private async ValueTask<LabReply> RespondAsync(LabNameServer server, LabQuery query, CancellationToken stop)
    {
        long started = TimeProvider.System.GetTimestamp();
        ValueTask<LabReply> reply = server.RespondAsync(query, stop);
        _counts.AddServing(TimeProvider.System.GetElapsedTime(started));
        return await reply.ConfigureAwait(false);
    }
}
