using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Transaction;

public sealed class TransmissionPlanTests
{
    private const string Plain = "Subject: a\r\n\r\nb\r\n";
    private const string EightBitBody = "Subject: a\r\n\r\nb\xFC\r\n";
    private const string EightBitHeader = "Subject: \xC3\xBC\r\n\r\nb\r\n";
    private const string Binary = "Content-Transfer-Encoding: binary\r\n\r\n\0\n\r.\r";

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To2036 = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Envelope ToOne = new("a@example.org", "b@example.com");
    private static readonly Envelope FromUtf8 = new("\u00FC@example.org", "b@example.com");
    private static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.lab", From, To2036, LabCertificates.Authority("Root", From, To2036));

    // What each message is sent with: the parameters it needs and no other (RFC 6531 section 3.4).
    [Theory]
    [MailRule(49, RuleSide.Holds)]
    [Requirement("1870-5-1")]
    [Requirement("1870-6-1")]
    [Requirement("1870-6-2")]
    [Requirement("3030-2-1")]
    [Requirement("5321-4.1.1-1")]
    [Requirement("5321-4.5.3.1.7-1")]
    [Requirement("6152-3-1")]
    [Requirement("6531-3.4-1")]
    [Requirement("6531-3.4-2")]
    [Requirement("6531-3.4-3")]
    [InlineData(Plain, "MAIL FROM:<a@example.org>", "RCPT TO:<b@example.com>", "DATA")]
    [InlineData(Plain, "MAIL FROM:<a@example.org> SIZE=17", "RCPT TO:<b@example.com>", "DATA", "SIZE")]
    [InlineData("Subject: a\n\nb", "MAIL FROM:<a@example.org> SIZE=17", "RCPT TO:<b@example.com>", "DATA", "SIZE 17")]
    [InlineData(Plain, "MAIL FROM:<a@example.org>", "RCPT TO:<b@example.com>", "DATA", "8BITMIME", "SMTPUTF8", "BINARYMIME", "DSN", "REQUIRETLS")]
    [InlineData(EightBitBody, "MAIL FROM:<a@example.org> BODY=8BITMIME", "RCPT TO:<b@example.com>", "DATA", "8BITMIME", "SMTPUTF8")]
    [InlineData(EightBitHeader, "MAIL FROM:<a@example.org> BODY=8BITMIME SMTPUTF8", "RCPT TO:<b@example.com>", "DATA", "8BITMIME", "SMTPUTF8")]
    [InlineData(Plain, "MAIL FROM:<a@example.org>", "RCPT TO:<b@example.com>", "BDAT 17 LAST", "CHUNKING")]
    [InlineData("Subject: a\n\nb", "MAIL FROM:<a@example.org> SIZE=17", "RCPT TO:<b@example.com>", "BDAT 17 LAST", "CHUNKING", "SIZE")]
    [InlineData(Binary, "MAIL FROM:<a@example.org> BODY=BINARYMIME", "RCPT TO:<b@example.com>", "BDAT 42 LAST", "CHUNKING", "BINARYMIME")]
    [Requirement("3030-2-3")]
    [Requirement("3030-2-4")]
    [Requirement("3030-3-2")]
    [Requirement("3030-3-3")]
    [Requirement("5321-3.3-1")]
    public async Task Message_ToAServerOffering_IsSentWithWhatItNeeds(
        string message, string mail, string recipient, string data, params string[] keywords)
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync(keywords);

        RecipientResult one = Assert.Single((await bench.SendAsync(ToOne, message)).Recipients);

