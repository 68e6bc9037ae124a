using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Tests.Checking;

public sealed class DomainCheckTests
{
    [Fact]
    public async Task Domain_InOrder_IsDaneOk()
    {
        await using var bench = CheckBench.Healthy();

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dane-ok", null, ResultType.None);
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

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls, "does not offer STARTTLS")]
    [InlineData(LabMailFault.RefusesStartTls, "refuses it: 454")]
    [InlineData(LabMailFault.ClosesAtStartTls, "closed the connection")]
    [InlineData(LabMailFault.SpeaksGarbageTls, "the TLS handshake failed")]
    [InlineData(LabMailFault.ClosesInHandshake, "the TLS handshake failed")]
    [InlineData(LabMailFault.InjectsAfterStartTls, "octets in clear follow the reply to STARTTLS")]
    public async Task Tls_ThatCannotBeHad_FailsDane(LabMailFault fault, string reason)
    {
        await using var bench = CheckBench.Healthy(fault);

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.Contains(reason, report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
        Assert.Contains(report.Recommendations, text => text.StartsWith("The administrator of mx.lab (192.0.2.1)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LabMailFault.OffersNoStartTls)]
    [InlineData(LabMailFault.RefusesStartTls)]
    [InlineData(LabMailFault.ClosesAtStartTls)]
    [InlineData(LabMailFault.SpeaksGarbageTls)]
    [InlineData(LabMailFault.ClosesInHandshake)]
    public async Task Tls_ThatCannotBeHadAndIsNotDemanded_LeavesClearText(LabMailFault fault)
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf], Fault = fault });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal("cleartext", report.Hosts[0].Addresses[0].ResultText);
        Assert.Equal("may", report.Hosts[0].PolicyText);
    }

    [Fact]
    public async Task Injection_WhereTlsIsNotDemanded_IsRefusedAllTheSame()
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf], Fault = LabMailFault.InjectsAfterStartTls });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "unreachable", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.DoesNotContain(report.Hosts[0].Addresses[0].Transcript, line => line.Contains("EHLO", StringComparison.Ordinal) && line.StartsWith("S:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_OfAnotherKey_FailsDane()
    {
        await using var bench = CheckBench.Healthy();
        LabMailServer server = bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Other] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dane-failed", "5.7.323", ResultType.TlsaInvalid);
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
        AssertVerdict(report, "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
        Assert.Contains("the TLS handshake failed", report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mx.lab", -1, 1, "dane-ok", null, nameof(ResultType.None))]
    [InlineData("mx.lab", -2, -1, "dane-failed", "5.7.322", nameof(ResultType.CertificateExpired))]
    [InlineData("stranger.lab", -1, 1, "dane-failed", "5.7.325", nameof(ResultType.CertificateHostMismatch))]
    public async Task Anchor_InTlsa_AsksForNameAndDates(string name, int from, int to, string verdict, string? code, string type)
    {
        await using var bench = new CheckBench();
        LabCertificate leaf = LabCertificates.Leaf(name, CheckBench.Now.AddYears(from), CheckBench.Now.AddYears(to), CheckBench.Root);
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2, 0, 1));
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [leaf, CheckBench.Root] });

        AssertVerdict(await bench.CheckAsync(), verdict, code, Enum.Parse<ResultType>(type));
    }

    [Fact]
    public async Task ExpiredCertificate_UnderUsage3_PassesAndExchangeOnlineDiffers()
    {
        await using var bench = new CheckBench();
        LabCertificate leaf = LabCertificates.Leaf("mx.lab", CheckBench.Now.AddYears(-2), CheckBench.Now.AddYears(-1));
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [leaf] });

        AssertVerdict(await bench.CheckAsync(), "dane-ok", null, ResultType.None);
        bench.Profile = UsageProfile.ExchangeOnline;
        AssertVerdict(await bench.CheckAsync(), "dane-failed", "5.7.322", ResultType.CertificateExpired);
    }

    [Fact]
    public async Task Records_ThatCannotBeUsed_DemandEncryptionAlone()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA 3 1 1 abcd");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "encrypt-only", null, ResultType.None);
        Assert.Equal("encrypt", report.Hosts[0].PolicyText);
        Assert.Equal("encrypted", report.Hosts[0].Addresses[0].ResultText);
        Assert.Equal("unusable", Assert.Single(report.Hosts[0].Addresses[0].Outcome!.Records).StateText);
    }

    [Fact]
    public async Task Records_ThatCannotBeUsedAndNoTls_FailDane()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA 3 1 1 abcd");
        bench.Serve("192.0.2.1", new LabMailBehaviour());

        AssertVerdict(await bench.CheckAsync(), "dane-failed", "5.7.321", ResultType.StarttlsNotSupported);
    }

    [Fact]
    public async Task Domain_WithoutTlsa_IsNoDaneAndToldWhatToPublish()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal("encrypted", report.Hosts[0].Addresses[0].ResultText);
        Assert.Contains(CheckBench.Leaf.Tlsa(), Assert.Single(report.Recommendations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithoutTls_IsNotToldToPublishBeforeItHasTls()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        bench.Serve("192.0.2.1", new LabMailBehaviour());

        DomainReport report = await bench.CheckAsync();

        Assert.Contains(report.Recommendations, text => text.EndsWith("not before.", StringComparison.Ordinal));
        Assert.Contains(report.Recommendations, text => text.Contains("have the server do STARTTLS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advice_ForSeveralAddresses_IsSaidOnce()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("mx.lab. A 192.0.2.2");
        bench.Serve("192.0.2.1", new LabMailBehaviour());
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        DomainReport report = await bench.CheckAsync();

        Assert.StartsWith("The administrator of mx.lab (192.0.2.1, 192.0.2.2): ", Assert.Single(report.Recommendations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_InAnUnsignedZone_IsNotAskedForTlsa()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.unsigned.").Insecure("mx.unsigned. A 192.0.2.1").Unsigned("unsigned")
            .Silent("_25._tcp.mx.unsigned", RecordType.TLSA);
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Null(report.Hosts[0].TlsaSecurity);
        Assert.DoesNotContain(bench.Dns.Asked, asked => asked.EndsWith("TLSA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(InsecureMxPolicy.Dane, "authenticated", "dane")]
    [InlineData(InsecureMxPolicy.Encrypt, "encrypted", "encrypt")]
    [InlineData(InsecureMxPolicy.May, "encrypted", "may")]
    public async Task Mx_ThatIsInsecure_IsNeverCalledDane(InsecureMxPolicy choice, string result, string policy)
    {
        await using var bench = new CheckBench { InsecureMx = choice };
        bench.Dns.Insecure("example.lab. MX 10 mx.lab.").Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal(policy, report.Hosts[0].PolicyText);
        Assert.Equal(result, report.Hosts[0].Addresses[0].ResultText);
        Assert.Contains(report.Recommendations, text => text.StartsWith("The administrator of example.lab: nothing vouches for the MX records", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mx_ThatIsBogus_IsDnssecBogus()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus("example.lab", RecordType.MX);

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dnssec-bogus", "5.7.324", ResultType.DnssecInvalid);
        Assert.Equal(SecurityStatus.Bogus, report.MxSecurity);
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Fact]
    public async Task Mx_ThatNobodyAnswers_IsUndeterminable()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Silent("example.lab", RecordType.MX);

        AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.4.312", ResultType.None);
    }

    [Fact]
    public async Task Tlsa_ThatIsBogus_SkipsTheHost()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus("_25._tcp.mx.lab", RecordType.TLSA);

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dnssec-bogus", "5.7.324", ResultType.DnssecInvalid);
        Assert.Equal("skip", report.Hosts[0].PolicyText);
        Assert.Equal("not-tried", Assert.Single(report.Hosts[0].Addresses).ResultText);
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Fact]
    public async Task Tlsa_ThatNobodyAnswers_SkipsTheHost()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Silent("_25._tcp.mx.lab", RecordType.TLSA);

        AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.7.324", ResultType.DnssecInvalid);
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Fact]
    public async Task Addresses_ThatNobodyAnswers_AreUndeterminable()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.").Silent("mx.lab", RecordType.A).Silent("mx.lab", RecordType.AAAA);

        AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.4.312", ResultType.None);
    }

    [Fact]
    public async Task OneFamily_ThatFails_DoesNotFailTheOther()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus("mx.lab", RecordType.AAAA);

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.Contains(report.Recommendations, text => text.Contains("AAAA question fails", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_WithoutAddress_IsUnreachable()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.");

        AssertVerdict(await bench.CheckAsync(), "unreachable", "5.4.317", ResultType.None);
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

        AssertVerdict(report, "unreachable", "5.4.317", ResultType.None);
        Assert.Contains(reason, report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LabMailFault.SwallowsConnection, 30, "no connection within 30 seconds")]
    [InlineData(LabMailFault.NeverGreets, 60, "the time for the whole check ran out")]
    public async Task Host_ThatKeepsSilent_IsWaitedForAndReported(LabMailFault fault, int seconds, string reason)
    {
        await using var bench = CheckBench.Healthy(fault);

        DomainReport report = await bench.CheckAsync(TimeSpan.FromSeconds(seconds));

        AssertVerdict(report, "unreachable", "5.4.317", ResultType.None);
        Assert.Contains(reason, report.Hosts[0].Addresses[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NullMx_IsSaidWithoutLookingFurther()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 0 .", "example.lab. A 192.0.2.1");

        AssertVerdict(await bench.CheckAsync(), "null-mx", "5.1.10", ResultType.None);
        Assert.Equal(["example.lab. MX"], bench.Dns.Asked);
    }

    [Fact]
    public async Task Domain_ThatDoesNotExist_IsSaidToBeSo()
    {
        await using var bench = new CheckBench();
        bench.Dns.NoSuchName("example.lab");

        AssertVerdict(await bench.CheckAsync(), "no-such-domain", "5.1.2", ResultType.None);
    }

    [Fact]
    public async Task ImplicitMx_SecurelyAbsent_GetsDaneAtTheDomainItself()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync("mx.lab");

        AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.True(report.IsImplicitMx);
    }

    [Fact]
    public async Task AddressInPlaceOfAHost_IsTriedWithoutDane()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 192.0.2.1.");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal(["example.lab. MX"], bench.Dns.Asked);
        Assert.Equal([""], bench.Net.At(IPAddress.Parse("192.0.2.1"))!.ServerNames);
    }

    [Theory]
    [InlineData(false, "dane-ok", null)]
    [InlineData(true, "dane-failed", "5.7.323")]
    public async Task SecondHost_BehindAFailingOne_DecidesWhenItTakesMail(bool secondFails, string verdict, string? code)
    {
        await using var bench = CheckBench.Healthy();
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Other] });
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2", "_25._tcp.mx2.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.2", new LabMailBehaviour
        {
            Chain = [CheckBench.Leaf],
            Fault = secondFails ? LabMailFault.RefusesConnection : LabMailFault.None,
        });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, verdict, code, code is null ? ResultType.None : ResultType.TlsaInvalid);
        Assert.Equal("5.7.323", report.Hosts[0].Code);
        Assert.Contains(report.Recommendations, text => text.Contains("mx.lab (192.0.2.1)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecondHost_WithDane_DoesNotPreemptABetterOneWithout()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("example.lab. MX 5 first.lab.", "first.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        AssertVerdict(await bench.CheckAsync(), "no-dane", null, ResultType.None);
    }

    [Fact]
    public async Task Addresses_OfBothFamilies_AreEachTried()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("mx.lab. AAAA 2001:db8::1");
        bench.Serve("2001:db8::1", new LabMailBehaviour { Chain = [CheckBench.Other] });

        DomainReport report = await bench.CheckAsync();

        AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.Equal(["failed", "authenticated"], report.Hosts[0].Addresses.Select(address => address.ResultText));
        Assert.Contains(report.Recommendations, text => text.Contains("2001:db8::1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_InAnyOrder_GiveTheSameReport()
    {
        string[] records =
        [
            "example.lab. MX 10 mx.lab.", "example.lab. MX 10 mx2.lab.", "mx.lab. A 192.0.2.1", "mx.lab. A 192.0.2.2", "mx2.lab. A 192.0.2.2",
            "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(), "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2, 0, 1),
        ];
        List<string> reports = [];
        foreach (string[] order in new[] { records, [.. records.Reverse()] })
        {
            await using CheckBench bench = new();
            bench.Dns.Secure(order);
            bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });
            bench.Serve("192.0.2.2", new LabMailBehaviour { Chain = [CheckBench.Other] });
            DomainReport report = await bench.CheckAsync();
            reports.Add(string.Join('\n', [report.VerdictText, report.Reason, .. report.Hosts.Select(host => $"{host.Host} {host.Code}")]));
        }

        Assert.Equal(reports[0], reports[1]);
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
    public void HeloName_ThatIsNoName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => new DomainCheck(new TestResolver(), new SmtpOptions { HeloName = name }));

    private static void AssertVerdict(DomainReport report, string verdict, string? code, ResultType type)
    {
        string details = $"{report.VerdictText} {report.Code} {report.ResultType}: {report.Reason}";
        Assert.True(report.VerdictText == verdict && report.Code == code && report.ResultType == type, details);
    }
}
