using DaneCore.Smtp;

namespace DaneCore.Fuzz.Mail;

/// <summary>
/// Holds what a sender reports against what the servers saw. No octet of the mail goes where the policy was not met; transactions are whole and
/// apart; who is called delivered was taken by a server, who is called undelivered by none, and nobody gets a message twice
/// unless it was refused in between.
/// </summary>
internal static class DeliveryOracle
{
    private static readonly string[] Opening = ["EHLO", "HELO", "LHLO", "STARTTLS", "RSET", "QUIT", Happening.Connected];

    public static void Judge(MailScenario scenario, ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent)
    {
        List<(ServerSide Side, ObservedTransaction Transaction)> seen = [];
        foreach (ServerSide side in host.Connections.SelectMany(connection => connection.Sides))
        {
            if (SecurityOf(side, scenario) < scenario.Least)
            {
                BrokenPromiseException.Unless(
                    side.Happenings.All(what => Opening.Contains(what.Verb, StringComparer.Ordinal)) && side.Rest.Length == 0,
                    $"nothing of the mail goes over a connection that is {SecurityOf(side, scenario)} where it has to be {scenario.Least}");
            }

            seen.AddRange(ObservedTransaction.In(side, scenario.IsLmtp).Select(one => (side, one)));
        }

        foreach ((_, ObservedTransaction transaction) in seen)
        {
            Whole(transaction, sent);
        }

        foreach ((MailItem item, DeliveryReport report) in sent)
        {
            BrokenPromiseException.Unless(report.Recipients.Select(one => one.Recipient).SequenceEqual(item.Envelope.Recipients), "each recipient has an outcome");
            foreach (RecipientOutcome outcome in report.Recipients)
            {
                Agrees(scenario, item, outcome, [.. seen.Where(one => one.Transaction.Sender == SenderOf(item))]);
            }

            BrokenPromiseException.Unless(
                report.Attempts.SelectMany(attempt => attempt.Transcript.Append(attempt.Reason)).All(line => !line.Any(char.IsControl)), "what is told of a server moves no cursor");
        }
    }

    private static void Whole(ObservedTransaction transaction, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent)
    {
        MailItem item = sent.Single(one => SenderOf(one.Item) == transaction.Sender).Item;
        string[] addresses = [.. transaction.Recipients.Select(one => one.Address)];
        BrokenPromiseException.Unless(
            addresses.All(address => item.Envelope.Recipients.Any(one => one.ToString() == address)) && addresses.Distinct(StringComparer.Ordinal).Count() == addresses.Length,
            $"a transaction names recipients of its own message, once each: {string.Join(' ', addresses)}");
        BrokenPromiseException.Unless(transaction.Text is null || transaction.Text == item.Text, $"the message arrives whole and is the right one: {transaction.Text}");
        BrokenPromiseException.Unless(transaction.AllChunks is null || transaction.AllChunks == item.Chunks, $"its chunks are the message: {transaction.AllChunks}");
    }

    private static void Agrees(MailScenario scenario, MailItem item, RecipientOutcome outcome, IReadOnlyList<(ServerSide Side, ObservedTransaction Transaction)> seen)
    {
        string address = outcome.Recipient.ToString();
        (ServerSide Side, int Code)[] ends = [.. seen.Where(one => one.Transaction.Verdicts.ContainsKey(address)).Select(one => (one.Side, one.Transaction.Verdicts[address]))];
        BrokenPromiseException.Unless(ends.SkipLast(1).All(end => end.Code / 100 is 4 or 5), $"{address} gets {item.Tag} again only when it was refused");
        (ServerSide Side, int Code)? last = ends.Length == 0 ? null : ends[^1];
        if (outcome.IsDelivered)
        {
            BrokenPromiseException.Unless(last is { Code: >= 200 and < 300 }, $"{address} is called delivered, and the server said {last?.Code}");

            // Where the policy was let go nobody is authenticated any more, whoever it is; what is claimed is never more than what was.
            DeliverySecurity was = SecurityOf(last!.Value.Side, scenario);
            BrokenPromiseException.Unless(
                outcome.Security == was || (outcome is { Waived: not null, Security: DeliverySecurity.Encrypted } && was == DeliverySecurity.Authenticated),
                $"{address} is called delivered {outcome.Security}, and was {was}");
            BrokenPromiseException.Unless(outcome.Waived is not null || outcome.Security >= scenario.Published, $"{address} went {outcome.Security} past a policy, and nobody is told");
        }
        else if (!outcome.IsUncertain)
        {
            BrokenPromiseException.Unless(last is null or { Code: >= 400 and < 600 }, $"{address} is called undelivered, and the server said {last?.Code}");
        }
        else
        {
            BrokenPromiseException.Unless(outcome.IsTransient && seen.Count > 0, $"{address} is called uncertain, and nothing was sent");
        }

        char expected = outcome.IsDelivered ? '2' : outcome.IsTransient ? '4' : '5';
        BrokenPromiseException.Unless(outcome.Code[0] == expected && outcome.Reason.Length > 0, $"{address} has {outcome.Code}: {outcome.Reason}");
        BrokenPromiseException.Unless(!$"{outcome.Reason}{outcome.Reply}{outcome.Waived}".Any(char.IsControl), "what is told of a server moves no cursor");
    }

    private static DeliverySecurity SecurityOf(ServerSide side, MailScenario scenario) =>
        !side.IsEncrypted ? DeliverySecurity.Cleartext
        : scenario.IsRightServer ? DeliverySecurity.Authenticated
        : DeliverySecurity.Encrypted;

    private static string SenderOf(MailItem item) => item.Envelope.Sender?.ToString() ?? "";
}
