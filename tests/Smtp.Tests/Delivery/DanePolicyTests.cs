using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>The rows of RFC 7672 section 2.2, and what happens where they cannot be met.</summary>
public sealed class DanePolicyTests
{
    [Fact]
    [Requirement("7672-2.2-1")]
    [Requirement("7672-8.1-1")]
    [MailRule(22, RuleSide.Holds)]
    [MailRule(41, RuleSide.Holds)]
    [Requirement("7672-2.1.2-4")]
    public async Task Server_ThatTheRecordNames_GetsTheMessageInsideTls()
    {
        await using var bench = DeliveryBench.Healthy();

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.True(outcome.IsSecure);
        Assert.Equal(("mx.lab.", "192.0.2.1"), (outcome.Host?.ToString(), outcome.Address?.ToString()));
        LabMessage taken = Assert.Single(bench.At().Messages);
        Assert.True(taken.OverTls);
        Assert.Equal(DeliveryBench.Message, taken.Content.ToArray());
        Assert.Equal(["mx.lab"], bench.At().ServerNames);
    }

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls, "does not offer STARTTLS")]
    [InlineData(LabMailFault.RefusesStartTls, "refuses it: 454")]
    [InlineData(LabMailFault.ClosesAtStartTls, "closed the connection")]
    [InlineData(LabMailFault.SpeaksGarbageTls, "the TLS handshake failed")]
    [InlineData(LabMailFault.ClosesInHandshake, "the TLS handshake failed")]
    [InlineData(LabMailFault.InjectsAfterStartTls, "octets in clear follow the reply to STARTTLS")]
    [Requirement("7672-2.2-2")]
    [MailRule(22, RuleSide.Broken)]
    [MailRule(41, RuleSide.Broken)]
    [MailRule(42, RuleSide.Holds)]
    [Requirement("3207-6-4")]
    public async Task Tls_ThatCannotBeHad_DelaysTheMailAndNothingGoesInClear(LabMailFault fault, string words)
    {
        await using var bench = DeliveryBench.Healthy(fault);

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertKept(outcome, "4.7.321", ResultType.StarttlsNotSupported, words);
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Fact]
    [Requirement("7672-3.2-1")]
    [Requirement("7672-9.1-1")]
    [MailRule(22, RuleSide.Broken)]
    [MailRule(42, RuleSide.Holds)]
    public async Task Certificate_OfAnotherKey_DelaysTheMail()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Chain = [CheckBench.Other, CheckBench.Root] });

        RecipientOutcome outcome = await bench.SendAsync();

        // RFC 7672 section 2.2: delayed, not bounced; the permanent form is there for who gives up.
        DeliveryBench.AssertKept(outcome, "4.7.323", ResultType.TlsaInvalid, "the record is not that of the server's certificate");
        Assert.Equal("5.7.323", outcome.FinalCode);

        // Not one octet of SMTP after the verdict.
        Assert.Equal(["EHLO client.lab", "STARTTLS"], bench.At().Commands);
    }

    [Fact]
    [MailRule(42, RuleSide.Broken)]
    public async Task Recipient_TheServerRefusesForGood_IsFinalAtOnce()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = Replies("RCPT", "550 5.1.1 nobody here\r\n") });

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertKept(outcome, "5.1.1", ResultType.None, "nobody here");
        Assert.Contains("550 5.1.1 nobody here", outcome.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls)]
    [InlineData(LabMailFault.InjectsAfterStartTls)]
    [InlineData(LabMailFault.RefusesConnection)]
    [Requirement("7672-2.2-2")]
    [MailRule(41, RuleSide.Holds)]
    public async Task Host_ThatFails_IsFollowedByTheNext(LabMailFault fault)
    {
        await using var bench = DeliveryBench.Healthy(fault);
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2", "_25._tcp.mx2.lab. TLSA " + CheckBench.Other.Tlsa());
        bench.Serve("192.0.2.2", new LabMailBehaviour { Chain = [CheckBench.Other] });

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.Equal("mx2.lab.", outcome.Host?.ToString());
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Fact]
    [Requirement("7672-2.2-3")]
    [MailRule(22, RuleSide.Holds)]
    public async Task Records_ThatCannotBeUsed_AskForTlsAndAuthenticateNobody()
    {
        await using DeliveryBench bench = Unusable(DeliveryBench.Sound);

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Encrypted);
        Assert.True(Assert.Single(bench.At().Messages).OverTls);
    }

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls)]
    [InlineData(LabMailFault.SpeaksGarbageTls)]
    [MailRule(22, RuleSide.Broken)]
    [MailRule(41, RuleSide.Broken)]
    [Requirement("7672-2.2.3-3")]
    public async Task Records_ThatCannotBeUsed_KeepMailOutOfTheClearAllTheSame(LabMailFault fault)
    {
        await using DeliveryBench bench = Unusable(DeliveryBench.Sound with { Fault = fault });

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.321", ResultType.StarttlsNotSupported, "mx.lab");
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Theory]
    [InlineData(LabMailFault.None, DeliverySecurity.Encrypted, 1)]
    [InlineData(LabMailFault.OffersNoStartTls, DeliverySecurity.Cleartext, 1)]
    [InlineData(LabMailFault.RefusesStartTls, DeliverySecurity.Cleartext, 1)]
    [InlineData(LabMailFault.ClosesAtStartTls, DeliverySecurity.Cleartext, 2)]
    [InlineData(LabMailFault.SpeaksGarbageTls, DeliverySecurity.Cleartext, 2)]
    [InlineData(LabMailFault.ClosesInHandshake, DeliverySecurity.Cleartext, 2)]
    [Requirement("7672-2.2-4")]
    [MailRule(22, RuleSide.Holds)]
    public async Task Host_WithoutRecords_GetsMailAsWellAsItCan(LabMailFault fault, DeliverySecurity security, int connections)
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Fault = fault });

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, security);
        Assert.False(outcome.IsSecure);
        Assert.Equal(security == DeliverySecurity.Encrypted, Assert.Single(bench.At().Messages).OverTls);
        Assert.Equal(connections, bench.At().Connections);
    }

    [Fact]
    [MailRule(22, RuleSide.Broken)]
    public async Task Injection_WhereTlsIsNotDemanded_IsNoReasonForClearText()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Fault = LabMailFault.InjectsAfterStartTls });

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.321", ResultType.StarttlsNotSupported, "RFC 3207 section 4");
        DeliveryBench.AssertSawNoMail(bench.At());
        Assert.Equal(1, bench.At().Connections);
    }

    [Theory]
    [InlineData("bogus", "4.7.324", nameof(ResultType.DnssecInvalid))]
    [InlineData("failure", "4.7.324", nameof(ResultType.DnssecInvalid))]
    [InlineData("silent", "4.4.312", nameof(ResultType.None))]
    [Requirement("7672-2.1.2-2")]
    [Requirement("7672-2.1.2-3")]
    [MailRule(3, RuleSide.Broken)]
    [MailRule(22, RuleSide.Broken)]
    [Requirement("7672-2.2-5")]
    [Requirement("7672-2.2.2-3")]
    public async Task Lookup_OfTlsaThatFails_MakesTheHostUnreachable(string how, string code, string type)
    {
        await using var bench = DeliveryBench.Healthy();
        FailTlsa(bench, how);

        DeliveryBench.AssertKept(await bench.SendAsync(), code, Enum.Parse<ResultType>(type), "RFC 7672 section 2.1.2");
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [Requirement("7672-2.1.2-2")]
    [MailRule(3, RuleSide.Holds)]
    public async Task Lookup_ThatFailsForOneHost_LeavesTheNext()
    {
        await using var bench = DeliveryBench.Healthy();
        FailTlsa(bench, "bogus");
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", DeliveryBench.Sound);

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Encrypted);
        Assert.Equal("mx2.lab.", outcome.Host?.ToString());
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [MailRule(6, RuleSide.Holds)]
    public async Task Host_InAnUnsignedZoneThatDropsTlsaQuestions_GetsTheMail()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.plain.").Insecure("mx.plain. A 192.0.2.1").Silent("_25._tcp.mx.plain", RecordType.TLSA);
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Encrypted);
        Assert.DoesNotContain(bench.Dns.Asked, question => question.EndsWith("TLSA", StringComparison.Ordinal));
    }

    [Fact]
    [MailRule(6, RuleSide.Broken)]
    public async Task Host_InASignedZoneThatDropsTlsaQuestions_GetsNone()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1").Silent("_25._tcp.mx.lab", RecordType.TLSA);
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.4.312", ResultType.None, "TLSA records at _25._tcp.mx.lab. could not be found out");
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [MailRule(7, RuleSide.Holds)]
    public async Task Family_ThatFails_LeavesTheOther()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Bogus("mx.lab", RecordType.AAAA);

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
    }

    [Fact]
    [MailRule(7, RuleSide.Broken)]
    public async Task Families_ThatBothFail_LeaveNone()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Bogus("mx.lab", RecordType.AAAA).Bogus("mx.lab", RecordType.A);

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.324", ResultType.DnssecInvalid, "addresses of mx.lab. could not be found out");
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [Requirement("7672-2.2.3-1")]
    [MailRule(16, RuleSide.Holds)]
    public async Task Records_OfThePortConnectedTo_Count()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("_2525._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Options = bench.Options with { Port = 2525 };

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
    }

    [Fact]
    [MailRule(16, RuleSide.Broken)]
    public async Task Records_OfAnotherPort_CountForNothing()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Options = bench.Options with { Port = 2525 };

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Encrypted);
        Assert.Contains("_2525._tcp.mx.lab. TLSA", bench.Dns.Asked);
        Assert.DoesNotContain("_25._tcp.mx.lab. TLSA", bench.Dns.Asked);
    }

    [Theory]
    [InlineData("rfc7672", true)]
    [InlineData("exchange-online", false)]
    public async Task Profile_Chosen_ChangesHowCertificatesAreJudged(string profile, bool isDelivered)
    {
        LabCertificate expired = LabCertificates.Leaf("mx.lab", CheckBench.From, CheckBench.Now.AddDays(-1));
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + expired.Tlsa());
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Chain = [expired] });
        bench.Options = bench.Options with { Profile = UsageProfile.ForService(profile) };

        RecipientOutcome outcome = await bench.SendAsync();

        if (isDelivered)
        {
            DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        }
        else
        {
            DeliveryBench.AssertKept(outcome, "4.7.322", ResultType.CertificateExpired, "expired");
            DeliveryBench.AssertSawNoMail(bench.At());
        }
    }

    internal static Dictionary<string, string> Replies(string command, string reply) => new(StringComparer.Ordinal) { [command] = reply };

    private static DeliveryBench Unusable(LabMailBehaviour behaviour)
    {
        DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(1));
        bench.Serve("192.0.2.1", behaviour);
        return bench;
    }

    private static void FailTlsa(DeliveryBench bench, string how) => _ = how switch
    {
        "bogus" => bench.Dns.Bogus("_25._tcp.mx.lab", RecordType.TLSA),
        "failure" => bench.Dns.ServerFailure("_25._tcp.mx.lab", RecordType.TLSA),
        _ => bench.Dns.Silent("_25._tcp.mx.lab", RecordType.TLSA),
    };
}
