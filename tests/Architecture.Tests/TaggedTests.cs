using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>Finds the tests that carry an attribute, by reading the sources: the attribute stands alone on a line above its method.</summary>
internal static partial class TaggedTests
{
    /// <summary>What the pattern matched, and the test it stands above, as <c>Class.Method</c>.</summary>
    public static IEnumerable<(Match Match, string Where)> With(Regex attribute)
    {
        foreach (string path in Repository.Files(".cs", "tests"))
        {
            List<Match> found = [];
            foreach (string line in Repository.Lines(path))
            {
                if (attribute.Match(line) is { Success: true } match)
                {
                    found.Add(match);
                }
                else if (found.Count > 0 && Method().Match(line) is { Success: true } method)
                {
                    foreach (Match one in found)
                    {
                        yield return (one, $"{Path.GetFileNameWithoutExtension(path)}.{method.Groups["name"].Value}");
                    }

                    found.Clear();
                }
            }
        }
    }

    [GeneratedRegex(@"^\s*public (async Task|Task|void) (?<name>\w+)\(")]
    private static partial Regex Method();
}
