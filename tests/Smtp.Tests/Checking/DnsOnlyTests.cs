using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Internet;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>The part of a check that asks DNS alone: what it can say it says as the whole check does, and no more.</summary>
public sealed class DnsOnlyTests
{
    [Fact]
    public async Task Domain_WithUsableRecords_IsDanePublishedAndNobodyIsConnectedTo()
    {
        await using var bench = CheckBench.Healthy();

        DomainReport report = await CheckDnsAsync(bench);

        CheckBench.AssertVerdict(report, "dane-published", null, ResultType.None);
        Assert.StartsWith("mail would go to mx.lab: mx.lab. has usable TLSA records", report.Reason, StringComparison.Ordinal);
        HostReport host = Assert.Single(report.Hosts);
        Assert.Equal(("dane", (string?)null), (host.PolicyText, host.Code));
        Assert.Equal(("not-tried", "only DNS was asked"), (Assert.Single(host.Addresses).ResultText, host.Addresses[0].Reason));
        Assert.Equal(0, bench.Net.At(IPAddress.Parse("192.0.2.1"))!.Connections);
    }

    [Theory]
    [InlineData("example.lab. MX 5 late.lab.", "late.lab. A 192.0.2.9", "no-dane", "late.lab. has no TLSA records")]
    [InlineData("example.lab. MX 10 late.lab.", "late.lab. A 192.0.2.9", "no-dane", "late.lab. has no TLSA records")]
    [InlineData("example.lab. MX 20 late.lab.", "late.lab. A 192.0.2.9", "dane-published", "mx.lab. has usable TLSA records")]
    [InlineData("example.lab. MX 5 late.lab.", "else.lab. A 192.0.2.9", "dane-published", "mx.lab. has usable TLSA records")]
    public async Task Hosts_Several_AreJudgedByTheWeakestThatIsTriedFirst(string mx, string address, string verdict, string why)
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Secure(mx, address);

        DomainReport report = await CheckDnsAsync(bench);

        CheckBench.AssertVerdict(report, verdict, null, ResultType.None);
        Assert.Contains(why, report.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RecordType.MX, "dnssec-bogus", "5.7.324")]
    [InlineData(RecordType.TLSA, "dnssec-bogus", "5.7.324")]
    public async Task Answer_ThatIsBogus_IsBogusHereToo(RecordType type, string verdict, string code)
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Bogus(type == RecordType.MX ? "example.lab." : "_25._tcp.mx.lab.", type);

        CheckBench.AssertVerdict(await CheckDnsAsync(bench), verdict, code, ResultType.DnssecInvalid);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsNotFoundOut()
    {
        await using var bench = CheckBench.Healthy();
        bench.Dns.Silent("_25._tcp.mx.lab.", RecordType.TLSA);

        CheckBench.AssertVerdict(await CheckDnsAsync(bench), "undeterminable", "5.4.312", ResultType.None);
    }

    /// <summary>Where the whole check gets to a server, the part foretells what is demanded of it; where it does not, both say the same.</summary>
    [Fact]
    public async Task Sample_Whole_IsForetold()
    {
        await using var sample = SampleInternet.Create();
        FakeTimeProvider clock = new(sample.Now);
        await using StubResolver resolver = new(sample.Source, new ResolverOptions { Anchors = sample.Anchors, Clock = clock });
        DomainCheck check = new(resolver, new SmtpOptions { Clock = clock, Connect = sample.ConnectAsync, Timeouts = SmtpTimeouts.Probe });
        foreach (SampleDomain domain in sample.Domains)
        {
            var name = DomainName.Parse(domain.Name);
            DomainReport whole = await check.CheckAsync(name, CheckBench.Stop);
            DomainReport part = await check.CheckDnsAsync(name, CheckBench.Stop);

            Assert.Equal(whole.Hosts.Select(host => (host.Host, host.PolicyText)), part.Hosts.Select(host => (host.Host, host.PolicyText)));
            Assert.Empty(part.Recommendations);
            string? foretold = whole.Verdict switch
            {
                CheckVerdict.DaneOk => "dane-published",
                CheckVerdict.NullMx or CheckVerdict.NoSuchDomain or CheckVerdict.DnssecBogus or CheckVerdict.Undeterminable => whole.VerdictText,
                _ => null,
            };
            Assert.True(foretold is null || WeakerHost(whole) || foretold == part.VerdictText, $"{domain.Name}: {whole.VerdictText}, {part.VerdictText}");
            Assert.True(part.Verdict != CheckVerdict.DanePublished || part.MxSecurity == SecurityStatus.Secure, domain.Name);
        }
    }

    // A better host that failed when it was connected to hides from the whole check what the part goes by.
    private static bool WeakerHost(DomainReport whole) =>
        whole.Hosts.FirstOrDefault(host => host.Policy != TransportPolicy.Skip) is { Taker: null };

    private static async Task<DomainReport> CheckDnsAsync(CheckBench bench) =>
        await new DomainCheck(bench.Dns, new SmtpOptions { Clock = bench.Clock, Connect = bench.Net.ConnectAsync }).CheckDnsAsync(DomainName.Parse("example.lab"), CheckBench.Stop);
}
