using System.Net;
using System.Net.Sockets;
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

    // So many addresses of one family silent in a row, and the family itself is what is missing here: many networks have no IPv6.
    private const int SilentFamily = 3;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FamilyMemory = TimeSpan.FromMinutes(5);

    private readonly ExpiringTable<IPEndPoint, ServerState> _states = new(Capacity, clock);
    private readonly ExpiringTable<AddressFamily, int> _silentFamilies = new(SilentFamily, clock);

    public ServerState Of(IPEndPoint server)
    {
        if (!_states.TryFind(server, out ServerState? state))
        {
            state = new ServerState(clock);
            _states.Set(server, state, Memory);
        }

        return state;
    }

    /// <summary>An address answered or was silent; what is known of its family changes by it.</summary>
    public void NoteFamily(IPEndPoint server, bool hasAnswered)
    {
        int silent = _silentFamilies.TryFind(server.AddressFamily, out int before) ? before : 0;
        if (hasAnswered ? silent > 0 : silent < SilentFamily)
        {
            _silentFamilies.Set(server.AddressFamily, hasAnswered ? 0 : silent + 1, FamilyMemory);
        }
    }

    /// <summary>The servers in the order to ask them in for this zone.</summary>
    public IReadOnlyList<ZoneServer> InOrder(DomainName zone, IEnumerable<ZoneServer> servers)
    {
        (ZoneServer Server, int Class, double Time)[] ranked =
        [
            .. from server in servers
               let state = Of(server.EndPoint)
               select (server, ClassOf(state, zone, server.EndPoint), state.Mean ?? draw() % UnknownWithin),
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

    private int ClassOf(ServerState state, DomainName zone, IPEndPoint server) =>
        state.IsUselessFor(zone) ? 3 : state.IsSetBack || (state.Mean is null && IsSilent(server.AddressFamily)) ? 2 : state.LacksEdns || state.LacksTcp ? 1 : 0;

    private bool IsSilent(AddressFamily family) => _silentFamilies.TryFind(family, out int silent) && silent >= SilentFamily;
}
