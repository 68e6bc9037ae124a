namespace DaneCore.Bench.Peers;

/// <summary>
/// <c>dotnet run -c Release --project bench -- cache-peers</c>: what an answer costs that was validated before and is kept, for this resolver and for Unbound
/// as a library and as a server.
/// </summary>
internal static class CachePeersSurvey
{
    public const string Command = "cache-peers";

    private const int Domains = 1000;
    private const int Times = 200;
    private const int Rounds = 5;
    private const int Warm = 2;

    public static async Task<int> RunAsync()
    {
        BulkWorld world = new(Domains);
        await using BulkServer server = new(world);
        using PeerBelongings files = new(world.Zones, server.EndPoint);
        Markdown.Head("", "Each, µs of processor", "Each, µs of wall", "Secure", "Questions to the server");
        foreach (PeerKind kind in PeerKind.All)
        {
            try
            {
                await using IBulkPeer peer = await kind.Start(server.EndPoint, files.RootKeys, Domains);
                string name = $"{kind.Name} {peer.Version}".TrimEnd();
                await peer.RefreshAsync();
                await peer.AskAsync(1);
                long asked = server.Questions;
                List<PeerCost> rounds = [];
                for (int round = 0; round < Rounds; round++)
                {
                    rounds.Add(await peer.AskAsync(Times));
                }

                PeerCost median = rounds.Skip(Warm).OrderBy(round => round.Processor).ElementAt((Rounds - Warm) / 2);
                Print(name, median, median.Processor, server.Questions - asked);
                if (kind.Asker is not null)
                {
                    Print($"{name} and {kind.Asker}", median, median.WithAsker, server.Questions - asked);
                }
            }
            catch (InvalidOperationException absent)
            {
                Markdown.Row(kind.Name, absent.Message, "", "", "");
            }
        }

        return 0;
    }

    private static void Print(string name, PeerCost cost, double processor, long questions) => Markdown.Row(
        name,
        Markdown.Number(processor / cost.Lookups, 2),
        Markdown.Number(cost.Wall / cost.Lookups, 2),
        $"{Markdown.Number(cost.Secure)} of {Markdown.Number(cost.Lookups)}",
        Markdown.Number(questions));
}
