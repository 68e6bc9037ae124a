using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>tlsa verify</c>.</summary>
internal sealed record TlsaVerifyJson(
    string Outcome,
    string? MatchedRecord,
    int? MatchedDepth,
    string? MatchedName,
    string Reason,
    string Rfc,
    string? ResultType,
    IReadOnlyList<TlsaRecordJson> Records,
    IReadOnlyList<string> Warnings)
{
    public static TlsaVerifyJson From(DaneOutcome outcome) => new(
        outcome.StatusText,
        outcome.MatchedRecord?.ToString(),
        outcome.MatchedDepth,
        outcome.MatchedName is { } name ? NameText.Of(name) : null,
        outcome.Reason.Text,
        outcome.Reason.Rfc,
        ResultTypes.ToText(outcome.ResultType),
        TlsaRecordJson.From(outcome),
        outcome.Warnings);
}
