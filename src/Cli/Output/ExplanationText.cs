using System.Globalization;
using DaneCore.Resolver.Validation.Explaining;

namespace DaneCore.Cli.Output;

/// <summary>
/// The explanation of an answer as an indented tree, one step a line: from the trust anchor down to the answer, with what is left of
/// each signature, the step at which the chain ends marked, and who can mend that.
/// </summary>
internal static class ExplanationText
{
    public static void Write(TextReport report, IReadOnlyList<ExplanationStep> steps, int indent)
    {
        foreach (ExplanationStep step in steps)
        {
            string margin = new(' ', 2 * indent);
            string mark = step.IsWhereItEnds ? " <== the chain ends here" : "";
            report.Line($"{margin}{SecurityText.Of(step.Status)}: {step.Text} ({step.Rfc}){mark}", SecurityText.ToneOf(step.Status));
            if (step is { Evidence: { Inception: { } from, Expiration: { } to }, Left: { } left })
            {
                report.Line($"{margin}  valid from {TextReport.Instant(from)} to {TextReport.Instant(to)}, {DaysLeft(left)} left", Tone.Faint);
            }

            if (step.Mending is { } mending)
            {
                report.Line($"{margin}  who can mend it: {mending.WhoText}", Tone.Doubtful);
                report.Line($"{margin}  how: {mending.How}", Tone.Doubtful);
            }

            Write(report, step.Steps, indent + 1);
        }
    }

    private static string DaysLeft(TimeSpan left) => left.TotalDays switch
    {
        >= 2 => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalDays} days"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} hours"),
    };
}
