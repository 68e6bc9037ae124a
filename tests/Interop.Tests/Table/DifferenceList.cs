using System.Text.RegularExpressions;
using DaneCore.Support;

namespace DaneCore.Interop.Tests.Table;

/// <summary>
/// A file of <c>interop/</c>: every difference between us and a peer, with the section that decides and a sentence. A row of its
/// tables may hold several questions.
/// </summary>
internal sealed partial class DifferenceList
{
    private readonly Dictionary<Difference, string> _sections = [];

    private DifferenceList()
    {
    }

    public IEnumerable<Difference> All => _sections.Keys;

    public static async Task<DifferenceList> ReadAsync(string name)
    {
        DifferenceList list = new();
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(TestData.Repository, "interop", name), TestContext.Current.CancellationToken))
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal))
            {
                continue;
            }

            string[] cells = [.. line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim())];
            Assert.True(cells.Length == 5 && Section().IsMatch(cells[3]) && cells[4].Length > 0, $"not a difference with its section and its sentence: {line}");
            foreach (Match question in Quoted().Matches(cells[0]))
            {
                Assert.True(list._sections.TryAdd(new Difference(question.Groups[1].Value, cells[1], cells[2]), cells[3]), $"explained twice: {question.Value} {cells[1]}");
            }
        }

        return list;
    }

    /// <summary>The section that decides; null when nobody explained this.</summary>
    public string? SectionFor(Difference difference) => _sections.GetValueOrDefault(difference);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^RFC [0-9]+ (section|appendix) [0-9A-Z.]+$")]
    private static partial Regex Section();
}
