using System.Globalization;
using System.Text.RegularExpressions;
using DaneCore.Lab.Scenarios;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// The rules of testdata/rules.txt with the scenarios and tests that show them. Those are read as text: a scenario's <c>rule</c> lines,
/// and <c>[Rule(...)]</c> above a method.
/// </summary>
internal sealed partial class RuleTable
{
    private const string Rules = "testdata/rules.txt";
    private const string Zones = "testdata/zones";

    private RuleTable(IReadOnlyList<RuleEntry> entries, IReadOnlyList<string> problems)
    {
        Entries = entries;
        Problems = problems;
    }

    public IReadOnlyList<RuleEntry> Entries { get; }

    /// <summary>Lines of the table that cannot be read, and rules shown that are not in it.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The last line of the table.</summary>
    public string Sum => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entries.Count} rules, {Entries.Sum(rule => rule.Pairs)} pairs, {Entries.Count(rule => rule.Exception is not null)} exceptions");

    public static RuleTable Read()
    {
        List<string> problems = [];
        List<RuleEntry> entries = Parse(Repository.Lines(Rules), problems);
        foreach ((int number, RuleSide side, string where) in Scenarios().Concat(Tests()))
        {
            RuleEntry? entry = entries.Find(rule => rule.Number == number);
            if (entry is null)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{where} shows rule {number}, which is not in {Rules}"));
                continue;
            }

            (side == RuleSide.Holds ? entry.Holding : entry.Breaking).Add(where);
        }

        return new RuleTable(entries, problems);
    }

    private static List<RuleEntry> Parse(string[] lines, List<string> problems)
    {
        List<RuleEntry> entries = [];
        foreach (string line in lines.Where(line => line.Length > 0 && !line.StartsWith(';')))
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            string word = space < 0 ? line : line[..space];
            string rest = space < 0 ? "" : line[space..].Trim();
            RuleEntry? last = entries.LastOrDefault();
            switch (word)
            {
                case "rule" when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number):
                    entries.Add(new RuleEntry { Number = number });
                    break;
                case "says" when last is { Says: "" }:
                    last.Says = rest;
                    break;
                case "per" when last is { Per: "" }:
                    last.Per = rest;
                    break;
                case "note" when last is { Note: null }:
                    last.Note = rest;
                    break;
                case "except" when last is { Exception: null } && rest.Length > 0:
                    last.Exception = rest;
                    break;
                case "open" when last is { IsOpen: false }:
                    last.IsOpen = true;
                    break;
                default:
                    problems.Add($"{Rules}: '{line}' is none of rule, says, per, note, except, open, or stands twice");
                    break;
            }
        }

        return entries;
    }

    private static IEnumerable<(int Number, RuleSide Side, string Where)> Scenarios() =>
        from path in Repository.Files(".scenario", Zones)
        from line in Repository.Lines(path).TakeWhile(line => !line.StartsWith("zone", StringComparison.Ordinal))
        let match = ScenarioLine().Match(line)
        where match.Success
        select (Number(match), Enum.Parse<RuleSide>(match.Groups["side"].Value, ignoreCase: true), path[(Zones.Length + 1)..^".scenario".Length]);

    private static IEnumerable<(int Number, RuleSide Side, string Where)> Tests() =>
        from found in TaggedTests.With(TestLine())
        select (Number(found.Match), Enum.Parse<RuleSide>(found.Match.Groups["side"].Value), found.Where);

    private static int Number(Match match) => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^rule (?<number>[0-9]+) (?<side>holds|broken)$")]
    private static partial Regex ScenarioLine();

    [GeneratedRegex(@"^\s*\[Rule\((?<number>[0-9]+), RuleSide\.(?<side>Holds|Broken)\)\]$")]
    private static partial Regex TestLine();
}
