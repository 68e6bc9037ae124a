using System.Diagnostics;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>The commands of a transaction in their order, cut into groups (RFC 2920), each with the reply it will have.</summary>
internal sealed class MailCommands(TransmissionPlan plan, Envelope envelope, IReadOnlyList<EnvelopeRecipient> recipients)
{
    // RFC 2920 section 3.1: a group has to fit into the window of TCP, usually 4096 octets, or both sides may wait for each other.
    private const int MaxGroup = 4096;

    private int _asked;

    /// <summary>True once MAIL was given out.</summary>
    public bool IsMailSaid { get; private set; }

    /// <summary>True while there are recipients that were not asked for.</summary>
    public bool HasMoreRecipients => _asked < recipients.Count;

    /// <summary>The next group: one command, or as many as may go together. DATA, once and where it is due, is the last of it.</summary>
    public IEnumerable<(SmtpCommand Command, Awaited Reply)> NextGroup(bool isDataSaid)
    {
        int octets = 0;
        int count = 0;
        while (true)
        {
            (SmtpCommand Command, Awaited Reply) next;
            if (!IsMailSaid)
            {
                next = (Mail(), new Awaited(SmtpPhase.Mail, 0));
            }
            else if (HasMoreRecipients)
            {
                next = (Recipient(recipients[_asked]), new Awaited(SmtpPhase.Recipient, _asked));
            }
            else if (!isDataSaid && !plan.UsesChunks)
            {
                next = (SmtpCommand.Data, new Awaited(SmtpPhase.Data, 0));
            }
            else
            {
                yield break;
            }

            octets += next.Command.Octets.Length;
            if (count > 0 && (!plan.Pipelines || octets > MaxGroup))
            {
                yield break;
            }

            IsMailSaid = true;
            _asked += next.Reply.Phase == SmtpPhase.Recipient ? 1 : 0;
            isDataSaid |= next.Reply.Phase == SmtpPhase.Data;
            count++;
            yield return next;
        }
    }

    private SmtpCommand Mail()
    {
        List<string> words = [$"FROM:<{envelope.Sender}>", .. plan.MailParameters];

        // RFC 6531 section 3.4: where it is needed, and not where it is not.
        if (plan.HasUtf8Header || envelope.Sender is { NeedsSmtpUtf8: true } || recipients.Any(one => one.Address.NeedsSmtpUtf8))
        {
            words.Add("SMTPUTF8");
        }

        return Make("MAIL", words);
    }

    private SmtpCommand Recipient(EnvelopeRecipient recipient)
    {
        List<string> words = [$"TO:<{recipient.Address}>"];
        if (plan.PassesDsn && DsnText.Of(recipient.Notify) is { } notify)
        {
            words.Add("NOTIFY=" + notify);
        }

        if (plan.PassesDsn && recipient.OriginalRecipient is { } original)
        {
            words.Add("ORCPT=" + DsnText.OfOriginalRecipient(original));
        }

        return Make("RCPT", words);
    }

    private static SmtpCommand Make(string verb, List<string> words) =>
        SmtpCommand.TryCreate(verb, words, out SmtpCommand? command, out string? why)
            ? command
            : throw new UnreachableException($"an envelope that was found usable makes no command: {why}");
}
