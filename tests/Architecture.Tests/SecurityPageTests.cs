using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>SECURITY.md promises what tests hold: each promise names at least one, and each one named is there.</summary>
public sealed partial class SecurityPageTests
{
    private const string Page = "SECURITY.md";

    private static readonly string[] LinesOfPage = Repository.Lines(Page);

    [Fact]
    public void Promise_OnThePage_NamesWhatHoldsIt()
    {
        (int Line, string Promise, string[] Named)[] promises = [.. Promises()];

        Assert.NotEmpty(promises);
        Offences.None(from one in promises where one.Promise.Length == 0 || one.Named.Length == 0 select $"{Page}:{one.Line}: nothing is named that holds \"{one.Promise}\"");
    }

    [Fact]
    public void Test_NamedOnThePage_IsThere()
    {
        HashSet<string> tests = [.. TaggedTests.With(TestAttribute()).Select(test => test.Where)];

        Offences.None(
            from one in Promises()
            from name in one.Named
            where !name.Contains('/', StringComparison.Ordinal) && !tests.Contains(name)
            select $"{Page}:{one.Line}: there is no test {name}");
    }

    [Fact]
    public void Command_NamedOnThePage_IsThere() => Offences.None(
        from one in Promises()
        from command in one.Named
        where command.Contains('/', StringComparison.Ordinal) && !IsThere(command.Split(' '))
        select $"{Page}:{one.Line}: there is no {command}");

    /// <summary>Whoever stands in a section of their own has promises, and a word on what is not promised.</summary>
    [Fact]
    public void Section_WithPromises_SaysWhatIsNotPromised()
    {
        string[] sections = [.. string.Join('\n', LinesOfPage).Split("\n## ").Skip(1).Where(section => section.Contains("| Promise |", StringComparison.Ordinal))];

        Assert.True(sections.Length >= 8, "a section for each that is against us");
        Offences.None(from section in sections where !section.Contains("\nNot promised: ", StringComparison.Ordinal) select section.Split('\n')[0]);
    }

    private static IEnumerable<(int Line, string Promise, string[] Named)> Promises()
    {
        bool isInside = false;
        for (int i = 0; i < LinesOfPage.Length; i++)
        {
            string line = LinesOfPage[i];
            isInside = line.StartsWith('|') && (isInside || line.StartsWith("| Promise |", StringComparison.Ordinal));
            if (isInside && !line.StartsWith("| Promise |", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal))
            {
                string[] cells = [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
                yield return (i + 1, cells[0], cells.Length == 2 ? [.. Code().Matches(cells[1]).Select(match => match.Groups[1].Value)] : []);
            }
        }
    }

    // A script, and where its first argument is a word that a program takes, that the program knows it.
    private static bool IsThere(string[] command) => Repository.Exists(command[0]) && command switch
    {
        ["fuzz/run.sh", "all", ..] or [_] => true,
        ["fuzz/run.sh", var target, ..] => Repository.Exists($"fuzz/corpus/{target}") && Repository.Exists($"fuzz/Targets/{target}Target.cs"),
        ["stress/run.sh", var name, ..] => Repository.Read("stress/Program.cs").Contains($"\"{name}\"", StringComparison.Ordinal),
        _ => false,
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory|InteropFact|InteropTheory)\b.*\]\s*$")]
    private static partial Regex TestAttribute();
}
