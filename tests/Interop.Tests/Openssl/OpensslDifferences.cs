using System.Text.RegularExpressions;
using DaneCore.Support;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>
/// <c>interop/openssl-differences.md</c>: where OpenSSL comes to another verdict than we do, with the section that decides. A row names its cases by patterns, in
/// which <c>?</c> stands for one character; each case that a pattern covers has to differ, and in that way.
/// </summary>
internal sealed partial class OpensslDifferences
{
    private readonly List<Row> _rows = [];

    private OpensslDifferences()
    {
    }

    public static async Task<OpensslDifferences> ReadAsync()
    {
        OpensslDifferences list = new();
        string file = Path.Combine(TestData.Repository, "interop", "openssl-differences.md");
        foreach (string line in await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal))
            {
                continue;
            }

            string[] cells = [.. line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim())];
            Assert.True(cells.Length == 5 && Section().IsMatch(cells[3]) && cells[4].Length > 0, $"not a difference with its section and its sentence: {line}");
            list._rows.AddRange(Quoted().Matches(cells[0]).Select(pattern => new Row(
                pattern.Groups[1].Value, new Regex("^" + Regex.Escape(pattern.Groups[1].Value).Replace(@"\?", ".", StringComparison.Ordinal) + "$"), cells[1], cells[2], cells[3])));
        }

        return list;
    }

    /// <summary>The section that decides; null when nobody explained this.</summary>
    public string? SectionFor(MatrixResult result) => _rows.Find(row => row.Fits(result) && row.Covers(result))?.Section;

    /// <summary>Cases that a row covers and that do not differ as it says, and rows that cover none.</summary>
    public IEnumerable<string> Stale(IReadOnlyList<MatrixResult> results)
    {
        foreach (Row row in _rows)
        {
            MatrixResult[] covered = [.. results.Where(row.Covers)];
            if (covered.Length == 0)
            {
                yield return $"explained, and there is no such case: {row.Pattern}";
            }

            foreach (MatrixResult result in covered.Where(result => !row.Fits(result)))
            {
                yield return $"explained, and not so: {result.Case.Name}: ours {result.Ours.Word}, OpenSSL {result.Theirs.Word}";
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^RFC [0-9]+ (section|appendix) [0-9A-Z.]+$")]
    private static partial Regex Section();

    private sealed record Row(string Pattern, Regex Cases, string Ours, string Theirs, string Section)
    {
        public bool Covers(MatrixResult result) => Cases.IsMatch(result.Case.Name);

        public bool Fits(MatrixResult result) => result.Ours.Word == Ours && result.Theirs.Word == Theirs;
    }
}
