using System.Globalization;
using System.Text.RegularExpressions;
using DaneCore.Lab.Scenarios;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// The rules of one book with what shows them, read as text: the <c>rule</c> lines of a scenario or a dialogue, and <c>[Rule(...)]</c>
/// or <c>[MailRule(...)]</c> above a method.
/// </summary>
internal sealed partial class RuleTable
{
    private RuleTable(RuleBook book, IReadOnlyList<RuleEntry> entries, IReadOnlyList<string> problems)
    {
        Book = book;
        Entries = entries;
        Problems = problems;
    }

    public RuleBook Book { get; }

    public IReadOnlyList<RuleEntry> Entries { get; }

    /// <summary>Lines of the table that cannot be read, and rules shown that are not in it.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The last line of the table.</summary>
    public string Sum => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entries.Count} rules, {Entries.Sum(rule => rule.Pairs)} pairs, {Entries.Count(rule => rule.Exception is not null)} exceptions{Open}");

    private string Open => Entries.Count(rule => rule.IsOpen) is var open and > 0 ? string.Create(CultureInfo.InvariantCulture, $", {open} open") : "";

    public static RuleTable Read(RuleBook book)
    {
        List<string> problems = [];
        List<RuleEntry> entries = Parse(book.File, problems);
        foreach ((int number, RuleSide side, string where) in Files(book).Concat(Tests(book.Attribute)))
        {
            RuleEntry? entry = entries.Find(rule => rule.Number == number);
            if (entry is null)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{where} shows rule {number}, which is not in {book.File}"));
                continue;
            }

            List<string> shown = side == RuleSide.Holds ? entry.Holding : entry.Breaking;
            if (!shown.Contains(where))
            {
                shown.Add(where);
            }
        }

        return new RuleTable(book, entries, problems);
    }

    private static List<RuleEntry> Parse(string path, List<string> problems)
    {
        List<RuleEntry> entries = [];
        foreach (string line in Repository.Lines(path).Where(line => line.Length > 0 && !line.StartsWith(';')))
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
                default:
                    problems.Add($"{path}: '{line}' is none of rule, says, per, note, except, or stands twice");
                    break;
            }
        }

        return entries;
    }

    private static IEnumerable<(int Number, RuleSide Side, string Where)> Files(RuleBook book) =>
        from path in Repository.Files(book.Ending, book.Folder)
        from line in Repository.Lines(path).TakeWhile(line => !line.StartsWith("zone", StringComparison.Ordinal))
        let match = FileLine().Match(line)
        where match.Success
        select (Number(match), Enum.Parse<RuleSide>(match.Groups["side"].Value, ignoreCase: true), path[(book.Folder.Length + 1)..^book.Ending.Length]);

    private static IEnumerable<(int Number, RuleSide Side, string Where)> Tests(string attribute) =>
        from found in TaggedTests.With(TestLine())
        where found.Match.Groups["attribute"].Value == attribute
        select (Number(found.Match), Enum.Parse<RuleSide>(found.Match.Groups["side"].Value), found.Where);

    private static int Number(Match match) => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^rule:? (?<number>[0-9]+) (?<side>holds|broken)$")]
    private static partial Regex FileLine();

    [GeneratedRegex(@"^\s*\[(?<attribute>Rule|MailRule)\((?<number>[0-9]+), RuleSide\.(?<side>Holds|Broken)\)\]$")]
    private static partial Regex TestLine();
}
