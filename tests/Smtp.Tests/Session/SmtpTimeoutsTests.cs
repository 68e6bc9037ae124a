using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Session;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Session;

public sealed class SmtpTimeoutsTests
{
    [Fact]
    [MailRule(47, RuleSide.Holds)]
    [Requirement("5321-4.5.3.2-3")]
    public void Delivery_ByDefault_WaitsAsLongAsIsDue()
    {
        SmtpTimeouts waits = SmtpTimeouts.Delivery;

        Assert.Equal(
            [5, 5, 5, 2, 3, 10],
            new[] { waits.Greeting, waits.Mail, waits.Recipient, waits.Data, waits.DataBlock, waits.Message }.Select(wait => wait.TotalMinutes));
        Assert.Equal(waits, new SmtpOptions().Timeouts);
    }

    [Fact]
    [Requirement("5321-4.5.3.2-2")]
    public async Task Wait_SetOtherwise_IsThatLong()
    {
        FakeTimeProvider clock = new();
        await using SmtpConnection connection = new(
            new DrippingStream("220 mx.lab hi\r\n"u8.ToArray(), TimeSpan.FromSeconds(1), clock),
            SmtpTimeouts.Delivery with { Greeting = TimeSpan.FromSeconds(7) },
            clock);

        SmtpReceipt receipt = await connection.ReceiveAsync(SmtpPhase.Greeting, TestContext.Current.CancellationToken);

        Assert.Equal("no greeting within 7 seconds", receipt.Loss?.Text);
    }
}
