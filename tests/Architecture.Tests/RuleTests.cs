using System.Globalization;
using System.Text;

namespace DaneCore.Architecture.Tests;

/// <summary>Every rule of a book is shown by a pair, or says why none can; its document tells which.</summary>
public sealed class RuleTests
{
    private static readonly IReadOnlyList<RuleTable> Tables = [.. RuleBook.All.Select(RuleTable.Read)];

    [Fact]
    public void Tables_Read_HaveEveryRuleOnceInOrder()
    {
        Offences.None(Tables.SelectMany(table => table.Problems));
        Assert.All(Tables, table => Assert.Equal(table.Book.Numbers, table.Entries.Select(rule => rule.Number)));
        Offences.None(
            from table in Tables
            from rule in table.Entries
            where rule.Says.Length == 0 || rule.Per.Length == 0
            select $"{table.Book.File}: rule {rule.Number} lacks its sentence or its section");
    }

    [Fact]
    public void Rule_OfABook_HasAPairOrAReason() => Offences.None(
        from table in Tables
        from rule in table.Entries
        where rule.IsOpen
        select $"{table.Book.File}: rule {rule.Number} has {rule.Holding.Count} that hold and {rule.Breaking.Count} that break, and no exception");

    [Fact]
    public void Rule_WithAPair_NeedsNoException() => Offences.None(
        from table in Tables
        from rule in table.Entries
        where rule.Pairs > 0 && rule.Exception is not null
        select $"{table.Book.File}: rule {rule.Number} has a pair, so it needs no exception");

    [Fact]
    public void Documents_Generated_AreThoseInTheTree()
    {
        foreach (RuleTable table in Tables)
        {
            string present = ToMarkdown(table), document = table.Book.Document;
            if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
            {
                File.WriteAllText(Repository.Absolute(document), present);
            }

            Assert.True(Repository.Exists(document), $"{document} is missing: run with DANECORE_ACCEPT=1");
            Assert.Equal(present, Repository.Read(document));
        }
    }

    private static string ToMarkdown(RuleTable table)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {table.Book.Title}\n\n{Origin(table.Book)}First those where the rule holds, then those where it is broken.\n\n");
        foreach (RuleEntry rule in table.Entries)
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

        return text.Append(table.Sum).Append('\n').ToString();
    }

    private static string Origin(RuleBook book) =>
        $"Generated from [{book.File}](../{book.File}), the {book.Kind} and the tests; `{book.Command}` runs them. {book.Names} ";

    private static void AppendNames(StringBuilder text, string side, List<string> names)
    {
        if (names.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {side}: {string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}\n");
        }
    }
}
