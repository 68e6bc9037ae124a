namespace DaneCore.Bench.Peers;

/// <summary>
/// <c>dotnet run -c Release --project bench -- bulk-peers</c>: what <see cref="BulkSurvey"/> measures, with sockets, for this resolver and for Unbound as a
/// library and as a server. Each is in a process of its own and asks the same server on loopback, whose work is not counted. What a check costs is
/// measured before and after each round.
/// </summary>
internal static class BulkPeersSurvey
{
    public const string Command = "bulk-peers";

    private const int Domains = 5000;
    private const int Rounds = 7;
    private const int Warm = 4;

    public static async Task<int> RunAsync()
    {
        BulkWorld world = new(Domains);
        await using BulkServer server = new(world);
        using PeerBelongings files = new(world.Zones, server.EndPoint);
        CheckCost check = new();
        check.Measure();
        Markdown.Head("", "Multiple of three checks", "Three checks, ms", "Each, ms", "Wall, s", "Questions each", "Secure");
        foreach (PeerKind kind in PeerKind.All)
        {
            try
            {
                await using IBulkPeer peer = await kind.Start(server.EndPoint, files.RootKeys, Domains);
                string name = $"{kind.Name} {peer.Version}".TrimEnd();
                List<Round> rounds = [];
                for (int round = 0; round < Rounds; round++)
                {
                    rounds.Add(await MeasureAsync(peer, server, check));
                }

                if (kind.Name == BulkChild.Danecore)
                {
                    Print($"{name}, first round", rounds[0], rounds[0].Cost.Processor);
                }

                Round median = rounds.Skip(Warm).OrderBy(round => round.Cost.Processor / round.ThreeChecks).ElementAt((Rounds - Warm) / 2);
                Print(name, median, median.Cost.Processor);
                if (kind.Asker is not null)
                {
                    Print($"{name} and {kind.Asker}", median, median.Cost.WithAsker);
                }
            }
            catch (InvalidOperationException absent)
            {
                Markdown.Row(kind.Name, absent.Message, "", "", "", "", "");
            }
        }

        return 0;
    }

    private static async Task<Round> MeasureAsync(IBulkPeer peer, BulkServer server, CheckCost check)
    {
        await peer.RefreshAsync();
        double before = check.Measure();
        long asked = server.Questions;
        PeerCost cost = await peer.AskAsync(1);
        return new Round(cost, 3 * (before + check.Measure()) / 2, server.Questions - asked);
    }

    private static void Print(string name, Round round, double processor) => Markdown.Row(
        name,
        Markdown.Number(processor / Domains / round.ThreeChecks, 2),
        Markdown.Number(round.ThreeChecks / 1000, 3),
        Markdown.Number(processor / Domains / 1000, 3),
        Markdown.Number(round.Cost.Wall / 1e6, 2),
        Markdown.Number((double)round.Questions / Domains, 2),
        $"{Markdown.Number(round.Cost.Secure)} of {Markdown.Number(Domains)}");

    private sealed record Round(PeerCost Cost, double ThreeChecks, long Questions);
}
