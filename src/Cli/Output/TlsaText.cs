using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>TLSA records and what became of each, for a person.</summary>
internal static class TlsaText
{
    private const int MostDigits = 24;

    public static void Records(TextReport report, IReadOnlyList<RecordOutcome> records, string indent = "")
    {
        foreach (RecordOutcome each in records)
        {
            Tone tone = each.State switch
            {
                RecordState.Matched => Tone.Good,
                RecordState.NoMatch => Tone.Bad,
                RecordState.Unusable => Tone.Doubtful,
                _ => Tone.Faint,
            };
            report.Mark(indent, $"{Short(each.Record)}: {each.StateText}", tone);
            report.Line($"{indent}  {each.Reason}");
        }
    }

    /// <summary>The digits of a record, as many as tell it from its neighbours.</summary>
    public static string Short(TlsaRecord record)
    {
        string text = record.ToString();
        int digits = text.LastIndexOf(' ') + 1;
        return text.Length - digits > MostDigits ? string.Concat(text.AsSpan(0, digits + MostDigits), "...") : text;
    }
}
