using System.Text;
using DaneCore.Fuzz.Mail;
using DaneCore.Fuzz.Targets;
using DaneCore.Smtp;

namespace DaneCore.Fuzz.Tests;

/// <summary>
/// The target of whole deliveries is no use if nothing is ever delivered, or if what it holds a sender to could not fail: kept dialogues come to what
/// their names say, and the same dialogue is objected to when one thing about it is another.
/// </summary>
public sealed class MailDeliveryTests
{
    [Theory]
    [InlineData("clear-data", DeliverySecurity.Cleartext)]
    [InlineData("clear-helo", DeliverySecurity.Cleartext)]
    [InlineData("clear-after-a-broken-handshake", DeliverySecurity.Cleartext)]
    [InlineData("tls-where-nothing-is-published", DeliverySecurity.Encrypted)]
    [InlineData("tls-demanded", DeliverySecurity.Encrypted)]
    [InlineData("unusable-records", DeliverySecurity.Encrypted)]
    [InlineData("wrong-key-audit", DeliverySecurity.Encrypted)]
    [InlineData("wrong-key-not-required", DeliverySecurity.Encrypted)]
    [InlineData("dane-data", DeliverySecurity.Authenticated)]
    [InlineData("dane-pipelining", DeliverySecurity.Authenticated)]
    [InlineData("dane-chunks", DeliverySecurity.Authenticated)]
    [InlineData("dane-binary", DeliverySecurity.Authenticated)]
    [InlineData("dane-two-messages", DeliverySecurity.Authenticated)]
    [InlineData("dane-two-messages-limit", DeliverySecurity.Authenticated)]
    [InlineData("dane-second-connection-gone", DeliverySecurity.Authenticated)]
    [InlineData("dane-recipient-limit", DeliverySecurity.Authenticated)]
    [InlineData("dane-surplus", DeliverySecurity.Authenticated)]
    [InlineData("requiretls", DeliverySecurity.Authenticated)]
    [InlineData("lmtp-chunks", DeliverySecurity.Authenticated)]
    [InlineData("lmtp-two-messages", DeliverySecurity.Authenticated)]
    public void KeptDialogue_ThatGoesWell_DeliversToEachRecipient(string name, DeliverySecurity security)
    {
        (ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent) = Play(Scenario(name), Script(name));
        using (host)
        {
            Assert.All(sent.SelectMany(one => one.Report.Recipients), outcome => Assert.True(outcome.IsDelivered && outcome.Security == security, outcome.ToString()));
        }
    }

    [Theory]
    [InlineData("wrong-key", "5.7.323")]
    [InlineData("dane-not-offered", "5.7.321")]
    [InlineData("dane-injection", "5.7.321")]
    [InlineData("tls-demanded-not-offered", "5.7.321")]
    [InlineData("unusable-records-not-offered", "5.7.321")]
    [InlineData("requiretls-not-offered", "5.7.30")]
    [InlineData("dane-message-refused", "5.7.1")]
    [InlineData("dane-chunk-refused", "5.6.0")]
    [InlineData("dane-nobody-taken", "5.1.1")]
    public void KeptDialogue_ThatGoesWrong_DeliversToNobody(string name, string code)
    {
        (ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent) = Play(Scenario(name), Script(name));
        using (host)
        {
            Assert.All(sent.SelectMany(one => one.Report.Recipients), outcome => Assert.True(!outcome.IsDelivered && outcome.FinalCode == code, outcome.ToString()));
        }
    }

    [Theory]
    [InlineData("clear-data", "dane-data")]
    [InlineData("clear-data", "tls-demanded")]
    [InlineData("tls-where-nothing-is-published", "wrong-key")]
    [InlineData("unusable-records", "wrong-key")]
    public void Judge_DialogueUnderAStricterPolicy_Objects(string played, string judgedAs)
    {
        (ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent) = Play(Scenario(played), Script(played));
        using (host)
        {
            DeliveryOracle.Judge(Scenario(played), host, sent);

            Assert.Contains("nothing of the mail goes", Objection(() => DeliveryOracle.Judge(Scenario(judgedAs), host, sent)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("dane-data", "is called undelivered")]
    [InlineData("dane-message-refused", "is called delivered")]
    [InlineData("dane-lost-behind-the-end", "is called undelivered")]
    public void Judge_ReportThatSaysTheContrary_Objects(string name, string objection)
    {
        (ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent) = Play(Scenario(name), Script(name));
        using (host)
        {
            DeliveryReport report = sent[0].Report;
            DeliveryReport contrary = report with
            {
                Recipients = [.. report.Recipients.Select(one => one with { IsDelivered = !one.IsDelivered && !one.IsUncertain, IsUncertain = false })],
            };

            Assert.Contains(objection, Objection(() => DeliveryOracle.Judge(Scenario(name), host, [(sent[0].Item, contrary)])), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("EHLO c|MAIL FROM:<a@x>|MAIL FROM:<b@x>", "a transaction begins when the one before is over")]
    [InlineData("EHLO c|MAIL FROM:<a@x>|RCPT TO:<a1@x>|DATA|Subject: x\r\n.|RCPT TO:<b1@x>", "recipients are named between MAIL and the message")]
    [InlineData("EHLO c|MAIL FROM:<a@x>|RCPT TO:<a1@x>|DATA|DATA", "DATA is said once")]
    [InlineData("EHLO c|MAIL FROM:<a@x>|DATA|Subject: x\r\n.", "a message is sent when it was asked for")]
    [InlineData("EHLO c|MAIL FROM:<a@x>|BDAT 2 LAST\r\nxx", "a chunk is sent within a transaction")]
    public void Transactions_InAnOrderThatNoneMayHave_AreObjectedTo(string commands, string objection)
    {
        // The server says 250 to all but DATA.
        string replies = string.Join('\0', commands.Split('|').Select(command => command == "DATA" ? "354 go\r\n" : "250 ok\r\n").Prepend("220 mx\r\n"));
        ServerSide side = new(isEncrypted: true, new MailScript(Encoding.Latin1.GetBytes(replies + "\0250 ok\r\n")), _ => { }, () => { });
        side.Greet();
        foreach (byte octet in Encoding.Latin1.GetBytes(commands.Replace("|", "\r\n", StringComparison.Ordinal) + "\r\n"))
        {
            side.Take(octet);
        }

        Assert.Contains(objection, Objection(() => ObservedTransaction.In(side, isLmtp: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_MessageOfAnotherEnvelope_Objects()
    {
        MailScenario scenario = Scenario("dane-two-messages");
        (ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent) = Play(scenario, Script("dane-two-messages"));
        using (host)
        {
            DeliveryOracle.Judge(scenario, host, sent);
            (MailItem, DeliveryReport)[] mixed = [(sent[0].Item with { Octets = sent[1].Item.Octets }, sent[0].Report), sent[1]];

            Assert.Contains("the message arrives whole and is the right one", Objection(() => DeliveryOracle.Judge(scenario, host, mixed)), StringComparison.Ordinal);
        }
    }

    private static byte[] Kept(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "corpus", "MailDelivery", name));

    private static MailScenario Scenario(string name) => new(Kept(name)[0], Kept(name)[1]);

    private static byte[] Script(string name) => Kept(name)[2..];

    private static (ScriptedHost Host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> Sent) Play(MailScenario scenario, byte[] script) =>
        MailDeliveryTarget.Play(scenario, scenario.Mail, script);

    private static string Objection(Action judged) => Assert.Throws<BrokenPromiseException>(judged).Message;
}
