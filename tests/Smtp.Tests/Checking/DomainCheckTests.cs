using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Checking;

public sealed class DomainCheckTests
{
    [Fact]
    [Requirement("7672-2.2-1")]
    [Requirement("7672-2.2.1-5")]
    [MailRule(3, RuleSide.Holds)]
    [MailRule(22, RuleSide.Holds)]
    [Requirement("7671-4.1-1")]
    [Requirement("3207-6-1")]
    [MailRule(71, RuleSide.Holds)]
    [Requirement("7672-2.1.2-4")]
    public async Task Domain_InOrder_IsDaneOk()
    {
        await using var bench = CheckBench.Healthy();

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.Equal(SecurityStatus.Secure, report.MxSecurity);
        Assert.Empty(report.Recommendations);
        HostReport host = Assert.Single(report.Hosts);
        Assert.Equal("dane", host.PolicyText);
        Assert.Equal("mx.lab.", host.TlsaBase?.ToString());
        Assert.Equal(SecurityStatus.Secure, host.TlsaSecurity);
        Assert.Equal(SecurityStatus.Secure, host.AddressSecurity);
        AddressReport address = Assert.Single(host.Addresses);
        Assert.Equal("authenticated", address.ResultText);
        Assert.Equal("TLSv1.3", address.TlsVersion);
        Assert.Equal("matched", Assert.Single(address.Outcome!.Records).StateText);
        Assert.Equal(2, address.Chain!.Certificates.Count);
    }

    [Fact]
    [Requirement("7672-8.1-1")]
    [MailRule(72, RuleSide.Holds)]
    [MailRule(34, RuleSide.Holds)]
    [Requirement("7671-3-3")]
    [Requirement("7671-10.2-1")]
    [Requirement("3207-4.2-2")]
    [Requirement("5321-2.2.1-1")]
    [Requirement("5321-4.1.4-3")]
    [Requirement("3207-4-1")]
    public async Task Check_Always_StopsShortOfMail()
    {
        await using var bench = CheckBench.Healthy();

        DomainReport report = await bench.CheckAsync();

        LabMailServer server = bench.Net.At(IPAddress.Parse("192.0.2.1"))!;
        Assert.Equal(["EHLO client.lab", "STARTTLS", "EHLO client.lab", "QUIT"], server.Commands);
        Assert.Equal(["mx.lab"], server.ServerNames);
        Assert.Equal(1, server.Connections);
        Assert.Contains("S: 220 mx.lab ESMTP", report.Hosts[0].Addresses[0].Transcript);
        Assert.Contains("C: STARTTLS", report.Hosts[0].Addresses[0].Transcript);
    }

    // Two hosts and two domains at one address: one connection after the other, whatever goes on at once.
    [Fact]
    [MailRule(72, RuleSide.Broken)]
    public async Task Address_OfSeveralHostsAndDomains_IsConnectedToOnceAtATime()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.1", "other.lab. MX 10 mx.lab.");
        DomainCheck check = new(bench.Dns, new SmtpOptions { HeloName = "client.lab", Clock = bench.Clock, Connect = bench.Net.ConnectAsync });

        DomainReport[] reports = await Task.WhenAll(
            check.CheckAsync(DomainName.Parse("example.lab"), CheckBench.Stop).AsTask(), check.CheckAsync(DomainName.Parse("other.lab"), CheckBench.Stop).AsTask());

        Assert.All(reports, report => Assert.Equal("dane-ok", report.VerdictText));
        LabMailServer server = bench.Net.At(IPAddress.Parse("192.0.2.1"))!;
        Assert.Equal(3, server.Connections);

