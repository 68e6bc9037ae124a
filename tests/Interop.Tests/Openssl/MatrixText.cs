using System.Globalization;
using System.Text;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>The matrix as it is printed.</summary>
internal static class MatrixText
{
    public static string Of(string version, IReadOnlyList<MatrixResult> results, OpensslDifferences explained)
    {
        StringBuilder text = new();
        text.AppendLine("# TLSA records against certificates: OpenSSL and ours");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{version}. Where the two differ the section that decides follows; `openssl-differences.md` says why.");
        text.AppendLine();
        text.AppendLine("| case | ours | OpenSSL |");
        text.AppendLine("|---|---|---|");
        foreach (MatrixResult result in results)
        {
            string theirs = result.Agrees ? result.Theirs.Word : $"{result.Theirs.Word} ({explained.SectionFor(result) ?? "**unexplained**"})";
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{result.Case.Name}` | {result.Ours.Word} | {theirs} |");
        }

        text.AppendLine();
        text.AppendLine(Summary(results, explained));
        return text.ToString().ReplaceLineEndings("\n");
    }

    public static string Summary(IReadOnlyList<MatrixResult> results, OpensslDifferences explained)
    {
        string words = string.Join(", ", results.GroupBy(result => result.Ours.Word.Split(' ')[0]).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
        int differ = results.Count(result => !result.Agrees);
        int unexplained = results.Count(result => !result.Agrees && explained.SectionFor(result) is null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} cases over {results.Select(result => result.Case.Shape.Name).Distinct().Count()} chains: {words}. Alike: {results.Count - differ}. Different: {differ}, unexplained: {unexplained}.");
    }
}
