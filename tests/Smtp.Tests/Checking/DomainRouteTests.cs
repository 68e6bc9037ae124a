using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>Verdicts that DNS and the order of hosts decide.</summary>
public sealed class DomainRouteTests
{
    [Fact]
    [Requirement("7672-2.2.2-2")]
    [MailRule(6, RuleSide.Holds)]
    [MailRule(6, RuleSide.Broken)]
    public async Task Host_InAnUnsignedZone_IsNotAskedForTlsa()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.unsigned.").Insecure("mx.unsigned. A 192.0.2.1").Unsigned("unsigned")
            .Silent("_25._tcp.mx.unsigned", RecordType.TLSA);
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Null(report.Hosts[0].TlsaSecurity);
        Assert.DoesNotContain(bench.Dns.Asked, asked => asked.EndsWith("TLSA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(InsecureMxPolicy.Dane, "authenticated", "dane")]
    [InlineData(InsecureMxPolicy.Encrypt, "encrypted", "encrypt")]
    [InlineData(InsecureMxPolicy.May, "encrypted", "may")]
    [Requirement("6698-4.1-10")]
    [Requirement("7672-2.2.1-4")]
    [MailRule(1, RuleSide.Holds)]
    [MailRule(8, RuleSide.Broken)]
    public async Task Mx_ThatIsInsecure_IsNeverCalledDane(InsecureMxPolicy choice, string result, string policy)
    {
        await using var bench = new CheckBench { InsecureMx = choice };
        bench.Dns.Insecure("example.lab. MX 10 mx.lab.").Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal(policy, report.Hosts[0].PolicyText);
        Assert.Equal(result, report.Hosts[0].Addresses[0].ResultText);
        Assert.Contains(report.Recommendations, text => text.StartsWith("The administrator of example.lab: nothing vouches for the MX records", StringComparison.Ordinal));
    }

    [Fact]
    [MailRule(1, RuleSide.Broken)]
    [MailRule(3, RuleSide.Broken)]
    [Requirement("5321-5.1-3")]
    public async Task Mx_ThatIsBogus_IsDnssecBogus()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus("example.lab", RecordType.MX);

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dnssec-bogus", "5.7.324", ResultType.DnssecInvalid);
        Assert.Equal(SecurityStatus.Bogus, report.MxSecurity);
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Fact]
    [MailRule(3, RuleSide.Broken)]
    public async Task Mx_ThatNobodyAnswers_IsUndeterminable()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Silent("example.lab", RecordType.MX);

        CheckBench.AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.4.312", ResultType.None);
    }

