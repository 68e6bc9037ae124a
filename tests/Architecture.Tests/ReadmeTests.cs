namespace DaneCore.Architecture.Tests;

/// <summary>The code in README.md is code that compiles.</summary>
public sealed class ReadmeTests
{
    private const string Source = "tests/Architecture.Tests/ReadmeSnippets.cs";

    [Fact]
    public void Snippets_OfTheReadme_AreTheCompiledOnes()
    {
        Assert.Equal(
            Between(Repository.Lines(Source), line => line.Trim() == "// README begins", line => line.Trim() == "// README ends", indent: 8),
            Between(Repository.Lines("README.md"), line => line == "```csharp", line => line == "```", indent: 0));
    }

    private static IEnumerable<string> Between(string[] lines, Predicate<string> begins, Predicate<string> ends, int indent)
    {
        int from = Array.FindIndex(lines, begins) + 1;
        int to = Array.FindIndex(lines, from, ends);
        Assert.True(from > 0 && to > from, "the snippets are marked");
        return lines[from..to].Select(line => line.Length >= indent ? line[indent..] : line);
    }
}
