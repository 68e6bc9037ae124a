using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// What was learned about servers, by address, and in which order they are best asked: those that are quick, with some chance for those that are not
/// known yet; then those that lack something; then those that were silent; then those of no use for the zone. Nobody is left out for good.
/// </summary>
internal sealed class ServerBook(TimeProvider clock, Func<ushort> draw)
{
    // Unbound keeps 10,000 hosts.
    private const int Capacity = 10_000;

    // A server nobody knows counts as one that answers within this time; so each is tried once before long.
    private const int UnknownWithin = 100;

    // One step in so many begins with whoever: a server that became quick is found again.
    private const int ExploreOneIn = 32;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly ExpiringTable<IPEndPoint, ServerState> _states = new(Capacity, clock);

    public ServerState Of(IPEndPoint server)
    {
        if (!_states.TryFind(server, out ServerState? state))
        {
            state = new ServerState(clock);
            _states.Set(server, state, Memory);
        }

        return state;
    }

    /// <summary>The servers in the order to ask them in for this zone.</summary>
    public IReadOnlyList<ZoneServer> InOrder(DomainName zone, IEnumerable<ZoneServer> servers)
    {
        (ZoneServer Server, int Class, double Time)[] ranked =
        [
            .. from server in servers
               let state = Of(server.EndPoint)
               select (server, ClassOf(state, zone), state.Mean ?? draw() % UnknownWithin),
        ];
        (ZoneServer Server, int Class, double Time)[] ordered = [.. ranked.OrderBy(entry => entry.Class).ThenBy(entry => entry.Time)];
        int usable = ordered.Count(entry => entry.Class == 0);
        if (usable > 1 && draw() % ExploreOneIn == 0)
        {
            int lucky = draw() % usable;
            (ordered[0], ordered[lucky]) = (ordered[lucky], ordered[0]);
        }

        return [.. ordered.Select(entry => entry.Server)];
    }

    private static int ClassOf(ServerState state, DomainName zone) =>
        state.IsUselessFor(zone) ? 3 : state.IsSetBack ? 2 : state.LacksEdns || state.LacksTcp ? 1 : 0;
}
