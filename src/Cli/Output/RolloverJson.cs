using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>Whether the key of a mail host could be changed without touching DNS first.</summary>
internal sealed record RolloverJson(string State, bool Ready, string Reason, string Rfc)
{
    public static RolloverJson? From(RolloverReadiness? rollover) => rollover is null
        ? null
        : new RolloverJson(rollover.StateText, rollover.IsReady, rollover.Reason.Text, rollover.Reason.Rfc);
}