    [Fact]
    [Requirement("6698-4.1-3")]
    [Requirement("6698-4.1-11")]
    [Requirement("7672-2.1.2-2")]
    [Requirement("7672-2.1.2-3")]
    [MailRule(3, RuleSide.Broken)]
    [MailRule(22, RuleSide.Broken)]
    [MailRule(71, RuleSide.Broken)]
    [Requirement("7672-2.2-5")]
    [Requirement("7672-2.2.2-3")]
    public async Task Tlsa_ThatIsBogus_SkipsTheHost()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus("_25._tcp.mx.lab", RecordType.TLSA);

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dnssec-bogus", "5.7.324", ResultType.DnssecInvalid);
        Assert.Equal("skip", report.Hosts[0].PolicyText);
        Assert.Equal("not-tried", Assert.Single(report.Hosts[0].Addresses).ResultText);
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Fact]
    [Requirement("6698-4.1-11")]
    [Requirement("7672-2.1.2-2")]
    [Requirement("7672-2.1.2-3")]
    [MailRule(3, RuleSide.Broken)]
    public async Task Tlsa_ThatNobodyAnswers_SkipsTheHost()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Silent("_25._tcp.mx.lab", RecordType.TLSA);

        CheckBench.AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.4.312", ResultType.None);
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Fact]
    [Requirement("7672-2.1.2-2")]
    public async Task Tlsa_AnsweredWithAnError_SkipsTheHost()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.ServerFailure("_25._tcp.mx.lab", RecordType.TLSA);

        CheckBench.AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.7.324", ResultType.DnssecInvalid);
    }

    [Fact]
    [MailRule(7, RuleSide.Broken)]
    public async Task Addresses_ThatNobodyAnswers_AreUndeterminable()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.").Silent("mx.lab", RecordType.A).Silent("mx.lab", RecordType.AAAA);

        CheckBench.AssertVerdict(await bench.CheckAsync(), "undeterminable", "5.4.312", ResultType.None);
    }

    [Fact]
    [MailRule(7, RuleSide.Holds)]
    [MailRule(3, RuleSide.Holds)]
    public async Task OneFamily_ThatFails_DoesNotFailTheOther()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus("mx.lab", RecordType.AAAA);

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.Contains(report.Recommendations, text => text.Contains("AAAA question fails", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_WithoutAddress_IsUnreachable()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.");

        CheckBench.AssertVerdict(await bench.CheckAsync(), "unreachable", "5.4.317", ResultType.None);
    }

    [Fact]
    [MailRule(12, RuleSide.Holds)]
    [Requirement("7505-1-1")]
    [Requirement("7505-3-1")]
    [Requirement("7505-4.1-1")]
    [Requirement("5321-5.1-1")]
    public async Task NullMx_IsSaidWithoutLookingFurther()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 0 .", "example.lab. A 192.0.2.1");

        CheckBench.AssertVerdict(await bench.CheckAsync(), "null-mx", "5.1.10", ResultType.None);
        Assert.Equal(["example.lab. MX"], bench.Dns.Asked);
    }

    [Fact]
    [MailRule(10, RuleSide.Broken)]
    [Requirement("5321-5.1-2")]
    public async Task Domain_ThatDoesNotExist_IsSaidToBeSo()
    {
        await using var bench = new CheckBench();
        bench.Dns.NoSuchName("example.lab");

        CheckBench.AssertVerdict(await bench.CheckAsync(), "no-such-domain", "5.1.2", ResultType.None);
    }

    [Fact]
    [MailRule(11, RuleSide.Holds)]
    [MailRule(10, RuleSide.Holds)]
    [Requirement("5321-5.1-4")]
    public async Task ImplicitMx_SecurelyAbsent_GetsDaneAtTheDomainItself()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync("mx.lab");

        CheckBench.AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.True(report.IsImplicitMx);
    }

    [Fact]
    [MailRule(13, RuleSide.Holds)]
    public async Task AddressInPlaceOfAHost_IsTriedWithoutDane()
    {
        await using var bench = new CheckBench();
        bench.Dns.Secure("example.lab. MX 10 192.0.2.1.");
        bench.Serve("192.0.2.1", new LabMailBehaviour { Chain = [CheckBench.Leaf] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "no-dane", null, ResultType.None);
        Assert.Equal(["example.lab. MX"], bench.Dns.Asked);
        Assert.Equal([""], bench.Net.At(IPAddress.Parse("192.0.2.1"))!.ServerNames);
    }

    [Theory]
    [InlineData(false, "dane-ok", null)]
    [InlineData(true, "dane-failed", "5.7.323")]
    [Requirement("7672-2.2-2")]
    [MailRule(41, RuleSide.Holds)]
    [Requirement("8689-4.2.1-1")]
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

        CheckBench.AssertVerdict(report, verdict, code, code is null ? ResultType.None : ResultType.TlsaInvalid);
        Assert.Equal("5.7.323", report.Hosts[0].Code);
        Assert.Contains(report.Recommendations, text => text.Contains("mx.lab (192.0.2.1)", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("7672-2.2.1-2")]
    [MailRule(9, RuleSide.Holds)]
    [MailRule(9, RuleSide.Broken)]
    public async Task SecondHost_WithDane_DoesNotPreemptABetterOneWithout()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("example.lab. MX 5 first.lab.", "first.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        CheckBench.AssertVerdict(await bench.CheckAsync(), "no-dane", null, ResultType.None);
    }

    [Fact]
    [Requirement("5321-5.1-6")]
    [Requirement("5321-5.1-7")]
    public async Task Addresses_OfBothFamilies_AreEachTried()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure("mx.lab. AAAA 2001:db8::1");
        bench.Serve("2001:db8::1", new LabMailBehaviour { Chain = [CheckBench.Other] });

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, "dane-ok", null, ResultType.None);
        Assert.Equal(["failed", "authenticated"], report.Hosts[0].Addresses.Select(address => address.ResultText));
        Assert.Contains(report.Recommendations, text => text.Contains("2001:db8::1", StringComparison.Ordinal));
    }

    [Fact]
    [MailRule(70, RuleSide.Holds)]
    [MailRule(70, RuleSide.Broken)]
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
}
