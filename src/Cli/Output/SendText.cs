using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>A delivery for a person: what came of each recipient, then, if asked for, everything that was tried.</summary>
internal static class SendText
{
    public static void Write(TextReport report, DeliveryReport delivery, bool explains)
    {
        foreach (RecipientOutcome outcome in delivery.Recipients)
        {
            Write(report, outcome);
        }

        foreach (DeliveryAttempt attempt in explains ? delivery.Attempts : [])
        {
            report.Line();
            Write(report, attempt);
        }
    }

    private static void Write(TextReport report, RecipientOutcome outcome)
    {
        Tone tone = outcome.IsSecure ? Tone.Good : outcome.IsDelivered || outcome.IsUncertain ? Tone.Doubtful : Tone.Bad;
        report.Line($"{outcome.Recipient.Address}: {Meaning(outcome)}", tone);
        report.Field("why", outcome.Reason);
        report.Field("code", ResultTypes.ToText(outcome.ResultType) is { } type ? $"{outcome.Code}, {type}" : outcome.Code);
        if (outcome.Reply is { } reply)
        {
            report.Field("reply", reply);
        }

        if (outcome.IsDelivered)
        {
            report.Field("security", outcome.SecurityText + (outcome.IsRouteSecure ? "" : ", to a host that no signature names"));
        }

        if (outcome.Waived is { } waived)
        {
            report.Field("let go", waived, Tone.Doubtful);
        }
    }

    private static string Meaning(RecipientOutcome outcome) =>
        outcome.IsDelivered ? "delivered"
        : outcome.IsUncertain ? "nobody knows: the server may have it, and another try may bring a second copy"
        : outcome.IsTransient ? "not delivered for now; a later try may succeed"
        : "not delivered, and no later try would help";

    private static void Write(TextReport report, DeliveryAttempt attempt)
    {
        string place = attempt.Host is { } host ? NameText.Of(host) : attempt.NextHop;
        string address = attempt.Address is { } at ? $" at {at}" : "";
        string reused = attempt.IsReused ? ", over a connection made before" : "";
        report.Line($"{place}{address}: {attempt.PolicyText}{reused}", attempt.Security == DeliverySecurity.None ? Tone.Bad : Tone.Plain);
        report.Field("policy", attempt.PolicyReason);
        report.Field("came to", attempt.Reason);
        if (attempt is { TlsVersion: { } version, TlsCipher: { } cipher })
        {
            report.Field("tls", $"{version}, {cipher}", Tone.Faint);
        }

        if (attempt.Outcome is { } outcome)
        {
            TlsaText.Records(report, outcome.Records, "  ");
        }

        foreach (string line in attempt.Transcript)
        {
            report.Line($"    {line}", Tone.Faint);
        }
    }
}
