using System.Globalization;
using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>What a survey came to: rows by verdict, by what vouches for the MX records, and by the failure that decided. A few numbers, however many rows.</summary>
internal sealed class ScanTally
{
    // Verdicts and failures come from short lists of ours; what else a resumed file may hold is counted as one.
    private const int MostKinds = 100;
    private const string Else = "other";

    private readonly Dictionary<string, long> _verdicts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _securities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _errors = new(StringComparer.Ordinal);

    /// <summary>All rows, those of earlier runs included.</summary>
    public long Rows { get; private set; }

    public void Add(ScanMark row)
    {
        Rows++;
        Count(_verdicts, row.Verdict);
        if (row.MxSecurity is { } security)
        {
            Count(_securities, security);
        }

        if (row.Error is { } error)
        {
            Count(_errors, error);
        }
    }

    /// <summary>The table, line by line.</summary>
    public IEnumerable<string> Lines()
    {
        foreach ((string verdict, long count) in Sorted(_verdicts))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {TerminalText.Of(verdict),-18} {count,13:N0} {100.0 * count / Rows,6:0.0} %");
        }

        if (_securities.Count > 0)
        {
            yield return "MX records: " + Listed(_securities);
        }

        if (_errors.Count > 0)
        {
            yield return "failures: " + Listed(_errors);
        }
    }

    private static string Listed(Dictionary<string, long> counts) =>
        string.Join(", ", Sorted(counts).Select(each => string.Create(CultureInfo.InvariantCulture, $"{TerminalText.Of(each.Key)} {each.Value:N0}")));

    private static IOrderedEnumerable<KeyValuePair<string, long>> Sorted(Dictionary<string, long> counts) =>
        counts.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal);

    private static void Count(Dictionary<string, long> counts, string kind)
    {
        string key = counts.ContainsKey(kind) || counts.Count < MostKinds ? kind : Else;
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}
