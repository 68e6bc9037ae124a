using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Output;

/// <summary>The evidence tree, one step a line, what a step rests on indented below it.</summary>
internal static class EvidenceText
{
    public static void Write(TextReport report, IReadOnlyList<Evidence> steps, int indent)
    {
        foreach (Evidence step in steps)
        {
            string margin = new(' ', 2 * indent);
            report.Line($"{margin}{SecurityText.Of(step.Status)}: {step.Text} ({step.Rfc})", SecurityText.ToneOf(step.Status));
            if (step is { Inception: { } from, Expiration: { } to })
            {
                report.Line($"{margin}  valid from {TextReport.Instant(from)} to {TextReport.Instant(to)}", Tone.Faint);
            }

            Write(report, step.Basis, indent + 1);
        }
    }
}
