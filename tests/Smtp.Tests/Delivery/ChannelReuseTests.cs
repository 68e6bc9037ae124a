using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>One connection carries mail of another domain only where the same authentication would have been asked for.</summary>
public sealed class ChannelReuseTests
{
    private static readonly Envelope Two = new("a@client.lab", "b@example.lab", "c@other.lab");

    [Fact]
    [MailRule(38, RuleSide.Holds)]
    public async Task Domains_BehindOneHostAuthenticatedByItsKey_ShareAConnection()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("other.lab. MX 10 mx.lab.");

        DeliveryReport report = await bench.SendAsync(Two);

        Assert.All(report.Recipients, outcome => DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated));
        Assert.Equal(1, bench.At().Connections);
        Assert.Equal([false, true], report.Attempts.Select(attempt => attempt.IsReused));
        Assert.Equal(2, bench.At().Messages.Count);
        Assert.Contains("RSET", bench.At().Commands);
        Assert.Equal("QUIT", bench.At().Commands[^1]);
    }

    [Fact]
    [MailRule(38, RuleSide.Broken)]
    public async Task Domains_OfWhichTheCertificateNamesOne_DoNotShare()
    {
        // Usage 2: accepted under the recipient's own domain, which says nothing about the other.
        LabCertificate leaf = LabCertificates.Leaf("example.lab", CheckBench.From, CheckBench.To, CheckBench.Root);
        await using DeliveryBench bench = new();
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.", "other.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2));
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Chain = [leaf, CheckBench.Root] });

        DeliveryReport report = await bench.SendAsync(Two);

        DeliveryBench.AssertDelivered(report.Recipients[0], DeliverySecurity.Authenticated);
        DeliveryBench.AssertKept(report.Recipients[1], "4.7.325", ResultType.CertificateHostMismatch, "mx.lab");
        Assert.Equal(2, bench.At().Connections);
        Assert.DoesNotContain("c@other.lab", string.Join(' ', bench.At().Commands), StringComparison.Ordinal);
    }

    [Fact]
    [MailRule(38, RuleSide.Holds)]
    public async Task Domains_WhoseHostIsNamedByTheCertificate_ShareUnderUsageTwo()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.", "other.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2));
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        await bench.SendAsync(Two);

        Assert.Equal(1, bench.At().Connections);
    }

    [Fact]
    [MailRule(38, RuleSide.Broken)]
    public async Task Domains_ThatReachOneAddressByHostsOfDifferentRecords_DoNotShare()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("other.lab. MX 10 mx2.lab.", "mx2.lab. A 192.0.2.1", "_25._tcp.mx2.lab. TLSA " + CheckBench.Other.Tlsa());

        DeliveryReport report = await bench.SendAsync(Two);

        DeliveryBench.AssertDelivered(report.Recipients[0], DeliverySecurity.Authenticated);
        DeliveryBench.AssertKept(report.Recipients[1], "4.7.323", ResultType.TlsaInvalid, "mx2.lab");
        Assert.Equal(2, bench.At().Connections);
    }

    [Fact]
    [MailRule(38, RuleSide.Broken)]
    public async Task Records_ThatChangedBetweenMessages_AreHeldAgainstANewConnection()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };
        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
        bench.Dns.Secure("_25._tcp.mx.lab. TLSA " + CheckBench.Other.Tlsa());

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);

        Assert.Equal(2, bench.At().Connections);
    }

    // What was let go for one message is not for the next, be its channel in clear, or encrypted and nobody's.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MailRule(38, RuleSide.Broken)]
    public async Task Connection_OverWhichAPolicyWasLetGo_CarriesNoMailThatKeepsToIt(bool requireTls)
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Chain = [CheckBench.Other] });
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1), RequireTls = requireTls };
        Assert.True((await bench.SendAsync(new Envelope("a@client.lab", "b@example.lab") { TlsIsOptional = true })).IsDelivered);

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.323", ResultType.TlsaInvalid, "the record is not that of the server's certificate");

        Assert.Single(bench.At().Messages);
    }

    // The dates of a certificate go on while a connection rests; under usage 3 they never counted.
    [Theory]
    [InlineData(2, 30, false)]
    [InlineData(2, 29, true)]
    [InlineData(3, 30, true)]
    [MailRule(38, RuleSide.Broken)]
    public async Task Certificate_ThatExpiresWhileItsConnectionRests_IsJudgedAgain(int usage, int seconds, bool isDelivered)
    {
        LabCertificate leaf = LabCertificates.Leaf("mx.lab", CheckBench.From, CheckBench.Now + TimeSpan.FromSeconds(29), CheckBench.Root);
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + (usage == 2 ? CheckBench.Root.Tlsa(2) : leaf.Tlsa()));
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Chain = [leaf, CheckBench.Root] });
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };
        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
        bench.Clock.Advance(TimeSpan.FromSeconds(seconds));

        RecipientOutcome outcome = await bench.SendAsync();

        Assert.Equal(isDelivered, outcome.IsDelivered);
        Assert.Equal(isDelivered ? 1 : 2, bench.At().Connections);
        Assert.True(isDelivered || (outcome.Code == "4.7.322" && outcome.ResultType == ResultType.CertificateExpired), outcome.Reason);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    [MailRule(38, RuleSide.Holds)]
    public async Task Connection_KeptForTheNextMessage_IsKeptNoLongerThanSaid(int seconds, int connections)
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Options = bench.Options with { IdleTime = seconds == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1) };
        await bench.SendAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(seconds));

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);

        Assert.Equal(connections, bench.At().Connections);
    }

    [Fact]
    public async Task Connection_WhoseServerIsGone_IsReplacedByANewOne()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = DanePolicyTests.Replies("RSET", "421 4.3.2 closing\r\n") });
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };
        await bench.SendAsync();

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);

        Assert.Equal(2, bench.At().Connections);
    }

    // Servers take so many messages over a connection and say so when they have had enough. A new connection to the same place takes more;
    // what a server says over that counts.
    [Theory]
    [InlineData("MAIL", "421 4.7.0 too many messages\r\n", 1, true)]
    [InlineData("MAIL", LabMailBehaviour.Closes, 1, true)]
    [InlineData("RCPT", "421 4.7.0 too many messages\r\n", 1, true)]
    [InlineData("MAIL", "421 4.7.0 not today\r\n", 0, false)]
    [InlineData("MAIL", "450 4.7.0 later\r\n", 1, false)]
    public async Task Connection_ThatEndsWhenItIsUsedAgain_GivesWayToANewOneOnce(string command, string reply, int allowed, bool isDelivered)
    {
        int said = 0;
        bool isFirst = true;
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with
        {
            Answer = line =>
            {
                said = line == "CONNECT" ? 0 : said + (line.StartsWith(command, StringComparison.Ordinal) ? 1 : 0);
                return !isFirst && line.StartsWith(command, StringComparison.Ordinal) && said > allowed ? reply : null;
            },
        });
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };
        await bench.SendAsync();
        isFirst = false;

        DeliveryReport report = await bench.SendAsync(new Envelope("a@client.lab", "b@example.lab"));

        Assert.True(report.IsDelivered == isDelivered, report.Recipients[0].Reason);
        Assert.Equal(isDelivered || allowed == 0 ? [true, false] : [true], report.Attempts.Select(attempt => attempt.IsReused));
        Assert.Contains(isDelivered ? "took it" : reply[..3], report.Recipients[0].Reason, StringComparison.Ordinal);
        Assert.Equal(isDelivered ? 2 : 1, bench.At().Messages.Count);
    }

    [Fact]
    public async Task Connection_LostBehindTheEndOfAMessageWhenItIsUsedAgain_GivesWayToNone()
    {
        int ends = 0;
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Answer = line => line == "." && ends++ > 0 ? LabMailBehaviour.Closes : null });
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };
        await bench.SendAsync();

        RecipientOutcome outcome = await bench.SendAsync();

        Assert.True(outcome is { IsDelivered: false, IsUncertain: true }, outcome.Reason);
        Assert.Equal(1, bench.At().Connections);
    }

    [Fact]
    public async Task Connection_OfAServerThatTakesOneMessage_IsNotUsedAgain()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Keywords = ["8BITMIME", "LIMITS MAILMAX=1"] });
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };

        await bench.SendAsync();
        await bench.SendAsync();

        Assert.Equal(2, bench.At().Connections);
        Assert.Equal(2, bench.At().Messages.Count);
    }

    [Fact]
    public async Task Sender_ThatIsDisposedOf_TakesLeaveOfTheServer()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Options = bench.Options with { IdleTime = TimeSpan.FromMinutes(1) };
        await bench.SendAsync();
        Assert.NotEqual("QUIT", bench.At().Commands[^1]);

        await bench.Sender.DisposeAsync();

        Assert.Equal("QUIT", bench.At().Commands[^1]);
    }
}
