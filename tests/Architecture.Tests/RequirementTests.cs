using System.Globalization;
using System.Text;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// Each MUST and SHOULD that concerns a validator, a stub or a mail client is shown by a test or a rule, or says why it is
/// not; docs/rfc tells which. <c>DANECORE_ACCEPT=1</c> writes the documents anew.
/// </summary>
public sealed class RequirementTests
{
    private const string Documents = "docs/rfc";

    private static readonly IReadOnlyList<RequirementTable> Tables = RequirementTable.ReadAll();

    [Fact]
    public void Tables_Read_HaveNoProblems() =>
        Offences.None(Tables.SelectMany(table => table.Problems).Concat(RequirementTable.Strays(Tables)));

    [Fact]
    public void Requirement_OfATable_IsShownOrExcepted() => Offences.None(
        from table in Tables
        from entry in table.Entries
        where entry.IsShown == entry.Exception is not null
        select entry.IsShown ? $"{entry.Number} is shown, so it needs no exception" : $"{entry.Number} is shown by nothing, and no exception says why");

    [Fact]
    public void Documents_Generated_AreThoseInTheTree()
    {
        var present = Tables.ToDictionary(table => string.Create(CultureInfo.InvariantCulture, $"{Documents}/{table.Rfc}.md"), ToMarkdown);
        present[$"{Documents}/README.md"] = Overview();
        if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Repository.Absolute(Documents));
            foreach ((string path, string text) in present)
            {
                File.WriteAllText(Repository.Absolute(path), text);
            }
        }

        Assert.Equal(present.Keys.Order(StringComparer.Ordinal), Repository.Files(".md", Documents));
        Assert.All(present, document => Assert.Equal(document.Value, Repository.Read(document.Key)));
    }

    private static string ToMarkdown(RequirementTable table)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# RFC {table.Rfc}: {table.Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Generated from [{table.Rfc}.txt](../../{RequirementTable.Folder}/{table.Rfc}.txt) and the tests that carry the numbers.");
        text.Append(table.Leaves is null ? "\n\n" : $" Left out: {table.Leaves}\n\n");
        text.Append("| Number | Level | Requirement | Shown by |\n|---|---|---|---|\n");
        foreach (RequirementEntry entry in table.Entries)
        {
            string shown = entry.Exception is { } why ? $"exception: {why}"
                : !entry.IsShown ? "open: nothing shows it yet"
                : string.Join(", ", [
                    .. entry.Rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"[rule {rule}](../rules.md)")),
                    .. entry.MailRules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"[mail rule {rule}](../mail-rules.md)")),
                    .. entry.Tests.Select(test => $"`{test}`"),
                ]);
            text.Append(CultureInfo.InvariantCulture, $"| {entry.Number} | {entry.Level.Replace('-', ' ').ToUpperInvariant()} | {entry.Says} | {shown} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{Sum([table])}\n").ToString();
    }

    private static string Overview()
    {
        StringBuilder text = new();
        text.Append("# RFCs\n\nWhat each RFC asks of a validator, a stub or a mail client, and what shows that it is kept.\n\n| RFC | Title | |\n|---|---|---|\n");
        foreach (RequirementTable table in Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{table.Rfc}]({table.Rfc}.md) | {table.Title} | {Sum([table])} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{Tables.Count} RFCs: {Sum(Tables)}\n").ToString();
    }

    private static string Sum(IReadOnlyList<RequirementTable> tables)
    {
        RequirementEntry[] entries = [.. tables.SelectMany(table => table.Entries)];
        return string.Create(
            CultureInfo.InvariantCulture, $"{entries.Length} requirements, {entries.Count(entry => entry.IsShown)} shown, {entries.Count(entry => entry.Exception is not null)} exceptions{Open(entries)}");
    }

    private static string Open(RequirementEntry[] entries) =>
        entries.Count(entry => !entry.IsShown && entry.Exception is null) is var open and > 0 ? string.Create(CultureInfo.InvariantCulture, $", {open} open") : "";
}
