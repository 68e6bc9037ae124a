using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>Which hosts get mail, in which order, and when none does.</summary>
public sealed class DeliveryRouteTests
{
    [Theory]
    [InlineData("bogus", "4.7.324", nameof(ResultType.DnssecInvalid))]
    [InlineData("failure", "4.4.312", nameof(ResultType.None))]
    [InlineData("silent", "4.4.312", nameof(ResultType.None))]
    [Requirement("7672-2.1.2-1")]
    [MailRule(1, RuleSide.Broken)]
    [MailRule(3, RuleSide.Broken)]
    [MailRule(10, RuleSide.Broken)]
    [Requirement("5321-5.1-3")]
    public async Task Mx_ThatCannotBeFoundOut_DelaysTheMail(string how, string code, string type)
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("example.lab. A 192.0.2.1");
        _ = how switch
        {
            "bogus" => bench.Dns.Bogus("example.lab", RecordType.MX),
            "failure" => bench.Dns.ServerFailure("example.lab", RecordType.MX),
            _ => bench.Dns.Silent("example.lab", RecordType.MX),
        };

        DeliveryBench.AssertKept(await bench.SendAsync(), code, Enum.Parse<ResultType>(type), "RFC 7672 section 2.1.2");
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [MailRule(12, RuleSide.Holds)]
    [Requirement("7505-1-1")]
    [Requirement("7505-3-1")]
    [Requirement("7505-4.1-1")]
    public async Task NullMx_Alone_EndsItAtOnce()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 0 .", "example.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        DeliveryBench.AssertKept(await bench.SendAsync(), "5.1.10", ResultType.None, "RFC 7505 section 3");
        Assert.Equal(["example.lab. MX"], bench.Dns.Asked);
    }

    [Fact]
    [MailRule(12, RuleSide.Broken)]
    [Requirement("7505-3-2")]
    public async Task NullMx_BesideAHost_IsNone()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("example.lab. MX 0 .");

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
    }

    [Fact]
    [MailRule(10, RuleSide.Broken)]
    public async Task Domain_ThatDoesNotExist_IsFinal()
    {
        await using DeliveryBench bench = new();
        bench.Dns.NoSuchName("example.lab");

        DeliveryBench.AssertKept(await bench.SendAsync(), "5.1.2", ResultType.None, "example.lab does not exist (RFC 5321 section 5.1)");
    }

    [Theory]
    [InlineData("example.lab. MX 10 a\\032b.lab.")]
    [InlineData("example.lab. MX 10 nowhere.lab.")]
    [MailRule(10, RuleSide.Broken)]
    public async Task Records_ThatLeadToNoHost_NeverLeadToTheDomainsOwnAddress(string mx)
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure(mx, "example.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        RecipientOutcome outcome = await bench.SendAsync();

        Assert.Equal(("5.4.317", false), (outcome.Code, outcome.IsTransient));
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [Requirement("7672-2.2.2-1")]
    [MailRule(10, RuleSide.Holds)]
    [MailRule(11, RuleSide.Holds)]
    public async Task Domain_WithoutMxByProof_IsItsOwnHostUnderDane()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        DeliveryBench.AssertDelivered(await bench.SendAsync("b@mx.lab"), DeliverySecurity.Authenticated);
    }

    [Fact]
    [MailRule(11, RuleSide.Broken)]
    public async Task Domain_WithoutMxAndOfAnotherKey_KeepsTheMail()
    {
        await using DeliveryBench bench = new();
        bench.Dns.Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Other.Tlsa());
        bench.Serve("192.0.2.1", DeliveryBench.Sound);

        DeliveryBench.AssertKept(await bench.SendAsync("b@mx.lab"), "4.7.323", ResultType.TlsaInvalid, "mx.lab");
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Fact]
    [Requirement("7672-2.2.1-1")]
    [Requirement("7672-2.2.1-2")]
    [MailRule(9, RuleSide.Holds)]
    public async Task Host_WithRecords_DoesNotComeBeforeABetterOneWithout()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("example.lab. MX 5 plain.lab.", "plain.lab. A 192.0.2.5");
        bench.Serve("192.0.2.5", new LabMailBehaviour());

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Cleartext);
        Assert.Equal("plain.lab.", outcome.Host?.ToString());
        Assert.Equal(0, bench.At().Connections);
    }

    [Fact]
    [MailRule(9, RuleSide.Broken)]
    public async Task Host_OfBetterPreferenceThatIsNotThere_LeavesTheNext()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("example.lab. MX 5 plain.lab.", "plain.lab. A 192.0.2.5");

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.Equal("mx.lab.", outcome.Host?.ToString());
    }

    [Theory]
    [InlineData(InsecureMxPolicy.Dane, DeliverySecurity.Authenticated)]
    [InlineData(InsecureMxPolicy.Encrypt, DeliverySecurity.Encrypted)]
    [InlineData(InsecureMxPolicy.May, DeliverySecurity.Encrypted)]
    [Requirement("7672-2.2.1-4")]
    [MailRule(8, RuleSide.Holds)]
    [Requirement("7672-2.2.1-6")]
    public async Task Mx_ThatIsNotSigned_IsNeverASecureDelivery(InsecureMxPolicy policy, DeliverySecurity security)
    {
        await using DeliveryBench bench = InsecureMx(policy, DeliveryBench.Sound);

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, security, isRouteSecure: false);
        Assert.False(outcome.IsSecure);
        Assert.Contains("the MX records are not signed", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InsecureMxPolicy.Dane, "4.7.323", "does not offer STARTTLS", false)]
    [InlineData(InsecureMxPolicy.Encrypt, "4.7.321", "does not offer STARTTLS", false)]
    [InlineData(InsecureMxPolicy.May, null, "", true)]
    [Requirement("7672-2.2.1-4")]
    [MailRule(8, RuleSide.Broken)]
    public async Task Mx_ThatIsNotSigned_HoldsMailBackAsThePolicySays(InsecureMxPolicy policy, string? code, string words, bool isDelivered)
    {
        // Behind dane the wrong key, behind the others no TLS at all.
        await using DeliveryBench bench = InsecureMx(policy, policy == InsecureMxPolicy.Dane
            ? DeliveryBench.Sound with { Chain = [CheckBench.Other] }
            : DeliveryBench.Sound with { Fault = LabMailFault.OffersNoStartTls });

        RecipientOutcome outcome = await bench.SendAsync();

        if (isDelivered)
        {
            DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Cleartext, isRouteSecure: false);
            return;
        }

        Assert.Equal(code, outcome.Code);
        Assert.Contains(policy == InsecureMxPolicy.Dane ? "mx.lab" : words, outcome.Reason, StringComparison.Ordinal);
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    [Theory]
    [InlineData("b@[192.0.2.9]")]
    [InlineData("b@[IPv6:2001:db8::9]")]
    [MailRule(13, RuleSide.Holds)]
    public async Task Recipient_AtAnAddress_GetsMailWithoutDane(string recipient)
    {
        await using DeliveryBench bench = new();
        bench.Serve("192.0.2.9", DeliveryBench.Sound);
        bench.Serve("2001:db8::9", DeliveryBench.Sound);

        RecipientOutcome outcome = await bench.SendAsync(recipient);

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Encrypted, isRouteSecure: false);
        Assert.Null(outcome.Host);
        Assert.Empty(bench.Dns.Asked);
    }

    [Fact]
    [MailRule(13, RuleSide.Broken)]
    public async Task Recipient_AtAnAddressUnderMandatoryDane_GetsNone()
    {
        await using DeliveryBench bench = new();
        bench.Serve("192.0.2.9", DeliveryBench.Sound);
        bench.Options = bench.Options with { RequireDane = true };

        DeliveryBench.AssertKept(await bench.SendAsync("b@[192.0.2.9]"), "5.7.5", ResultType.DaneRequired, "DANE knows nothing of addresses");
        Assert.Equal(0, bench.At("192.0.2.9").Connections);
    }

    [Fact]
    [MailRule(14, RuleSide.Holds)]
    public async Task OwnName_AmongTheHosts_LeavesTheBetterOnes()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("example.lab. MX 20 me.lab.", "example.lab. MX 30 worse.lab.");
        bench.Options = bench.Options with { OwnNames = [DomainName.Parse("me.lab")] };

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
    }

    [Fact]
    [MailRule(14, RuleSide.Broken)]
    [Requirement("5321-5.1-10")]
    public async Task OwnName_AsTheBestHost_EndsTheMailInsteadOfALoop()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Options = bench.Options with { OwnNames = [DomainName.Parse("mx.lab")] };

        DeliveryBench.AssertKept(await bench.SendAsync(), "5.4.6", ResultType.None, "mail would loop");
        Assert.Equal(0, bench.At().Connections);
    }

    [Theory]
    [InlineData("2001:db8::1", "192.0.2.1")]
    [InlineData("192.0.2.1", "2001:db8::1")]
    public async Task Family_ThatCannotBeReached_LeavesTheOther(string dead, string alive)
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("mx.lab. AAAA 2001:db8::1");
        bench.Serve(dead, DeliveryBench.Sound with { Fault = LabMailFault.NoRoute });
        bench.Serve(alive, DeliveryBench.Sound);

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        Assert.Equal(alive, outcome.Address?.ToString());
    }

    [Fact]
    [Requirement("5321-5.1-6")]
    [Requirement("5321-5.1-7")]
    public async Task Addresses_OfBothFamilies_AreTriedByTurnsUpToTheLimit()
    {
        await using var bench = DeliveryBench.Healthy(LabMailFault.RefusesConnection);
        bench.Dns.Secure("mx.lab. AAAA 2001:db8::1", "mx.lab. AAAA 2001:db8::2", "mx.lab. A 192.0.2.2");
        bench.Options = bench.Options with { MaxAddresses = 3 };

        DeliveryReport report = await bench.SendAsync(new Envelope("a@client.lab", "b@example.lab"));

        Assert.Equal(["2001:db8::1", "192.0.2.1", "2001:db8::2"], report.Attempts.Select(attempt => attempt.Address?.ToString()));
        DeliveryBench.AssertKept(Assert.Single(report.Recipients), "4.4.317", ResultType.None, "refuses the connection");
    }

    [Theory]
    [InlineData("554 5.7.1 not you\r\n")]
    [InlineData("421 4.3.2 not now\r\n")]
    public async Task Host_ThatTurnsConnectionsAway_IsFollowedByTheNextOrDelays(string greeting)
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = DanePolicyTests.Replies("CONNECT", greeting) });

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.4.317", ResultType.None, "turns connections away");

        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", DeliveryBench.Sound);
        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Encrypted);
    }

    private static DeliveryBench InsecureMx(InsecureMxPolicy policy, LabMailBehaviour behaviour)
    {
        DeliveryBench bench = new();
        bench.Dns.Insecure("example.lab. MX 10 mx.lab.").Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", behaviour);
        bench.Options = bench.Options with { InsecureMx = policy };
        return bench;
    }
}
