using System.Globalization;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;

namespace DaneCore.Stress.Faults;

/// <summary>A flood of made-up replies during one query of a lookup. None may be believed, and none may be kept in memory.</summary>
internal static class FloodRows
{
    private const int Count = 100_000;

    private const int ShortCount = 70_000;

    private const int EachShort = 1;

    private const int Each = 3;

    // The flood takes a while to send; it is to fall into the try.
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(1);

    private const long MostKept = 8L << 20;

    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultWorld world, FaultOptions options)
    {
        foreach (FloodOrigin origin in Enum.GetValues<FloodOrigin>())
        {
            foreach (FloodPlace place in Enum.GetValues<FloodPlace>())
            {
                foreach (bool withTcp in (bool[])[true, false])
                {
                    if (!options.IsShort || (origin == FloodOrigin.Itself && withTcp == (place != FloodPlace.Never)))
                    {
                        yield return await RunAsync(world, options, new FloodPlan(origin, place, withTcp, options.IsShort ? ShortCount : Count)).ConfigureAwait(false);
                    }
                }
            }
        }
    }

    private static async Task<IFaultRow> RunAsync(FaultWorld world, FaultOptions options, FloodPlan plan)
    {
        string from = plan.Origin switch
        {
            FloodOrigin.Itself => "the server's own address and port",
            FloodOrigin.OtherPort => "another port",
            _ => "another address",
        };
        string strength = string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Count} in one query, the true reply {plan.TrueReply switch { FloodPlace.End => "behind them", FloodPlace.Middle => "in the middle", _ => "never" }}{(plan.WithTcp ? "" : ", no TCP")}");
        FaultTally tally = new($"flood from {from}", strength) { SocketsBefore = FaultWorld.Sockets() };
        Truth[] targets =
        [
            .. world.Truths.Where(truth => truth.Security == SecurityStatus.Secure).Take(options.IsShort ? EachShort : Each),
            .. world.Truths.Where(truth => truth.Security == SecurityStatus.Insecure).Take(options.IsShort ? EachShort : Each),
        ];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (Truth target in targets)
        {
            var server = FloodServer.Start(world.Internet.Zones, plan, target.Question, world.DiceFor(strength + target.Question));
            await using (server.ConfigureAwait(false))
            {
                StubResolver resolver = new(world.Options(server.EndPoint) with { TryTimeout = TryTimeout, Timeout = TryTimeout * 6 });
                await using (resolver.ConfigureAwait(false))
                {
                    try
                    {
                        Answer answer = await resolver.LookupAsync(target.Question.Name, target.Question.Type).ConfigureAwait(false);
                        tally.Count(target, answer);
                        tally.Note(answer.Why?.Kind == ReasonKind.NobodyAnswered && plan.Origin == FloodOrigin.Itself && !answer.Why.Text.Contains("no reply to the query", StringComparison.Ordinal)
                            ? $"{target.Question}: the reason does not name the flood: {answer.Why.Text}"
                            : null);
                    }
#pragma warning disable CA1031 // Whatever it is, it is counted: there must be none.
                    catch (Exception fault)
#pragma warning restore CA1031
                    {
                        tally.CountException(target.Question.ToString(), fault);
                    }
                }
            }
        }

        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        tally.Note(kept > MostKept ? string.Create(CultureInfo.InvariantCulture, $"{kept >> 10} KiB more are held than before") : null);
        tally.SocketsAfter = await FaultWorld.SettledSocketsAsync(tally.SocketsBefore).ConfigureAwait(false);
        return tally;
    }
}
