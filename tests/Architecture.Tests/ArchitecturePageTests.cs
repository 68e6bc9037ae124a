using System.Text.RegularExpressions;
using ArchUnitNET.Domain;

namespace DaneCore.Architecture.Tests;

/// <summary>ARCHITECTURE.md walks through files by name; the names are true, and so is the order.</summary>
public sealed partial class ArchitecturePageTests
{
    private const string Page = "ARCHITECTURE.md";

    [Fact]
    public void File_NamedOnThePage_Exists()
    {
        IReadOnlyList<string> sources = Repository.Files(".cs", "src", "tests", "fuzz", "bench", "stress");
        IEnumerable<string> offences =
            from Match quoted in Quoted().Matches(Repository.Read(Page))
            let name = quoted.Groups[1].Value
            where name.EndsWith(".cs", StringComparison.Ordinal)
                ? sources.Count(path => path == name || path.EndsWith($"/{name}", StringComparison.Ordinal)) != 1
                : Folder().IsMatch(name) && !Repository.Exists(name)
            select $"{name} is not there, or there more than once";

        Offences.None(offences);
    }

    /// <summary>Each file of a walk is used by a file before it, as compiled; the first needs nobody.</summary>
    [Fact]
    public void Walk_StepByStep_GoesFromWhatUsesToWhatIsUsed()
    {
        List<List<string>> walks = Walks();

        Assert.True(walks.Count >= 2, "the life of a TLSA lookup and of a check");
        Offences.None(
            from walk in walks
            from step in Enumerable.Range(1, walk.Count - 1)
            where !walk.Take(step).Any(earlier => Uses(earlier, walk[step]))
            select $"{walk[step]} is used by no file named before it in its walk");
    }

    /// <summary>A numbered list is a walk; the file names in bold are its stops.</summary>
    private static List<List<string>> Walks()
    {
        List<List<string>> walks = [];
        int last = 0;
        foreach (string line in Repository.Lines(Page))
        {
            if (Number().Match(line) is { Success: true } number)
            {
                int step = int.Parse(number.Groups[1].Value, null);
                if (step == 1)
                {
                    walks.Add([]);
                }

                Assert.Equal(step == 1 ? 1 : last + 1, step);
                last = step;
            }

            if (walks.Count > 0)
            {
                walks[^1].AddRange(Stop().Matches(line).Select(stop => stop.Groups[1].Value));
            }
        }

        return walks;
    }

    /// <summary>Directly, or through an interface that the other one implements.</summary>
    private static bool Uses(string file, string other) =>
        Code.Uses.Any(use => Declares(file, use.User) && (Declares(other, use.Used) || IsImplementedIn(other, use.Used)));

    private static bool IsImplementedIn(string file, IType contract) =>
        contract is Interface && Code.Uses.Any(use => Declares(file, use.User) && use.User.ImplementedInterfaces.Contains(contract));

    // Message.Reading.cs is a part of Message.
    private static bool Declares(string file, IType type) =>
        type.FullName.Split('+')[0].Split('.')[^1].Split('`')[0] == file.Split('.')[0];

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(src|tests|docs|fuzz|bench|interop|testdata)/")]
    private static partial Regex Folder();

    [GeneratedRegex(@"^([0-9]+)\. ")]
    private static partial Regex Number();

    [GeneratedRegex(@"\*\*`([A-Za-z.]+\.cs)`\*\*")]
    private static partial Regex Stop();
}
