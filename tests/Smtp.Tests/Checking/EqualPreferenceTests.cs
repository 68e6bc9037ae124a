using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Mail;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>Hosts of one preference share the mail.</summary>
public sealed class EqualPreferenceTests
{
    // The host beside a healthy one: a.lab stands before mx.lab by name, z.lab behind it.
    [Theory]
    [InlineData("a.lab", 10, null, false, "no-dane")]
    [InlineData("z.lab", 10, null, false, "no-dane")]
    [InlineData("z.lab", 10, null, true, "no-dane")]
    [InlineData("z.lab", 10, "3 1 1 abcd", true, "encrypt-only")]
    [InlineData("z.lab", 10, "match", true, "dane-ok")]
    [InlineData("z.lab", 10, "3 1 1 abcd", false, "dane-ok")]
    [InlineData("z.lab", 20, null, false, "dane-ok")]
    public async Task Verdict_AmongEquals_IsThatOfTheWeakestThatTakesMail(
        string name, int preference, string? record, bool hasTls, string verdict)
    {
        await using var bench = CheckBench.Healthy();
        AddSecond(bench, name, preference, record, hasTls);

        DomainReport report = await bench.CheckAsync();

        CheckBench.AssertVerdict(report, verdict, null, ResultType.None);
        bool isWeaker = verdict is not "dane-ok";
        Assert.StartsWith($"mail would go to {(isWeaker ? name : "mx.lab")} at ", report.Reason, StringComparison.Ordinal);
        Assert.Equal(isWeaker, report.Recommendations.Any(text =>
            text.StartsWith("The administrator of example.lab: mx.lab, ", StringComparison.Ordinal)
            || text.StartsWith($"The administrator of example.lab: {name}, ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Advice_AmongEqualsThatDiffer_NamesTheWeakest()
    {
        await using var bench = CheckBench.Healthy();
        AddSecond(bench, "z.lab", 10, record: null, hasTls: false);

        DomainReport report = await bench.CheckAsync();

        Assert.Contains(
            "The administrator of example.lab: mx.lab, z.lab have the same preference, so senders choose among them at random (RFC 5321 section 5.1), and mail is only as safe as with the weakest: z.lab. Bring it up to the others, or give it a higher preference value.",
            report.Recommendations);
    }

    private static void AddSecond(CheckBench bench, string name, int preference, string? record, bool hasTls)
    {
        bench.Dns.Secure($"example.lab. MX {preference} {name}.", $"{name}. A 192.0.2.2");
        if (record is not null)
        {
            bench.Dns.Secure($"_25._tcp.{name}. TLSA {(record is "match" ? CheckBench.Leaf.Tlsa() : record)}");
        }

        bench.Net.Add(IPAddress.Parse("192.0.2.2"), new LabMailBehaviour { Chain = hasTls ? [CheckBench.Leaf] : [] });
    }
}
