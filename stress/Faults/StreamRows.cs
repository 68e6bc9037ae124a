using System.Text;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>Connections that break, lie about lengths, drip, or stay silent; over TCP, and over TLS.</summary>
internal static class StreamRows
{
    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultWorld world, FaultOptions options)
    {
        foreach (bool overTls in (bool[])[false, true])
        {
            foreach (StreamFault fault in Enum.GetValues<StreamFault>())
            {
                foreach (int percent in fault == StreamFault.None ? (int[])[100] : options.IsShort ? [100] : [30, 100])
                {
                    yield return await RunAsync(world, options, fault, percent, overTls).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task<IFaultRow> RunAsync(FaultWorld world, FaultOptions options, StreamFault fault, int percent, bool overTls)
    {
        string name = $"{(overTls ? "TLS" : "TCP")}: {Words(fault)}";
        FaultTally tally = new(name, $"{percent} % of connections") { SocketsBefore = FaultWorld.Sockets() };
        var server = StreamFaultServer.Start(world.Internet.Zones, fault, percent / 100.0, world.DiceFor($"{name}{percent}"), overTls);
        await using (server.ConfigureAwait(false))
        {
            UpstreamServer upstream = overTls
                ? new UpstreamServer.OverTls(server.EndPoint, new ServerIdentity(DomainName.Parse("dns.lab"), []))
                : server.EndPoint;
            StubResolver resolver = world.Open(upstream);
            await using (resolver.ConfigureAwait(false))
            {
                await world.LookUpAsync(resolver, tally, options.Lookups).ConfigureAwait(false);
                server.Mend();
                await world.LookUpAgainAsync(resolver, tally).ConfigureAwait(false);
            }
        }

        tally.SocketsAfter = await FaultWorld.SettledSocketsAsync(tally.SocketsBefore).ConfigureAwait(false);
        return tally;
    }

    // ResetInReply: reset in reply.
    private static string Words(StreamFault fault)
    {
        StringBuilder words = new();
        foreach (char letter in fault.ToString())
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        }

        return fault == StreamFault.None ? "no fault" : words.ToString();
    }
}
