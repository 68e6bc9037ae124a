namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- bulk</c>: thousands of cold signed domains under one top-level domain, a hundred at once; processor
/// time for each validated TLSA record as a multiple of the three signatures that it rests on. Replies are octets, as from a socket; making them is
/// not counted. What a check costs is measured before and after each round, so that a machine with other work slows both.
/// </summary>
internal static class BulkSurvey
{
    public const string Command = "bulk";

    private const int Domains = 5000;
    private const int Rounds = 10;
    private const int Warm = 3;

    public static async Task<int> RunAsync()
    {
        BulkWorld world = new(Domains);
        CheckCost check = new();
        List<(double Multiple, double ThreeChecks, BulkWorld.Cost Cost)> costs = [];
        Markdown.Head("Round", "Multiple of three checks", "Three checks, ms", "Each, ms", "Allocated each, KiB", "Secure", "Questions without a reply");
        double before = check.Measure();
        for (int round = 1; round <= Rounds; round++)
        {
            BulkWorld.Cost cost = await world.RunAsync(Domains, BulkWorld.AtOnce);
            double after = check.Measure();
            double three = 3 * (before + after) / 2;
            before = after;
            costs.Add((cost.Microseconds / three, three, cost));
            Row(Markdown.Number(round), costs[^1].Multiple, three, cost);
        }

        (double multiple, double checks, BulkWorld.Cost median) = costs.Skip(Warm).OrderBy(one => one.Multiple).ElementAt((Rounds - Warm) / 2);
        Row(Markdown.Number(Warm + 1) + " to " + Markdown.Number(Rounds) + ", median", multiple, checks, median);
        return 0;
    }

    private static void Row(string round, double multiple, double threeChecks, BulkWorld.Cost cost) => Markdown.Row(
        round,
        Markdown.Number(multiple, 2),
        Markdown.Number(threeChecks / 1000, 3),
        Markdown.Number(cost.Microseconds / 1000, 3),
        Markdown.Number(cost.Allocated, 1),
        $"{Markdown.Number(cost.Secure)} of {Markdown.Number(Domains)}",
        Markdown.Number(cost.Missing));
}