        // Sessions that ran beside each other would mix their commands.
        string[] one = ["EHLO client.lab", "STARTTLS", "EHLO client.lab", "QUIT"];
        Assert.Equal([.. one, .. one, .. one], server.Commands);
    }

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls, "does not offer STARTTLS")]
    [InlineData(LabMailFault.RefusesStartTls, "refuses it: 454")]
    [InlineData(LabMailFault.ClosesAtStartTls, "closed the connection")]
    [InlineData(LabMailFault.SpeaksGarbageTls, "the TLS handshake failed")]
    [InlineData(LabMailFault.ClosesInHandshake, "the TLS handshake failed")]
    [InlineData(LabMailFault.InjectsAfterStartTls, "octets in clear follow the reply to STARTTLS")]
    [Requirement("7672-2.2-1")]
    [MailRule(41, RuleSide.Broken)]
    [Requirement("3207-6-2")]
    [Requirement("3207-4-4")]
    public async Task Tls_ThatCannotBeHad_FailsDane(LabMailFault fault, string reason)
    {
        await using var bench = CheckBench.Healthy(fault);

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.Contains(reason, report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
        Assert.Contains(report.Recommendations, text => text.StartsWith("The administrator of mx.lab (192.0.2.1)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls)]
    [InlineData(LabMailFault.RefusesStartTls)]
    [InlineData(LabMailFault.ClosesAtStartTls)]
    [InlineData(LabMailFault.SpeaksGarbageTls)]
    [InlineData(LabMailFault.ClosesInHandshake)]
    [Requirement("7672-2.2-4")]
    [MailRule(22, RuleSide.Holds)]
    [Requirement("3207-6-3")]
    [Requirement("3207-4-2")]
    public async Task Tls_ThatCannotBeHadAndIsNotDemanded_LeavesClearText(LabMailFault fault)
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf], Fault = fault });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal("cleartext", report.Hosts[0].Addresses[0].ResultText);
        Assert.Equal("may", report.Hosts[0].PolicyText);
    }

    [Fact]
    [MailRule(44, RuleSide.Broken)]
    public async Task Injection_WhereTlsIsNotDemanded_IsRefusedAllTheSame()
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf], Fault = LabMailFault.InjectsAfterStartTls });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "unreachable", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.DoesNotContain(report.Hosts[0].Addresses[0].Transcript, line => line.Contains("EHLO", StringComparison.Ordinal) && line.StartsWith("S:", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("7672-2.2-1")]
    [Requirement("7672-3.2-1")]
    [Requirement("7672-9.1-1")]
    [MailRule(22, RuleSide.Broken)]
    [MailRule(71, RuleSide.Broken)]
    [Requirement("3207-4.1-1")]
    [Requirement("3207-6-1")]
    [Requirement("7671-4.1-1")]
    public async Task Certificate_OfAnotherKey_FailsDane()
    {
        await using var bench = CheckBench.Healthy();
        LabMailServer server = bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Other] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-failed", "5.7.323", ResultType.TlsaInvalid);
        AddressReport address = report.Hosts[0].Addresses[0];
        Assert.Equal("no-match", Assert.Single(address.Outcome!.Records).StateText);
        Assert.Equal("TLSv1.3", address.TlsVersion);
        Assert.Contains(report.Recommendations, text => text.Contains("_25._tcp.mx.lab. IN TLSA " + CheckBench.Other.Tlsa(), StringComparison.Ordinal));

        // Not one octet of SMTP after the verdict, not even QUIT.
        Assert.Equal(["EHLO client.lab", "STARTTLS"], server.Commands);
    }

    [Fact]
    public async Task Certificate_ThatSpellsItsCurveOut_IsAFailureAndNoException()
    {
        await using var bench = CheckBench.Healthy();
        LabCertificateRequest request = new()
        {
            Subject = "Odd root",
            NotBefore = CheckBench.From,
            NotAfter = CheckBench.To,
            SpellsOutCurve = true,
            IsAuthority = true,
        };
        LabCertificate root = LabCertificates.Issue(request);
        LabCertificate odd = LabCertificates.Issue(request with { Subject = "mx.lab", IsAuthority = false, Issuer = root });
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [odd, root] });

        DomainReport report = await bench.CheckAsync();

        // The platform throws before it asks what we think of the certificates.
        CheckBench.AssertVerdict(report, "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.Contains("the TLS handshake failed", report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mx.lab", -1, 1, "dane-ok", null, nameof(ResultType.None))]
    [InlineData("mx.lab", -2, -1, "dane-failed", "5.7.322", nameof(ResultType.CertificateExpired))]
    [InlineData("stranger.lab", -1, 1, "dane-failed", "5.7.325", nameof(ResultType.CertificateHostMismatch))]
    [Requirement("7672-3.2.2-1")]
    [MailRule(32, RuleSide.Broken)]
    [Requirement("7671-10.2-2")]
    public async Task Anchor_InTlsa_AsksForNameAndDates(string name, int from, int to, string verdict, string? code, string type)
    {
        await using var bench = new CheckBench();
        LabCertificate leaf = LabCertificates.Leaf(name, CheckBench.Now.AddYears(from), CheckBench.Now.AddYears(to), CheckBench.Root);
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2, 0, 1));
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [leaf, CheckBench.Root] });

        CheckBench.AssertVerdict(await bench.CheckAsync(), verdict, code, Enum.Parse<ResultType>(type));
    }

    [Fact]
    [Requirement("7672-3.1.1-1")]
    [MailRule(26, RuleSide.Holds)]
    public async Task ExpiredCertificate_UnderUsage3_PassesAndExchangeOnlineDiffers()
    {
        await using var bench = new CheckBench();
        LabCertificate leaf = LabCertificates.Leaf("mx.lab", CheckBench.Now.AddYears(-2), CheckBench.Now.AddYears(-1));
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [leaf] });

        CheckBench.AssertVerdict(await bench.CheckAsync(), "dane-ok", null, ResultType.None);
        bench.Profile = UsageProfile.ExchangeOnline;
        CheckBench.AssertVerdict(await bench.CheckAsync(), "dane-failed", "5.7.322", ResultType.CertificateExpired);
    }

    [Fact]
    [Requirement("7672-2.2-3")]
    [MailRule(24, RuleSide.Holds)]
    [Requirement("7671-10.3-2")]
    [Requirement("7671-4.1-2")]
    public async Task Records_ThatCannotBeUsed_DemandEncryptionAlone()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA 3 1 1 abcd");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "encrypt-only", null, ResultType.None);
        Assert.Equal("encrypt", report.Hosts[0].PolicyText);
        Assert.Equal("encrypted", report.Hosts[0].Addresses[0].ResultText);
        Assert.Equal("unusable", Assert.Single(report.Hosts[0].Addresses[0].Outcome!.Records).StateText);
    }

    [Fact]
    [Requirement("7672-2.2-3")]
    [MailRule(24, RuleSide.Broken)]
    [MailRule(41, RuleSide.Broken)]
    [Requirement("7671-10.3-3")]
    [Requirement("7672-2.2.3-3")]
    public async Task Records_ThatCannotBeUsedAndNoTls_FailDane()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA 3 1 1 abcd");
        bench.Serve("192.0.2.1", new LabMailBehaviour());

        CheckBench.AssertVerdict(await bench.CheckAsync(), "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
    }

    [Theory]
    [InlineData(LabMailFault.RefusesConnection, "refuses the connection")]
    [InlineData(LabMailFault.NoRoute, "no way to the host")]
    [InlineData(LabMailFault.ClosesAtConnect, "closed the connection")]
    [InlineData(LabMailFault.GreetsWithoutEnd, "more than 128 lines")]
    [InlineData(LabMailFault.ClosesAtEhlo, "closed the connection")]
    [InlineData(LabMailFault.ClosesAfterTls, "closed the connection")]
    public async Task Host_ThatDoesNotTalk_IsUnreachable(LabMailFault fault, string reason)
    {
        await using var bench = CheckBench.Healthy(fault);

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "unreachable", "5.4.317", ResultType.None);
        Assert.Contains(reason, report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LabMailFault.SwallowsConnection, 30, "no connection within 30 seconds")]
    [InlineData(LabMailFault.NeverGreets, 60, "the time for the whole check ran out")]
    public async Task Host_ThatKeepsSilent_IsWaitedForAndReported(LabMailFault fault, int seconds, string reason)
    {
        await using var bench = CheckBench.Healthy(fault);

        DomainReport report = await bench.CheckAsync(TimeSpan.FromSeconds(seconds));

        CheckBench.AssertVerdict(report, "unreachable", "5.4.317", ResultType.None);
        Assert.Contains(reason, report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ByTheCaller_IsThrown()
    {
        await using var bench = CheckBench.Healthy(LabMailFault.NeverGreets);
        using CancellationTokenSource source = new();
        DomainCheck check = new(bench.Dns, new SmtpOptions { Connect = bench.Net.ConnectAsync });

        Task<DomainReport> running = check.CheckAsync(DomainName.Parse("example.lab"), source.Token).AsTask();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("client.lab\r\nMAIL FROM:<>")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("b\u00FCcher.lab")]
    [MailRule(46, RuleSide.Broken)]
    [Requirement("5321-2.3.5-2")]
    [Requirement("6531-3.7.1-1")]
    public void HeloName_ThatIsNoName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => new DomainCheck(new TestResolver(), new SmtpOptions { HeloName = name }));
}
