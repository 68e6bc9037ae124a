using System.Globalization;
using DaneCore.Dane;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>What came of a case, in words that both sides have: <c>matched 0</c> (at that depth), <c>mismatched</c>, <c>unusable</c>.</summary>
/// <param name="Word">The verdict.</param>
/// <param name="Said">The reason in the words of whoever judged.</param>
internal sealed record MatrixVerdict(string Word, string Said)
{
    public static MatrixVerdict Of(DaneOutcome outcome) => new(
        outcome.Status == DaneStatus.Matched ? Matched(outcome.MatchedDepth!.Value) : outcome.StatusText, outcome.Reason.ToString());

    public static string Matched(int depth) => string.Create(CultureInfo.InvariantCulture, $"matched {depth}");
}
