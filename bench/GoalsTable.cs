using System.Globalization;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- goals FOLDER</c>: what the other measurements printed, each into its file of the folder, beside the goal and
/// the best peer of the same run. Called by <c>bench/run.sh</c>.
/// </summary>
internal static class GoalsTable
{
    public const string Command = "goals";

    private const string Absent = "not measured";

    public static int Print(string folder)
    {
        Printed scenario = new(folder, "scenario");
        Printed bulk = new(folder, "bulk");
        Printed bulkPeers = new(folder, "bulkpeers");
        Printed cachePeers = new(folder, "cachepeers");
        Printed answer = new(folder, "Answer");
        Printed hash = new(folder, "Nsec3Hash");
        Printed startup = new(folder, "startup");

        Markdown.Head("Work", "Goal", "Here", "Peers in the same run", "");
        string getdns = $"getdns_query {scenario.Cell("getdns_query", 2)} / {scenario.Cell("getdns_query", 3)}";
        Row("cold TLSA, three signed zones under the root: rounds / questions", getdns, Pair(scenario, "TLSA at", 1, 2.1, 9));
        Row("the same with the keys of the top-level domain known: rounds", "", Single(scenario, "the same with the keys", 1, 1.1, ""));
        foreach (string where in new[] { "MX, then", "the same, the host in a zone", "the same, the host under" })
        {
            Row($"discovery: {scenario.Cell(where, 0)}", "", Pair(scenario, where, 1, 3.1, 14));
        }

        string unbound = $"unbound and dnsperf {bulkPeers.CellOf(["unbound", "dnsperf"], 1)}, libunbound {bulkPeers.Cell("libunbound", 1)}";
        Row("5,000 cold domains, multiple of three checks, from octets", "", Single(bulk, "4 to 10", 1, 2.0, ""));
        Row("the same over sockets", unbound, ("", bulkPeers.Cell("danecore |", 1), null));
        string kept = $"unbound and dnsperf {cachePeers.CellOf(["unbound", "dnsperf"], 1)}, libunbound {cachePeers.Cell("libunbound", 1)}";
        Row("kept answer, processor", kept, Single(cachePeers, "danecore", 1, 0.5, " µs"));
        foreach ((string rows, string octets, double goal) in new[] { ("Address", "414", 500.0), ("Keys", "1,139", 300), ("NoSuchName", "584", 800) })
        {
            Row(
                $"an answer of {octets} octets read, every field, least",
                $"ARSoft.Tools.Net {answer.CellOf(["ArSoftMake", rows], 3)}",
                Single(answer, ["Walk", rows], 3, goal, " ns"));
            Row("the same as a message to keep, allocated", $"ARSoft.Tools.Net {answer.CellOf(["ArSoftMake", rows], 5)}", Single(answer, ["Own", rows], 5, 600, " B"));
        }

        Row("NSEC3 hash, no iteration, least", "", Single(hash, ["Compute", "| 0 "], 3, 300, " ns"));
        Row("NSEC3 hash, 100 iterations, least", "", Single(hash, ["Compute", "| 100 "], 3, 12_000, " ns"));
        string drill = $"drill -S {startup.Cell("`drill", 1)} / {startup.Cell("`drill", 3)}, unbound-host {startup.Cell("`unbound-host", 1)} / {startup.Cell("`unbound-host", 3)}";
        Row("a `query` process: ms / MiB", drill, Pair(startup, "`danecore query`", 1, 12, 20, second: 3));
        return 0;
    }

    private static void Row(string work, string peers, (string Goal, string Here, bool? Met) row) =>
        Markdown.Row(work, row.Goal, row.Here, peers, row.Met switch { true => "met", false => "not met", null => "" });

    private static (string Goal, string Here, bool? Met) Single(Printed printed, string row, int column, double goal, string unit) =>
        Single(printed, [row], column, goal, unit);

    private static (string Goal, string Here, bool? Met) Single(Printed printed, string[] row, int column, double goal, string unit)
    {
        string here = printed.CellOf(row, column);
        return ($"{goal:0.###}{unit}", unit.Length == 0 || here.EndsWith(unit, StringComparison.Ordinal) ? here : here + unit, Number(here) is { } number ? number <= goal : null);
    }

    private static (string Goal, string Here, bool? Met) Pair(Printed printed, string row, int column, double goal, double goalOfSecond, int? second = null)
    {
        string one = printed.Cell(row, column);
        string two = printed.Cell(row, second ?? column + 1);
        return ($"{goal:0.###} / {goalOfSecond:0.###}", $"{one} / {two}", (Number(one), Number(two)) is ({ } first, { } other) ? first <= goal && other <= goalOfSecond : null);
    }

    // "1,320 B", "273.5 ns", "9.9"; a dash is nothing.
    private static double? Number(string cell) => cell == "-" ? 0
        : double.TryParse(cell.Split(' ')[0], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double number) ? number
        : null;

    /// <summary>The tables of one file.</summary>
    private sealed class Printed(string folder, string name)
    {
        private readonly string[] _lines = File.Exists(Path.Combine(folder, name)) ? File.ReadAllLines(Path.Combine(folder, name)) : [];

        /// <summary>A cell of the first row that begins so.</summary>
        public string Cell(string row, int column) => At(_lines.FirstOrDefault(line => line.StartsWith($"| {row}", StringComparison.Ordinal)), column);

        /// <summary>A cell of the first row that has all of this in it.</summary>
        public string CellOf(string[] parts, int column) => parts.Length == 1
            ? Cell(parts[0], column)
            : At(_lines.FirstOrDefault(line => line.StartsWith('|') && parts.All(part => line.Contains(part, StringComparison.Ordinal))), column);

        private static string At(string? line, int column) =>
            line?.Split('|') is { } cells && cells.Length > column + 1 && cells[column + 1].Trim() is { Length: > 0 } cell ? cell : Absent;
    }
}