        Assert.Equal(RecipientState.Delivered, one.State);
        Assert.Equal([mail, recipient, data], bench.Commands);
    }

    // What a server does not offer is not used; where the message cannot do without, it is not even asked.
    [Theory]
    [MailRule(49, RuleSide.Broken)]
    [Requirement("1870-4-1")]
    [Requirement("3030-3-1")]
    [Requirement("5321-2.4-2")]
    [Requirement("6152-3-2")]
    [Requirement("6531-3.2-4")]
    [Requirement("6531-3.5-1")]
    [InlineData(Plain, "5.3.4", "the message has 17 octets, and the server takes 16 at most (RFC 1870 section 6.1)", "SIZE 16")]
    [InlineData(EightBitBody, "5.6.3", "the message holds 8-bit text, and the server does not offer 8BITMIME (RFC 6152 section 3)", "SMTPUTF8")]
    [InlineData(EightBitHeader, "5.6.9", "the header holds characters beyond ASCII, and the server does not offer SMTPUTF8 (RFC 6531 section 3.2)", "8BITMIME")]
    [InlineData("Subject: a\r\n\r\n\0", "5.6.0", "there is a NUL in the message, which does not declare itself binary (RFC 2045 section 2.8)", "CHUNKING", "BINARYMIME", "8BITMIME")]
    [InlineData(Binary, "5.6.3", "the message is binary, and the server does not offer BINARYMIME with CHUNKING (RFC 3030 section 3)", "CHUNKING", "8BITMIME")]
    [InlineData(Binary, "5.6.3", "the message is binary, and the server does not offer BINARYMIME with CHUNKING (RFC 3030 section 3)", "BINARYMIME", "8BITMIME")]
    [Requirement("6531-3.2-3")]
    public async Task Message_ToAServerThatDoesNotOfferWhatItNeeds_IsNotSent(string message, string code, string reason, params string[] keywords)
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync(keywords);

        TransactionResult result = await bench.SendAsync(ToOne, message);

        RecipientResult one = Assert.Single(result.Recipients);
        Assert.Equal(RecipientState.Permanent, one.State);
        Assert.Equal(code, one.Code.ToString());
        Assert.Equal(reason, one.Reason);
        Assert.True(result.IsConnectionUsable);
        Assert.Empty(bench.Commands);
    }

    [Fact]
    [MailRule(49, RuleSide.Holds)]
    [Requirement("6531-3.4-1")]
    [Requirement("6531-3.7-1")]
    [Requirement("6531-3.2-1")]
    public async Task Addresses_BeyondAscii_GoToAServerWithSmtpUtf8()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("SMTPUTF8", "8BITMIME");

        TransactionResult result = await bench.SendAsync(FromUtf8 with { Recipients = [To("b\u00FC@xn--bcher-kva.example")] });

        Assert.Equal(RecipientState.Delivered, Assert.Single(result.Recipients).State);
        Assert.Equal(["MAIL FROM:<\xC3\xBC@example.org> SMTPUTF8", "RCPT TO:<b\xC3\xBC@xn--bcher-kva.example>", "DATA"], bench.Commands);
    }

    [Fact]
    [MailRule(49, RuleSide.Broken)]
    [Requirement("6531-3.2-2")]
    [Requirement("6531-3.2-4")]
    public async Task Sender_BeyondAsciiWithoutSmtpUtf8_IsNotDowngraded()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("8BITMIME");

        RecipientResult one = Assert.Single((await bench.SendAsync(FromUtf8)).Recipients);

        Assert.Equal("5.6.7", one.Code.ToString());
        Assert.Equal(RecipientState.Permanent, one.State);
        Assert.Empty(bench.Commands);
    }

    [Fact]
    [MailRule(49, RuleSide.Broken)]
    [Requirement("6531-3.2-2")]
    public async Task Recipient_BeyondAsciiWithoutSmtpUtf8_IsLeftOutAlone()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("8BITMIME");

        TransactionResult result = await bench.SendAsync(ToOne with { Recipients = [To("b\u00FC@example.com"), To("c@example.com")] });

        Assert.Equal([RecipientState.Permanent, RecipientState.Delivered], result.Recipients.Select(one => one.State));
        Assert.Equal("5.6.7", result.Recipients[0].Code.ToString());
        Assert.Equal(["MAIL FROM:<a@example.org>", "RCPT TO:<c@example.com>", "DATA"], bench.Commands);
    }

    [Fact]
    [MailRule(50, RuleSide.Holds)]
    [Requirement("3461-4.3-1")]
    [Requirement("3461-4.4-1")]
    [Requirement("3461-4.5-1")]
    [Requirement("3461-4.5-2")]
    [Requirement("3461-5.2.1-1")]
    [Requirement("3461-5.2.1-2")]
    [Requirement("3461-5.2.1-3")]
    [Requirement("3461-5.2.1-4")]
    [Requirement("3461-4-1")]
    [Requirement("3461-4.2-1")]
    public async Task Notifications_ToAServerWithDsn_AreAskedFor()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("DSN");

        RecipientResult one = Assert.Single((await bench.SendAsync(WithDsn)).Recipients);

        Assert.True(one.IsDsnPassedOn);
        Assert.Equal(
            [
                "MAIL FROM:<a@example.org> RET=FULL ENVID=id+2B1+20x",
                "RCPT TO:<b@example.com> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;first+2Blast@example.com",
                "DATA",
            ],
            bench.Commands);
    }

    [Fact]
    [MailRule(50, RuleSide.Broken)]
    [Requirement("3461-5.2.2-1")]
    [Requirement("5321-4.1.1-1")]
    public async Task Notifications_ToAServerWithoutDsn_AreNotAskedForAndTheResultSaysSo()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("SIZE");

        RecipientResult one = Assert.Single((await bench.SendAsync(WithDsn)).Recipients);

        Assert.Equal(RecipientState.Delivered, one.State);
        Assert.False(one.IsDsnPassedOn);
        Assert.Equal(["MAIL FROM:<a@example.org> SIZE=17", "RCPT TO:<b@example.com>", "DATA"], bench.Commands);
    }

    [Fact]
    [MailRule(52, RuleSide.Holds)]
    [Requirement("8689-2-1")]
    [Requirement("8689-2-5")]
    [Requirement("8689-4.2.1-9")]
    [Requirement("8689-5-2")]
    public async Task RequireTls_OfferedInTls_IsAskedForAndBringsBackHeadersAlone()
    {
        await using TransactionBench bench =
            await TransactionBench.OpenAsync(new LabMailBehaviour { Chain = [Leaf], Keywords = ["REQUIRETLS", "DSN"] });

        RecipientResult one = Assert.Single((await bench.SendAsync(ToOne with { RequiresTls = true, Return = DsnReturn.Full })).Recipients);

        Assert.Equal(RecipientState.Delivered, one.State);
        Assert.Equal(["MAIL FROM:<a@example.org> RET=HDRS REQUIRETLS", "RCPT TO:<b@example.com>", "DATA"], bench.Commands);
    }

    [Theory]
    [MailRule(52, RuleSide.Broken)]
    [Requirement("8689-2-1")]
    [Requirement("8689-2-4")]
    [Requirement("8689-4.2.1-8")]
    [InlineData(true, "SIZE", "5.7.30", "the message requires TLS on its whole way, and the server does not offer REQUIRETLS (RFC 8689 section 4.2.1)")]
    [InlineData(false, "REQUIRETLS", "5.7.10", "the message requires TLS, and the session is in clear (RFC 8689 section 4.2.1)")]
    public async Task RequireTls_NotOfferedInTls_SendsNothing(bool isInTls, string keyword, string code, string reason)
    {
        await using TransactionBench bench =
            await TransactionBench.OpenAsync(new LabMailBehaviour { Chain = isInTls ? [Leaf] : [], Keywords = [keyword] });

        TransactionResult result = await bench.SendAsync(ToOne with { RequiresTls = true });

        RecipientResult one = Assert.Single(result.Recipients);
        Assert.Equal(RecipientState.Permanent, one.State);
        Assert.Equal(code, one.Code.ToString());
        Assert.Equal(reason, one.Reason);
        Assert.Empty(bench.Commands);
    }

    // RFC 8689 section 5: a bounce is not discarded because the next server does not know REQUIRETLS.
    [Fact]
    [MailRule(52, RuleSide.Holds)]
    [Requirement("8689-5-3")]
    public async Task RequireTls_ForABounce_GoesWithoutWhereItIsNotOffered()
    {
        await using TransactionBench bench = await TransactionBench.OpenAsync(new LabMailBehaviour { Chain = [Leaf], Keywords = ["SIZE"] });

        RecipientResult one = Assert.Single((await bench.SendAsync(new Envelope("", "b@example.com") { RequiresTls = true })).Recipients);

        Assert.Equal(RecipientState.Delivered, one.State);
        Assert.Equal(["MAIL FROM:<> SIZE=17", "RCPT TO:<b@example.com>", "DATA"], bench.Commands);
    }

    // RFC 5321 section 4.5.3.1: objects larger than the limits may be sent, and the server may refuse them.
    [Theory]
    [InlineData("DATA")]
    [InlineData("BDAT", "CHUNKING")]
    public async Task Line_LongerThanTheLimit_GoesAsItIs(string verb, params string[] keywords)
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync(keywords);
        string line = new('x', 5000);

        await bench.SendAsync(ToOne, $"Subject: a\r\n\r\n{line}\r\n");

        Assert.Contains(line, System.Text.Encoding.ASCII.GetString(Assert.Single(bench.Server.Messages).Content.Span), StringComparison.Ordinal);
        Assert.Contains(bench.Commands, command => command.StartsWith(verb, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Binary_ToAServerThatTakesIt_ArrivesOctetByOctet()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("CHUNKING", "BINARYMIME");

        await bench.SendAsync(ToOne, Binary);

        Assert.Equal(Binary, System.Text.Encoding.Latin1.GetString(Assert.Single(bench.Server.Messages).Content.Span));
    }

    private static Envelope WithDsn => ToOne with
    {
        Return = DsnReturn.Full,
        EnvelopeId = "id+1 x",
        Recipients =
        [
            To("b@example.com") with
            {
                Notify = DsnNotify.Success | DsnNotify.Failure | DsnNotify.Delay,
                OriginalRecipient = "rfc822;first+last@example.com",
            },
        ],
    };

    private static EnvelopeRecipient To(string address) => new(Mailbox.Parse(address));
}
