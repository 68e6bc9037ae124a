using System.Globalization;
using DaneCore.Lab;
using DaneCore.Resolver;

namespace DaneCore.Stress.Faults;

/// <summary>Datagrams that are lost, come twice, in another order, or late.</summary>
internal static class DatagramRows
{
    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultWorld world, FaultOptions options)
    {
        foreach (bool withTcp in (bool[])[true, false])
        {
            foreach (int percent in options.IsShort ? (int[])[0, 30, 70] : [0, 10, 30, 50, 70, 90])
            {
                yield return await RunAsync(
                    world, options, withTcp ? "loss, both ways" : "loss, both ways, no TCP", $"{percent} %", dice => new DatagramFault(dice) { Loss = percent / 100.0 }, withTcp).ConfigureAwait(false);
            }
        }

        TimeSpan full = FaultWorld.TryTimeout;
        yield return await RunAsync(world, options, "replies come twice", "100 %", dice => new DatagramFault(dice) { Twice = 1 }).ConfigureAwait(false);
        yield return await RunAsync(world, options, "replies in another order", "up to a third of a try late", dice => new DatagramFault(dice) { Jitter = full / 3 }).ConfigureAwait(false);
        yield return await RunAsync(
            world, options, "loss, twice, another order", "30 %, 30 %, up to a try late", dice => new DatagramFault(dice) { Loss = 0.3, Twice = 0.3, Jitter = full }).ConfigureAwait(false);
        foreach (double share in options.IsShort ? (double[])[1.1] : [0.3, 0.4, 0.9, 1.1, 3])
        {
            foreach (bool withTcp in (bool[])[true, false])
            {
                yield return await RunAsync(
                    world,
                    options,
                    withTcp ? "replies late" : "replies late, no TCP",
                    string.Create(CultureInfo.InvariantCulture, $"{share} of a try"),
                    dice => new DatagramFault(dice) { Delay = full * share },
                    withTcp).ConfigureAwait(false);
            }
        }
    }

    private static async Task<IFaultRow> RunAsync(
        FaultWorld world, FaultOptions options, string fault, string strength, Func<FaultDice, DatagramFault> make, bool withTcp = true)
    {
        FaultTally tally = new(fault, strength) { SocketsBefore = FaultWorld.Sockets() };
        DatagramFault befalling = make(world.DiceFor(fault + strength));
        var server = LoopbackDnsServer.Start(new LabNameServer(world.Internet.Zones, befalling), withTcp);
        await using (server.ConfigureAwait(false))
        {
            StubResolver resolver = world.Open(server.EndPoint);
            await using (resolver.ConfigureAwait(false))
            {
                await world.LookUpAsync(resolver, tally, options.Lookups).ConfigureAwait(false);
                befalling.Mend();
                await world.LookUpAgainAsync(resolver, tally).ConfigureAwait(false);
            }
        }

        tally.SocketsAfter = await FaultWorld.SettledSocketsAsync(tally.SocketsBefore).ConfigureAwait(false);
        return tally;
    }
}
