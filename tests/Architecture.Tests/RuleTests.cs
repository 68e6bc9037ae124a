using System.Globalization;
using System.Text;

namespace DaneCore.Architecture.Tests;

/// <summary>Every rule of testdata/rules.txt is shown by a pair, or says why none can; docs/rules.md tells which.</summary>
public sealed class RuleTests
{
    private const string Document = "docs/rules.md";
    private const int Count = 83;

    private static readonly RuleTable Table = RuleTable.Read();

    [Fact]
    public void Table_Read_HasEveryRuleOnceInOrder()
    {
        Offences.None(Table.Problems);
        Assert.Equal(Enumerable.Range(1, Count), Table.Entries.Select(rule => rule.Number));
        Offences.None(from rule in Table.Entries where rule.Says.Length == 0 || rule.Per.Length == 0 select $"rule {rule.Number} lacks its sentence or its section");
    }

    [Fact]
    public void Rule_NotMarkedOpen_HasAPairOrAReason()
    {
        Offences.None(
            from rule in Table.Entries
            where !rule.IsOpen && rule.Pairs == 0 && rule.Exception is null
            select $"rule {rule.Number} has {rule.Holding.Count} that hold and {rule.Breaking.Count} that break, and no exception");
        Offences.None(
            from rule in Table.Entries
            where rule.Pairs > 0 && rule.Exception is not null
            select $"rule {rule.Number} has a pair, so it needs no exception");
    }

    [Fact]
    public void Rule_MarkedOpen_IsOpenInFact() => Offences.None(
        from rule in Table.Entries
        where rule.IsOpen && (rule.Pairs > 0 || rule.Exception is not null)
        select $"rule {rule.Number} is no longer open: take the line out");

    [Fact]
    public void Document_Generated_IsTheOneInTheTree()
    {
        string present = ToMarkdown();
        if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
        {
            File.WriteAllText(Repository.Absolute(Document), present);
        }

        Assert.True(Repository.Exists(Document), $"{Document} is missing: run with DANECORE_ACCEPT=1");
        Assert.Equal(present, Repository.Read(Document));
    }

    private static string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append("# Rules\n\nGenerated from [testdata/rules.txt](../testdata/rules.txt), the scenarios and the tests; `./rules.sh` runs them. A name with a slash is a\n");
        text.Append("scenario of [testdata/zones](../testdata/zones/README.md), one with a dot a test. First those where the rule holds, then those where it is broken.\n\n");
        foreach (RuleEntry rule in Table.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"**{rule.Number}. {rule.Says}** ({rule.Per})\n");
            foreach (string? line in new[] { rule.Note, rule.Exception is null ? null : $"Exception: {rule.Exception}", rule.IsOpen ? "Open: no complete pair yet." : null })
            {
                text.Append(line is null ? "" : $"{line}\n");
            }

            text.Append('\n');
            AppendNames(text, "holds", rule.Holding);
            AppendNames(text, "broken", rule.Breaking);
            text.Append(rule.Holding.Count + rule.Breaking.Count == 0 ? "" : "\n");
        }

        return text.Append(Table.Sum).Append('\n').ToString();
    }

    private static void AppendNames(StringBuilder text, string side, List<string> names)
    {
        if (names.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {side}: {string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}\n");
        }
    }
}
