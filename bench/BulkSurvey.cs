using System.Globalization;

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
    private const int AtOnce = 100;
    private const int Rounds = 10;
    private const int Warm = 3;

    public static async Task<int> RunAsync()
    {
        BulkWorld world = new(Domains);
        CheckCost check = new();
        List<double> multiples = [];
        double before = check.Measure();
        for (int round = 1; round <= Rounds; round++)
        {
            BulkWorld.Cost cost = await world.RunAsync(Domains, AtOnce);
            double after = check.Measure();
            double three = 3 * (before + after) / 2;
            before = after;
            multiples.Add(cost.Microseconds / three);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{round,2}: {cost.Secure} of {Domains} secure, {cost.Microseconds / 1000:F3} ms of processor each, {multiples[^1]:F2} times the three checks ({three / 1000:F3} ms); {cost.Allocated:F1} KiB allocated each, {cost.Missing} questions without a reply"));
        }

        double[] warm = [.. multiples.Skip(Warm).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the median from round {Warm + 1} on: {warm[warm.Length / 2]:F2}"));
        return 0;
    }
}
