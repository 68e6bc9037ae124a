using System.Globalization;
using DaneCore.Smtp;

namespace DaneCore.Stress.Faults;

/// <summary>
/// The connection to a mail host breaks behind each octet of what the host says: it is closed, reset, or falls silent until the time is up. What comes of it has a reason;
/// "delivered" is what the host said; nothing goes in clear where the policy demands TLS.
/// </summary>
internal static class MailRows
{
    private const int ShortStep = 251;

    // A few octets of a dialogue in TLS differ in number from run to run: a signature is sometimes shorter.
    private const int Slack = 40;

    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultOptions options)
    {
        foreach (string domain in (string[])["dane.lab", "tls.lab", "clear.lab"])
        {
            long sending = await LengthAsync(domain, isCheck: false).ConfigureAwait(false);
            long checking = await LengthAsync(domain, isCheck: true).ConfigureAwait(false);
            foreach (Breaking breaking in Enum.GetValues<Breaking>())
            {
                // In clear each octet has a meaning; in TLS a record is whole or it is not, and the ways of breaking take turns.
                int step = domain == "clear.lab" ? (options.IsShort ? 7 : 1) : options.IsShort ? ShortStep : 3;
                int first = step == 3 ? (int)breaking : 0;
                yield return await SendAsync(domain, breaking, sending, first, step).ConfigureAwait(false);
                yield return await CheckAsync(domain, breaking, checking, first, step).ConfigureAwait(false);
            }
        }
    }

    private static async Task<long> LengthAsync(string domain, bool isCheck)
    {
        MailWorld world = new(long.MaxValue, Breaking.End);
        await using (world.ConfigureAwait(false))
        {
            if (isCheck)
            {
                await world.CheckAsync(domain).ConfigureAwait(false);
            }
            else
            {
                RecipientOutcome outcome = await world.SendAsync(domain).ConfigureAwait(false);
                if (!outcome.IsDelivered)
                {
                    throw new InvalidOperationException($"Without any fault {domain} takes no mail: {outcome.Reason}");
                }
            }

            return world.Heard + Slack;
        }
    }

    private static async Task<IFaultRow> SendAsync(string domain, Breaking breaking, long length, int first, int step)
    {
        CaseTally tally = new($"send to {domain}: {Words(breaking)}", Strength(length, first, step));
        for (long octets = first; octets <= length; octets += step)
        {
            MailWorld world = new(octets, breaking);
            await using (world.ConfigureAwait(false))
            {
                try
                {
                    RecipientOutcome outcome = await world.SendAsync(domain).ConfigureAwait(false);
                    int taken = world.TakenAt(domain);
                    tally.Count(
                        outcome.IsDelivered ? "delivered" : outcome.IsUncertain ? "nobody knows" : $"for now not {outcome.Code}",
                        Complaint(octets, outcome, taken, world.WasOverheard && domain == "dane.lab"));
                }
#pragma warning disable CA1031 // Whatever it is, it is counted: there must be none.
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    tally.CountException($"octet {octets}", fault);
                }
            }
        }

        return tally;
    }

    private static string? Complaint(long octets, RecipientOutcome outcome, int taken, bool leaked)
    {
        string? what = leaked ? "something of the mail could be read on the way"
            : outcome.IsDelivered && taken != 1 ? $"delivered, and the host has {taken} messages"
            : taken > 1 ? $"the host has {taken} messages"
            : taken == 1 && !outcome.IsDelivered && !outcome.IsUncertain ? "the host has the message, and the report says that it has not"
            : outcome.Reason.Length == 0 ? "no reason"
            : !outcome.IsDelivered && !outcome.IsTransient ? "for good"
            : null;
        return what is null ? null : string.Create(CultureInfo.InvariantCulture, $"octet {octets}: {what} ({outcome.Code}: {outcome.Reason})");
    }

    private static async Task<IFaultRow> CheckAsync(string domain, Breaking breaking, long length, int first, int step)
    {
        CaseTally tally = new($"check of {domain}: {Words(breaking)}", Strength(length, first, step));
        for (long octets = first; octets <= length; octets += step)
        {
            MailWorld world = new(octets, breaking);
            await using (world.ConfigureAwait(false))
            {
                try
                {
                    DomainReport report = await world.CheckAsync(domain).ConfigureAwait(false);
                    bool isRight = domain == "dane.lab"
                        ? report.Verdict is CheckVerdict.DaneOk or CheckVerdict.Unreachable or CheckVerdict.Undeterminable or CheckVerdict.DaneFailed
                        : report.Verdict is CheckVerdict.NoDane or CheckVerdict.Unreachable or CheckVerdict.Undeterminable;
                    tally.Count(
                        $"{report.VerdictText}{(report.Code is null ? "" : $" {report.Code}")}",
                        !isRight || report.Reason.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"octet {octets}: {report.VerdictText}: {report.Reason}")
                        : world.WasOverheard ? string.Create(CultureInfo.InvariantCulture, $"octet {octets}: a check said MAIL")
                        : null);
                }
#pragma warning disable CA1031 // Whatever it is, it is counted: there must be none.
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    tally.CountException($"octet {octets}", fault);
                }
            }
        }

        return tally;
    }

    private static string Words(Breaking breaking) => breaking switch
    {
        Breaking.End => "closed",
        Breaking.Reset => "reset",
        _ => "silent beyond every time-out",
    };

    private static string Strength(long length, int first, int step) => string.Create(
        CultureInfo.InvariantCulture,
        $"behind octet {first} to {length} of the host's dialogue{(step == 1 ? "" : $", every {step}{(step == 3 ? "rd" : "th")}")}");
}
