using DaneCore.Lab.Internet;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>The sample internet as a whole: what a check foretells is what sending does.</summary>
public sealed class SampleDeliveryTests
{
    [Fact]
    public async Task Sending_ToEverySampleDomain_DoesWhatTheCheckForetells()
    {
        await using var sample = SampleInternet.Create();
        FakeTimeProvider clock = new(sample.Now);
        SmtpOptions options = new() { HeloName = "client.lab", Clock = clock, Connect = sample.ConnectAsync };
        await using StubResolver resolver = new(sample.Source, new ResolverOptions { Anchors = sample.Anchors, Clock = clock });
        DomainCheck check = new(resolver, options);
        await using SmtpSender sender = new(resolver, options);
        List<string> differences = [];
        foreach (SampleDomain domain in sample.Domains)
        {
            DomainReport foretold = await check.CheckAsync(DomainName.Parse(domain.Name), DeliveryBench.Stop);
            RecipientOutcome outcome = Assert.Single((await sender.SendAsync(
                new Envelope("a@client.lab", $"b@{domain.Name}"), MessageSource.FromOctets(DeliveryBench.Message), DeliveryBench.Stop)).Recipients);
            if (WhyDifferent(foretold, outcome) is { } why)
            {
                differences.Add($"{domain.Name}: {why}; {foretold.VerdictText} {foretold.Code}: {foretold.Reason}; {outcome}");
            }
        }

        Assert.True(sample.Domains.Count >= 48, $"{sample.Domains.Count} sample domains");
        Assert.Empty(differences);
    }

    private static string? WhyDifferent(DomainReport foretold, RecipientOutcome outcome)
    {
        bool flows = foretold.Verdict is CheckVerdict.DaneOk or CheckVerdict.EncryptOnly or CheckVerdict.NoDane;
        if (flows != outcome.IsDelivered)
        {
            return "delivered or not";
        }

        if (!flows)
        {
            bool isOver = foretold.Verdict is CheckVerdict.NullMx or CheckVerdict.NoSuchDomain;
            return outcome.FinalCode != foretold.Code ? "code"
                : outcome.ResultType != foretold.ResultType ? "result type"
                : isOver == outcome.IsTransient && foretold.Verdict != CheckVerdict.Unreachable ? "for now or for good"
                : null;
        }

        return (foretold.Verdict == CheckVerdict.DaneOk) != outcome.IsSecure ? "secure"
            : foretold.Verdict == CheckVerdict.EncryptOnly && outcome.Security != DeliverySecurity.Encrypted ? "encrypted"
            : !foretold.Hosts.Any(host => host.Host.Equals(outcome.Host) && host.Taker?.ResultText == outcome.SecurityText) ? "host or security"
            : null;
    }
}
