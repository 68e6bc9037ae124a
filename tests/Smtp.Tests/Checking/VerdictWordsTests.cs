using DaneCore.Lab.Internet;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>A-71: whoever reads that something is bad reads what exactly, and which section says so. Over the whole sample internet.</summary>
public sealed class VerdictWordsTests
{
    private static readonly string[] Bad = ["dane-failed", "dnssec-bogus", "unreachable", "undeterminable", "no-such-domain", "null-mx"];

    [Fact]
    [MailRule(71, RuleSide.Broken)]
    public async Task Reason_ForWhatIsBad_NamesTheThingAndTheSection()
    {
        DomainReport[] bad = [.. (await CheckAllAsync()).Where(report => Bad.Contains(report.VerdictText, StringComparer.Ordinal))];

        Assert.True(bad.Length >= 15);
        foreach (DomainReport report in bad)
        {
            Assert.Matches(@"\(RFC [0-9]+ section [0-9.]+\)$", report.Reason);
            Assert.Contains(report.Domain.ToString()[..^1], report.Reason, StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(report.Recommendations);
            foreach (AddressReport address in report.Hosts.SelectMany(host => host.Addresses).Where(address => address.Result == AddressResult.Failed))
            {
                Assert.Matches(@"\(RFC [0-9]+ section [0-9.]+\)$", address.Reason);
                Assert.Contains(address.Address.ToString(), report.Reason, StringComparison.Ordinal);
                Assert.Contains(report.Recommendations, text => text.Contains(address.Address.ToString(), StringComparison.Ordinal));
                if (address.Outcome is { MatchedRecord: null } outcome)
                {
                    Assert.Contains("TLSA at _25._tcp.", address.Reason, StringComparison.Ordinal);
                    Assert.All(outcome.Records, record => Assert.Matches("^RFC [0-9]+ section [0-9.]+$", record.Reason.Rfc));
                    Assert.Contains(outcome.Records, record => address.Reason.Contains(record.Record.ToString(), StringComparison.Ordinal));
                }
            }
        }
    }

    [Fact]
    [MailRule(71, RuleSide.Holds)]
    public async Task Reason_ForWhatIsGood_NamesServerAndSectionToo()
    {
        DomainReport[] good = [.. (await CheckAllAsync()).Where(report => report.VerdictText == "dane-ok")];

        Assert.True(good.Length >= 15);
        Assert.All(good, report => Assert.Matches(@"^mail would go to [a-z0-9.-]+ at [0-9a-f.:]+, authenticated: .*\(RFC [0-9]+ section [0-9.]+\)$", report.Reason));
    }

    private static async Task<IReadOnlyList<DomainReport>> CheckAllAsync()
    {
        await using var sample = SampleInternet.Create();
        FakeTimeProvider clock = new(sample.Now);
        await using StubResolver resolver = new(sample.Source, new ResolverOptions { Anchors = sample.Anchors, Clock = clock });
        DomainCheck check = new(resolver, new SmtpOptions { Clock = clock, Connect = sample.ConnectAsync, Timeouts = SmtpTimeouts.Probe });
        List<DomainReport> reports = [];
        foreach (SampleDomain domain in sample.Domains)
        {
            reports.Add(await check.CheckAsync(DomainName.Parse(domain.Name), TestContext.Current.CancellationToken));
        }

        return reports;
    }
}
