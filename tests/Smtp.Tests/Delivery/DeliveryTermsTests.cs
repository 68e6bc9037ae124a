using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>What a sender or a message demands beyond what the domain publishes, and what is let go.</summary>
public sealed class DeliveryTermsTests
{
    private static readonly Envelope Usual = new("a@client.lab", "b@example.lab");

    [Fact]
    [MailRule(40, RuleSide.Holds)]
    public async Task MandatoryDane_BehindSignedMxAndRecords_GetsTheMailThrough()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Options = bench.Options with { RequireDane = true };

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
    }

    [Theory]
    [InlineData("insecure-mx", "RFC 7672 section 2.2.1")]
    [InlineData("no-tlsa", "RFC 7672 section 6")]
    [InlineData("insecure-host", "RFC 7672 section 6")]
    [InlineData("unusable", "RFC 7672 section 6")]
    [Requirement("7672-2.2.1-3")]
    [MailRule(40, RuleSide.Broken)]
    public async Task MandatoryDane_WithoutWhatItRestsOn_DelaysTheMail(string lacking, string rfc)
    {
        await using DeliveryBench bench = new();
        _ = lacking switch
        {
            "insecure-mx" => bench.Dns.Insecure("example.lab. MX 10 mx.lab.").Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa()),
            "no-tlsa" => bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1"),
            "insecure-host" => bench.Dns.Secure("example.lab. MX 10 mx.lab.").Insecure("mx.lab. A 192.0.2.1"),
            _ => bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(1)),
        };
        bench.Serve("192.0.2.1", DeliveryBench.Sound);
        bench.Options = bench.Options with { RequireDane = true };

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.5", ResultType.DaneRequired, rfc);
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [Requirement("3207-6-2")]
    public async Task MandatoryTls_WhereNothingIsPublished_EncryptsOrDelays()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Options = bench.Options with { RequireTls = true };
        bench.Serve("192.0.2.1", DeliveryBench.Sound);
        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Encrypted);

        LabMailServer plain = bench.Serve("192.0.2.1", DeliveryBench.Sound with { Fault = LabMailFault.SpeaksGarbageTls });
        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.321", ResultType.StarttlsNotSupported, "the TLS handshake failed");
        DeliveryBench.AssertSawNoMail(plain);
    }

    [Fact]
    [MailRule(52, RuleSide.Holds)]
    [Requirement("8689-4.2.1-1")]
    [Requirement("8689-4.2.1-9")]
    [Requirement("8689-4.3-1")]
    public async Task RequireTls_OfferedByAnAuthenticatedServer_IsSaidInMail()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.OffersRequireTls);

        DeliveryBench.AssertDelivered((await bench.SendAsync(Usual with { RequiresTls = true })).Recipients[0], DeliverySecurity.Authenticated);
        Assert.Contains("REQUIRETLS", Assert.Single(bench.At().Messages).MailFrom, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not-offered", "5.7.30", "does not offer REQUIRETLS")]
    [InlineData("offered-in-clear-alone", "5.7.30", "does not offer REQUIRETLS")]
    [InlineData("insecure-mx", "5.7.10", "no signature vouches for the MX records")]
    [InlineData("no-tlsa", "5.7.10", "cannot be authenticated")]
    [InlineData("unusable", "5.7.10", "cannot be authenticated")]
    [InlineData("no-starttls", "5.7.10", "does not offer STARTTLS")]
    [InlineData("mismatch", "5.7.10", "demands TLS all the way")]
    [MailRule(52, RuleSide.Broken)]
    [Requirement("8689-2-1")]
    [Requirement("8689-2-2")]
    [Requirement("8689-2-3")]
    [Requirement("8689-2-4")]
    [Requirement("8689-4.2.1-2")]
    [Requirement("8689-4.2.1-6")]
    [Requirement("8689-4.2.1-8")]
    [Requirement("8689-4.2.1-3")]
    public async Task RequireTls_WithoutWhatItDemands_EndsTheMailAtOnce(string lacking, string code, string words)
    {
        await using DeliveryBench bench = new();
        string[] host = lacking switch
        {
            "no-tlsa" => ["mx.lab. A 192.0.2.1"],
            "unusable" => ["mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(1)],
            _ => ["mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa()],
        };
        _ = lacking == "insecure-mx" ? bench.Dns.Insecure("example.lab. MX 10 mx.lab.") : bench.Dns.Secure("example.lab. MX 10 mx.lab.");
        bench.Dns.Secure(host);
        LabMailServer server = bench.Serve("192.0.2.1", lacking switch
        {
            "not-offered" => DeliveryBench.Sound,
            "offered-in-clear-alone" => DeliveryBench.OffersRequireTls with { Replies = DanePolicyTests.Replies("TLS:EHLO", "250-mx.lab\r\n250 8BITMIME\r\n") },
            "no-starttls" => DeliveryBench.OffersRequireTls with { Fault = LabMailFault.OffersNoStartTls },
            "mismatch" => DeliveryBench.OffersRequireTls with { Chain = [CheckBench.Other] },
            _ => DeliveryBench.OffersRequireTls,
        });

        RecipientOutcome outcome = (await bench.SendAsync(Usual with { RequiresTls = true })).Recipients[0];

        Assert.Equal((code, false), (outcome.Code, outcome.IsTransient));
        Assert.Contains(words, outcome.Reason, StringComparison.Ordinal);
        await bench.Sender.DisposeAsync();
        DeliveryBench.AssertSawNoMail(server);
    }

    [Fact]
    [MailRule(52, RuleSide.Broken)]
    [Requirement("8689-4.2.1-5")]
    public async Task RequireTls_WhereAHostCouldNotBeReached_IsDelayed()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2", "_25._tcp.mx2.lab. TLSA " + CheckBench.Leaf.Tlsa());

        // The host that is not there may be the one that offers it.
        RecipientOutcome outcome = (await bench.SendAsync(Usual with { RequiresTls = true })).Recipients[0];

        DeliveryBench.AssertKept(outcome, "4.7.30", ResultType.None, "does not offer REQUIRETLS");
    }

    [Fact]
    [MailRule(52, RuleSide.Holds)]
    [Requirement("8689-5-3")]
    public async Task RequireTls_OnABounce_IsGivenUpRatherThanTheBounce()
    {
        await using var bench = DeliveryBench.Healthy();

        RecipientOutcome outcome = (await bench.SendAsync(new Envelope("", "b@example.lab") { RequiresTls = true })).Recipients[0];

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.Contains("REQUIRETLS", outcome.Waived, StringComparison.Ordinal);
        Assert.DoesNotContain("REQUIRETLS", Assert.Single(bench.At().Messages).MailFrom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequireTls_OnABounce_GivesUpNothingElse()
    {
        await using var bench = DeliveryBench.Healthy(LabMailFault.OffersNoStartTls);

        RecipientOutcome outcome = (await bench.SendAsync(new Envelope("", "b@example.lab") { RequiresTls = true })).Recipients[0];

        DeliveryBench.AssertKept(outcome, "4.7.321", ResultType.StarttlsNotSupported, "does not offer STARTTLS");
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Theory]
    [InlineData("no-starttls", DeliverySecurity.Cleartext)]
    [InlineData("mismatch", DeliverySecurity.Encrypted)]
    [InlineData("bogus-tlsa", DeliverySecurity.Encrypted)]
    [MailRule(53, RuleSide.Holds)]
    [Requirement("8689-3-1")]
    [Requirement("8689-4.2.2-1")]
    public async Task TlsRequiredNo_WhereAPolicyFails_GoesAllTheSame(string failing, DeliverySecurity security)
    {
        await using DeliveryBench bench = Failing(failing);

        RecipientOutcome outcome = (await bench.SendAsync(Usual with { TlsIsOptional = true })).Recipients[0];

        DeliveryBench.AssertDelivered(outcome, security);
        Assert.NotNull(outcome.Waived);
        Assert.False(outcome.IsSecure);
    }

    // What the sender itself demands is encryption; that the records name another key is let go all the same.
    [Theory]
    [InlineData("mismatch", true)]
    [InlineData("no-starttls", false)]
    [MailRule(53, RuleSide.Holds)]
    [Requirement("8689-4.2.2-1")]
    public async Task TlsRequiredNo_WhereThisSenderDemandsTls_IsEncryptedAndNoMore(string failing, bool isDelivered)
    {
        await using DeliveryBench bench = Failing(failing);
        bench.Options = bench.Options with { RequireTls = true };

        RecipientOutcome outcome = (await bench.SendAsync(Usual with { TlsIsOptional = true })).Recipients[0];

        Assert.Equal((isDelivered, isDelivered ? DeliverySecurity.Encrypted : DeliverySecurity.None), (outcome.IsDelivered, outcome.Security));
        Assert.Contains(isDelivered ? "nothing says whether the server is the right one" : "does not offer STARTTLS", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    [MailRule(53, RuleSide.Holds)]
    [Requirement("8689-3-2")]
    [Requirement("8689-4.2.2-1")]
    public async Task TlsRequiredNo_WhereThePolicyHolds_FollowsIt()
    {
        await using var bench = DeliveryBench.Healthy();

        RecipientOutcome outcome = (await bench.SendAsync(Usual with { TlsIsOptional = true })).Recipients[0];

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.Null(outcome.Waived);
    }

    [Theory]
    [InlineData("TLS-Required: No\r\nSubject: test\r\n\r\nHello.\r\n", true)]
    [InlineData("Subject: test\r\n\r\nTLS-Required: No\r\n", false)]
    [MailRule(53, RuleSide.Holds)]
    [MailRule(53, RuleSide.Broken)]
    public async Task TlsRequiredNo_InTheHeaderOfTheMessage_IsSeenThereAndNowhereElse(string message, bool isDelivered)
    {
        await using DeliveryBench bench = Failing("no-starttls");

        DeliveryReport report = await bench.Sender.SendAsync(
            Usual, MessageSource.FromOctets(System.Text.Encoding.ASCII.GetBytes(message)), DeliveryBench.Stop);

        Assert.Equal(isDelivered, report.IsDelivered);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [MailRule(53, RuleSide.Broken)]
    [Requirement("8689-4.1-1")]
    public async Task TlsRequiredNo_AgainstRequireTlsOrMandatoryDane_CountsForNothing(bool requiresTls, bool requireDane)
    {
        await using DeliveryBench bench = Failing("no-starttls");
        bench.Options = bench.Options with { RequireDane = requireDane };

        RecipientOutcome outcome = (await bench.SendAsync(Usual with { TlsIsOptional = true, RequiresTls = requiresTls })).Recipients[0];

        Assert.Equal(requiresTls ? "5.7.10" : "4.7.321", outcome.Code);
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Theory]
    [InlineData("no-starttls", DeliverySecurity.Cleartext, "does not offer STARTTLS")]
    [InlineData("mismatch", DeliverySecurity.Encrypted, "the record is not that of the server's certificate")]
    [InlineData("bogus-tlsa", DeliverySecurity.Encrypted, "TLSA records at _25._tcp.mx.lab. could not be found out")]
    [MailRule(39, RuleSide.Holds)]
    public async Task AuditOnly_WhereAPolicyFails_ReportsItAndDelivers(string failing, DeliverySecurity security, string words)
    {
        await using DeliveryBench bench = Failing(failing);
        bench.Options = bench.Options with { AuditsOnly = true };

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, security);
        Assert.Contains(words, outcome.Waived, StringComparison.Ordinal);
        Assert.Contains("RFC 7672 section 9.1", (await bench.SendAsync(Usual)).Attempts[^1].PolicyReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-starttls")]
    [InlineData("mismatch")]
    [InlineData("bogus-tlsa")]
    [Requirement("7672-9.1-1")]
    [MailRule(39, RuleSide.Broken)]
    public async Task AuditOnly_WhichIsOffUnlessAskedFor_DeliversNothingThatFails(string failing)
    {
        await using DeliveryBench bench = Failing(failing);

        Assert.False((await bench.SendAsync()).IsDelivered);
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Fact]
    [MailRule(39, RuleSide.Holds)]
    public async Task AuditOnly_WhereAWorseHostKeepsThePolicy_TakesThatOne()
    {
        await using DeliveryBench bench = Failing("mismatch");
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2", "_25._tcp.mx2.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.2", DeliveryBench.Sound);
        bench.Options = bench.Options with { AuditsOnly = true };

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.Null(outcome.Waived);
    }

    [Fact]
    public async Task AuditOnly_BehindBogusMx_HasNowhereToGo()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Bogus("example.lab", RecordType.MX);
        bench.Options = bench.Options with { AuditsOnly = true };

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.324", ResultType.DnssecInvalid, "does not validate");
    }

    [Fact]
    public async Task AuditOnly_AgainstAnInjection_SendsNothing()
    {
        await using var bench = DeliveryBench.Healthy(LabMailFault.InjectsAfterStartTls);
        bench.Options = bench.Options with { AuditsOnly = true };

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.321", ResultType.StarttlsNotSupported, "octets in clear");
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Fact]
    public void Options_ThatContradictOneAnother_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new SmtpSender(new TestResolver(), new SmtpOptions { AuditsOnly = true, RequireDane = true }));

    private static DeliveryBench Failing(string how)
    {
        var bench = DeliveryBench.Healthy(how switch
        {
            "no-starttls" => DeliveryBench.Sound with { Fault = LabMailFault.OffersNoStartTls },
            "mismatch" => DeliveryBench.Sound with { Chain = [CheckBench.Other] },
            _ => DeliveryBench.Sound,
        });
        if (how == "bogus-tlsa")
        {
            bench.Dns.Bogus("_25._tcp.mx.lab", RecordType.TLSA);
        }

        return bench;
    }
}
