using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>What a survey has to know of a row: whose it is, and what it is counted as.</summary>
internal readonly record struct ScanMark(long Number, string Text, string Verdict, string? MxSecurity, string? Error)
{
    public static ScanMark Of(ScanRowJson row) => new(row.N, row.Domain, row.Verdict, row.MxSecurity, row.Error);
}
