using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>One TLSA record and what became of it.</summary>
internal sealed record TlsaRecordJson(string Record, string State, string Reason, string Rfc)
{
    public static IReadOnlyList<TlsaRecordJson> From(DaneOutcome outcome) => From(outcome.Records);

    public static IReadOnlyList<TlsaRecordJson> From(IReadOnlyList<RecordOutcome> records) =>
        [.. records.Select(each => new TlsaRecordJson(each.Record.ToString(), each.StateText, each.Reason.Text, each.Reason.Rfc))];
}
