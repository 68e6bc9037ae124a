using System.Globalization;
using System.Text;
using DaneCore.Dane;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Dialogues;

/// <summary>
/// Thrown dialogues with a model of a server: whatever it offers and answers, the client says only what may be said at that point, sends a
/// message only to whom it may, and reports of each recipient what the server did.
/// </summary>
public sealed class AnyDialogueTests(ITestOutputHelper output)
{
    private const int Dialogues = 3000;

    [Fact]
    [MailRule(43, RuleSide.Holds)]
    [MailRule(44, RuleSide.Holds)]
    [MailRule(45, RuleSide.Holds)]
    [MailRule(49, RuleSide.Holds)]
    public void AnyDialogue_WithAModelOfAServer_StaysWithinWhatItAllows()
    {
        Dictionary<string, int> seen = [];
        List<string> wrong = [];
        int times = Environment.GetEnvironmentVariable("DANECORE_SWEEP") switch { null or "" => 1, "all" => 50, { } factor => int.Parse(factor, CultureInfo.InvariantCulture) };
        for (int seed = 1; seed <= Dialogues * times; seed++)
        {
            Played played = new(seed);
            wrong.AddRange(played.Wrong.Select(what => $"dialogue {seed}: {what}\n{played.Server.Transcript}"));
            foreach (string one in played.Server.Verbs.Keys.Concat(played.Results.Select(result => result.State.ToString())).Append(played.Server.IsEncrypted ? "in TLS" : "in clear"))
            {
                seen[one] = seen.GetValueOrDefault(one) + 1;
            }
        }

        output.WriteLine(string.Join(", ", seen.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}")));
        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n{string.Join('\n', wrong.Take(3))}");
        string[] parts =
        [
            "EHLO", "HELO", "LHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "QUIT", "in TLS", "in clear",
            nameof(RecipientState.Delivered), nameof(RecipientState.Transient), nameof(RecipientState.Permanent), nameof(RecipientState.Unknown),
        ];
        Assert.All(parts, part => Assert.True(seen.GetValueOrDefault(part) > Dialogues / 200, $"{part} came {seen.GetValueOrDefault(part)} times"));
    }

    /// <summary>One dialogue, of up to three messages.</summary>
    private sealed class Played
    {
        private const int TurnsAtMost = 5000;

        private readonly Dice _dice;
        private readonly SmtpSession _session;
        private readonly StartTlsUpgrade _upgrade;
        private readonly List<(string Text, TransactionResult Result)> _sent = [];

        public Played(int seed)
        {
            _dice = new Dice(seed);
            bool isLmtp = _dice.Next(6) == 0, demandsTls = _dice.Next(4) == 0, isTrusted = _dice.Next(4) > 0;
            Server = new ModelServer(new Dice(_dice.Next(int.MaxValue)), isLmtp, demandsTls);
            Dice cuts = new(_dice.Next(int.MaxValue));
            int most = _dice.Next(3) switch { 0 => 1, 1 => 20, _ => 5000 };
            ModelStream stream = new(Server, [CheckBench.Leaf, CheckBench.Root], () => cuts.Next(most) + 1);
            _session = new SmtpSession("client.lab", demandsTls ? TlsDemand.Required : TlsDemand.Opportunistic, isLmtp);
            var handshake = DaneHandshake.WithoutAuthentication(new ReferenceNames(DomainName.Parse("mx.lab")), UsageProfile.Smtp);
            _upgrade = new StartTlsUpgrade(handshake.Options, stands => isTrusted || !stands ? null : Untrusted());
            Task talk = TalkAsync(stream);
            Drive(talk, stream);
            Judge();
        }

        public ModelServer Server { get; }

        public List<string> Wrong { get; } = [];

        public IEnumerable<RecipientResult> Results => _sent.SelectMany(one => one.Result.Recipients);

        private async Task TalkAsync(ModelStream stream)
        {
            await using SmtpConnection connection = new(stream, SmtpTimeouts.Delivery, TimeProvider.System);
            if (await SmtpOpening.OpenAsync(_session, connection, _upgrade, CancellationToken.None) is not SmtpStep.Ready)
            {
                return;
            }

            bool isUsable = true;
            for (int mail = _dice.Next(1, 4); mail > 0 && isUsable; mail--)
            {
                (Envelope envelope, string text) = AnyMail(mail);
                SmtpOptions options = new() { MaxRecipients = _dice.Next(3) == 0 ? 2 : 100 };
                TransactionResult result = await TransactionPlayer.RunAsync(
                    _session, connection, envelope, envelope.Recipients, MessageSource.FromOctets(Encoding.Latin1.GetBytes(text)), options, CancellationToken.None);
                _sent.Add((text, result));
                isUsable = result.IsConnectionUsable;
            }

            if (isUsable)
            {
                await SmtpOpening.LeaveAsync(_session, connection, _upgrade, CancellationToken.None);
            }
        }

        private (Envelope Envelope, string Text) AnyMail(int mail)
        {
            string[] to = [.. Enumerable.Range(0, _dice.Next(1, 6)).Select(i => $"m{mail}r{i}@example.com")];
            string body = _dice.Next(60) == 0
                ? string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 20_000))
                : string.Concat(Enumerable.Range(0, _dice.Next(5)).Select(_ => _dice.Next(5) switch { 0 => ".\r\n", 1 => "..a\r\n", 2 => "\r\n", 3 => "caf\xE9\r\n", _ => "b.\r\n" }));
            return (new Envelope(_dice.Next(5) == 0 ? "" : "a@client.lab", to) { Return = _dice.Next(3) == 0 ? DsnReturn.Headers : DsnReturn.None }, "Subject: a\r\n\r\n" + body);
        }

        // Everything the client does ends at once, until it has to wait for the server.
        private void Drive(Task talk, ModelStream stream)
        {
            for (int turn = 0; !talk.IsCompleted; turn++)
            {
                if (!stream.Turn() || turn > TurnsAtMost)
                {
                    if (talk.Wait(TimeSpan.FromSeconds(turn > TurnsAtMost ? 0 : 5)))
                    {
                        break;
                    }

                    Wrong.Add("the client waits for a reply that is not due");
                    return;
                }
            }

            if (talk.Exception is { } exception)
            {
                Wrong.Add(exception.ToString());
            }
        }

        private void Judge()
        {
            Wrong.AddRange(Server.Offences);
            foreach ((string text, TransactionResult result) in _sent)
            {
                foreach (RecipientResult one in result.Recipients)
                {
                    string who = one.Recipient.ToString();
                    string[] copies = [.. Server.Copies.Where(copy => copy.Recipient == who).Select(copy => copy.Text)];
                    bool agrees = one.State switch
                    {
                        RecipientState.Delivered => copies.Length == 1,
                        RecipientState.Unknown => copies.Length <= 1 && Server.Ended.Contains(who),
                        RecipientState.Permanent => copies.Length == 0 && (one.Reply is null ? !Server.Said.Any(said => said.Recipient == who) : one.Reply.IsPermanent),
                        _ => copies.Length == 0,
                    };
                    if (!agrees)
                    {
                        Wrong.Add($"{who} is called {one.State}, {one.Reason}; the server has {copies.Length} copies");
                    }

                    if (copies.Any(copy => copy != text))
                    {
                        Wrong.Add($"{who} got another message than was sent");
                    }
                }
            }
        }

        private static SmtpRefusal Untrusted() => new(SmtpRefusalKind.Handshake, StatusCodes.StartTlsNotSupported, ResultType.ValidationFailure, "not the one");
    }
}
