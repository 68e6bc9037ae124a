using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>What the documents point at exists.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Link_InAnyDocument_LeadsSomewhere()
    {
        IEnumerable<string> offences =
            from path in Repository.Files(".md")
            from Match link in Target().Matches(WithoutCode(Repository.Read(path)))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Repository.Exists(Path.Combine(Path.GetDirectoryName(path)!, target))
            select $"{path}: {target}";

        Offences.None(offences);
    }

    /// <summary>One page each, numbered without a gap, and each says why, what, and what follows.</summary>
    [Fact]
    public void Decisions_Numbered_LeaveNoGapAndSayWhatFollows()
    {
        IReadOnlyList<string> pages = Repository.Files(".md", "docs/decisions");

        Assert.Equal(
            Enumerable.Range(1, pages.Count).Select(number => $"{number:0000}"),
            pages.Select(page => Path.GetFileName(page)[..4]));
        Assert.All(pages, page =>
        {
            string[] lines = Repository.Lines(page);
            Assert.StartsWith($"# {int.Parse(Path.GetFileName(page)[..4], null)} ", lines[0], StringComparison.Ordinal);
            Assert.Contains("## Context", lines);
            Assert.Contains("## Choice", lines);
            Assert.Contains("## Consequence", lines);
        });
    }

    private static string WithoutCode(string text) => Fence().Replace(text, "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
