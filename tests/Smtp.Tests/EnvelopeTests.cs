using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Tests.Transaction;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests;

public sealed class EnvelopeTests
{
    [Fact]
    public void Addresses_AsPeopleWriteThem_MakeAnEnvelope()
    {
        Envelope envelope = new("a@example.org", "b@example.com", "\"c d\"@example.com");

        Assert.Equal("a@example.org", envelope.Sender?.ToString());
        Assert.Equal(["b@example.com", "\"c d\"@example.com"], envelope.Recipients.Select(one => one.ToString()));
        Assert.Null(envelope.WhyUnusable());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    public void Sender_ThatIsEmpty_IsTheNullReversePath(string sender) => Assert.Null(new Envelope(sender, "b@example.com").Sender);

    [Theory]
    [InlineData("nobody", "b@example.com", "The sender \"nobody\": an address has a local part, an @, and a domain.")]
    [InlineData("a@example.org", "b", "The recipient \"b\": an address has a local part, an @, and a domain.")]
    [InlineData("a@example.org", "b@\u00FCber.example", "The recipient \"b@\\xC3\\xBCber.example\": ")]
    public void Text_ThatIsNoAddress_IsNamed(string sender, string recipient, string why)
    {
        Assert.StartsWith(why, Assert.Throws<FormatException>(() => new Envelope(sender, recipient)).Message, StringComparison.Ordinal);
        Assert.False(Envelope.TryCreate(sender, [recipient], out Envelope? envelope, out string? said));
        Assert.Null(envelope);
        Assert.StartsWith(why, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Envelope_WithoutRecipients_IsNone()
    {
        Assert.False(Envelope.TryCreate("a@example.org", [], out _, out string? why));
        Assert.Equal("The envelope has no recipient.", why);
        Assert.Equal("The envelope has no recipient.", new Envelope { Recipients = [] }.WhyUnusable());
    }

    // What would end a command early is turned away wherever it comes in.
    [Theory]
    [MailRule(46, RuleSide.Holds)]
    [Requirement("5321-4.1.2-1")]
    [Requirement("6531-3.3-1")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData("\x7F")]
    [InlineData("\u0085")]
    public void LineEndOrNul_InAnyPart_IsRefused(string evil)
    {
        string text = $"a{evil}b";

        Assert.False(Envelope.TryCreate($"{text}@example.org", ["b@example.com"], out _, out _), "sender");
        Assert.False(Envelope.TryCreate($"\"{text}\"@example.org", ["b@example.com"], out _, out _), "quoted sender");
        Assert.False(Envelope.TryCreate("a@example.org", [$"{text}@example.com"], out _, out _), "recipient");
        Assert.False(Envelope.TryCreate("a@example.org", [$"b@{text}.example"], out _, out _), "domain");
        Assert.NotNull(Usable with { EnvelopeId = text } is { } id ? id.WhyUnusable() : null);
        Assert.NotNull(With(one => one with { OriginalRecipient = $"rfc822;{text}" }).WhyUnusable());
        Assert.NotNull(With(one => one with { OriginalRecipient = $"utf-8;{text}" }).WhyUnusable());
        Assert.NotNull(With(one => one with { OriginalRecipient = $"{text};b@example.com" }).WhyUnusable());
        Assert.NotNull(new SmtpOptions { HeloName = text }.WhyUnusable());
    }

    // And if it got in all the same, nothing is said.
    [Fact]
    [MailRule(46, RuleSide.Broken)]
    [Requirement("3461-4.4-2")]
    public async Task EnvelopeThatCannotBeUsed_IsNotSent()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("DSN");

        TransactionResult result = await bench.SendAsync(Usable with { EnvelopeId = "x\r\nRCPT TO:<evil@example.org>" });

        RecipientResult one = Assert.Single(result.Recipients);
        Assert.Equal(RecipientState.Permanent, one.State);
        Assert.Equal("5.5.4", one.Code.ToString());
        Assert.Equal("The envelope identifier is not printable ASCII (RFC 3461 section 4.4).", one.Reason);
        Assert.Empty(bench.Commands);
    }

    [Theory]
    [MailRule(50, RuleSide.Holds)]
    [Requirement("3461-4-1")]
    [Requirement("3461-4.2-1")]
    [InlineData("rfc822;b@example.com", "rfc822;b@example.com")]
    [InlineData("rfc822;a+b=c d@example.com", "rfc822;a+2Bb+3Dc+20d@example.com")]
    [InlineData("X400;/G=a/S=b", "X400;/G+3Da/S+3Db")]
    [InlineData("utf-8;\u00FC+\\@example.com", "utf-8;\\x{FC}\\x{2B}\\x{5C}@example.com")]
    [InlineData("utf-8;\U0001F600@example.com", "utf-8;\\x{1F600}@example.com")]
    public void OriginalRecipient_OfThisForm_IsEncoded(string plain, string encoded)
    {
        Assert.Null(DsnText.WhyNoOriginalRecipient(plain));
        Assert.Equal(encoded, DsnText.OfOriginalRecipient(plain));
    }

    [Theory]
    [MailRule(50, RuleSide.Broken)]
    [Requirement("3461-4.2-3")]
    [InlineData("b@example.com", "no type")]
    [InlineData(";b@example.com", "an empty type")]
    [InlineData("rfc822;", "no address")]
    [InlineData("x 400;b@example.com", "a type with a space")]
    [InlineData("rfc822;\u00FC@example.com", "beyond ASCII without its type")]
    [Requirement("3461-4.2-1")]
    public void OriginalRecipient_OfThisForm_IsRefused(string plain, string what) =>
        Assert.True(DsnText.WhyNoOriginalRecipient(plain) is not null, what);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void EnvelopeId_OfSoManyCharacters_IsUsableUpToTheLimit(int length, bool isUsable) =>
        Assert.Equal(isUsable, (Usable with { EnvelopeId = new string('x', length) }).WhyUnusable() is null);

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void OriginalRecipient_OfSoManyCharacters_IsUsableUpToTheLimit(int length, bool isUsable) =>
        Assert.Equal(isUsable, DsnText.WhyNoOriginalRecipient("rfc822;" + new string('x', length - "ORCPT=rfc822;".Length)) is null);

    [Theory]
    [Requirement("3461-4.1-1")]
    [InlineData(DsnNotify.None, null)]
    [InlineData(DsnNotify.Never, "NEVER")]
    [InlineData(DsnNotify.Success, "SUCCESS")]
    [InlineData(DsnNotify.Failure | DsnNotify.Delay, "FAILURE,DELAY")]
    public void Notify_OfTheseWishes_IsWritten(DsnNotify wishes, string? written) => Assert.Equal(written, DsnText.Of(wishes));

    [Fact]
    [Requirement("3461-4.1-2")]
    public void Notify_NeverWithAnother_IsRefused() =>
        Assert.Equal(
            "Notification never goes with no other wish for notification (RFC 3461 section 4.1).",
            With(one => one with { Notify = DsnNotify.Never | DsnNotify.Delay }).WhyUnusable());

    private static Envelope Usable => new("a@example.org", "b@example.com");

    private static Envelope With(Func<EnvelopeRecipient, EnvelopeRecipient> change) =>
        Usable with { Recipients = [.. Usable.Recipients.Select(change)] };
}
