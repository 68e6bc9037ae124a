using System.Globalization;
using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// The requirements of one RFC as testdata/requirements lists them, with the tests that carry their numbers and the rules that
/// say the same.
/// </summary>
internal sealed partial class RequirementTable
{
    public const string Folder = "testdata/requirements";

    private const string Dialogues = "testdata/dialogues";

    private static readonly ILookup<string, string> Tagged = TaggedTests.With(Attribute())
        .Select(found => (Number: found.Match.Groups["number"].Value, found.Where))
        .Concat(FromDialogues())
        .ToLookup(found => found.Number, found => found.Where, StringComparer.Ordinal);

    private static readonly HashSet<int> Rules = Shown(RuleBook.Validation);
    private static readonly HashSet<int> MailRules = Shown(RuleBook.Mail);

    private RequirementTable(int rfc) => Rfc = rfc;

    public int Rfc { get; }

    public string Title { get; private set; } = "";

    /// <summary>What of the RFC does not concern a validator, a stub or a mail client.</summary>
    public string? Leaves { get; private set; }

    public List<RequirementEntry> Entries { get; } = [];

    public List<string> Problems { get; } = [];

    public static IReadOnlyList<RequirementTable> ReadAll() => [.. Repository.Files(".txt", Folder).Select(Read).OrderBy(table => table.Rfc)];

    /// <summary>Numbers that tests carry and no table has.</summary>
    public static IEnumerable<string> Strays(IEnumerable<RequirementTable> tables)
    {
        HashSet<string> known = [.. tables.SelectMany(table => table.Entries).Select(entry => entry.Number)];
        return Tagged.Where(found => !known.Contains(found.Key)).Select(found => $"{found.First()} shows {found.Key}, which is in no table");
    }

    private static RequirementTable Read(string path)
    {
        RequirementTable table = new(int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture));
        foreach (string line in Repository.Lines(path).Where(line => line.Length > 0 && !line.StartsWith(';')))
        {
            if (!table.Take(line))
            {
                table.Problems.Add($"{path}: '{line}' is none of title, leaves, requirement, says, rule, mail-rule, except, or stands at a wrong place");
            }
        }

        table.Problems.AddRange(
            from entry in table.Entries
            where entry.Says.Length == 0
            select $"{path}: {entry.Number} says nothing");
        table.Problems.AddRange(
            from entry in table.Entries
            from rule in entry.Rules.Where(rule => !Rules.Contains(rule)).Concat(entry.MailRules.Where(rule => !MailRules.Contains(rule)))
            select string.Create(CultureInfo.InvariantCulture, $"{path}: {entry.Number} names rule {rule}, which no pair shows"));
        foreach (RequirementEntry entry in table.Entries)
        {
            entry.Tests.AddRange(Tagged[entry.Number].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        return table;
    }

    private bool Take(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        string word = space < 0 ? line : line[..space];
        string rest = space < 0 ? "" : line[space..].Trim();
        RequirementEntry? last = Entries.LastOrDefault();
        switch (word)
        {
            case "title" when Title.Length == 0:
                Title = rest;
                return true;
            case "leaves" when Leaves is null:
                Leaves = rest;
                return true;
            case "requirement" when Number().Match(rest) is { Success: true } match && Entries.All(entry => entry.Number != match.Groups["number"].Value)
                && match.Groups["rfc"].Value == Rfc.ToString(CultureInfo.InvariantCulture):
                Entries.Add(new RequirementEntry { Number = match.Groups["number"].Value, Level = match.Groups["level"].Value });
                return true;
            case "says" when last is { Says: "" }:
                last.Says = rest;
                return true;
            case "rule" when last is not null && int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int rule):
                last.Rules.Add(rule);
                return true;
            case "mail-rule" when last is not null && int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int mailRule):
                last.MailRules.Add(mailRule);
                return true;
            case "except" when last is { Exception: null } && rest.Length > 0:
                last.Exception = rest;
                return true;
            default:
                return false;
        }
    }

    private static IEnumerable<(string Number, string Where)> FromDialogues() =>
        from path in Repository.Files(".smtp", Dialogues)
        from line in Repository.Lines(path)
        where line.StartsWith("requirement: ", StringComparison.Ordinal)
        select (line["requirement: ".Length..], path[(Dialogues.Length + 1)..^".smtp".Length]);

    private static HashSet<int> Shown(RuleBook book) => [.. RuleTable.Read(book).Entries.Where(rule => rule.Pairs > 0).Select(rule => rule.Number)];

    [GeneratedRegex(@"^(?<number>(?<rfc>[0-9]+)-[0-9A-Z.]+-[0-9]+) (?<level>must|must-not|should|should-not|may)$")]
    private static partial Regex Number();

    [GeneratedRegex("""^\s*\[Requirement\("(?<number>[^"]+)"\)\]$""")]
    private static partial Regex Attribute();
}
