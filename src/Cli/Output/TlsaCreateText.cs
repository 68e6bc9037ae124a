namespace DaneCore.Cli.Output;

/// <summary>Records for a person to publish. What is no record is a comment, so that all of it may go into a zone file.</summary>
internal static class TlsaCreateText
{
    public static void Write(TextReport report, TlsaCreateJson shape)
    {
        if (shape.Published is { } published)
        {
            string ttl = published.TtlSeconds is { } seconds ? $", kept for {seconds} seconds" : "";
            string until = published.SignedUntil is { } end ? $", signed until {end}" : "";
            report.Line(
                published.Known
                    ? $"; published now at {published.Name}: {(published.Records.Count == 0 ? "nothing" : $"{published.Records.Count} of TLSA")}, {published.Security}{ttl}{until}"
                    : $"; published now at {published.Name}: could not be found out",
                Tone.Faint);
            foreach (TlsaRecordJson record in published.Records)
            {
                report.Line($";   {record.Record}: {record.State}", Tone.Faint);
            }
        }

        foreach (TlsaStepJson step in shape.Steps)
        {
            report.Line($"; {step.Title}{TimesOf(step)}: {step.Reason} ({step.Rfc})", Tone.Faint);
            foreach (string each in step.Lines)
            {
                report.Line(each);
            }
        }

        foreach (string warning in shape.Warnings)
        {
            report.Line($"; mind: {warning}", Tone.Doubtful);
        }
    }

    private static string TimesOf(TlsaStepJson step) =>
        step.NotBefore is null ? step.WaitSeconds > 0 ? $", at least {step.WaitSeconds} seconds" : ""
        : step.WaitSeconds == 0 && step.SafeAt == step.NotBefore ? $", from {step.NotBefore} on"
        : $", from {step.NotBefore} on, at least {step.WaitSeconds} seconds: safe from {step.SafeAt} on";
}
