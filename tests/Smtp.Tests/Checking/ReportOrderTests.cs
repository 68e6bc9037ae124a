using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>A-70: a report depends on what the records say, not on the order in which they came.</summary>
public sealed class ReportOrderTests
{
    private static readonly string[] Records =
    [
        "example.lab. MX 10 mx.lab.", "example.lab. MX 10 mx2.lab.", "example.lab. MX 20 mx3.lab.",
        "mx.lab. A 192.0.2.1", "mx.lab. A 192.0.2.2", "mx.lab. AAAA 2001:db8::2", "mx.lab. AAAA 2001:db8::1",
        "mx2.lab. A 192.0.2.3", "mx3.lab. A 192.0.2.2",
        "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(),
        "_25._tcp.mx.lab. TLSA " + CheckBench.Root.Tlsa(2, 0, 1),
        "_25._tcp.mx.lab. TLSA 3 1 1 " + new string('0', 64),
        "_25._tcp.mx2.lab. TLSA 3 1 1 abcd",
        "_25._tcp.mx2.lab. TLSA 1 1 1 " + new string('1', 64),
        "_25._tcp.mx2.lab. TLSA 9 9 9 00",
        "_25._tcp.mx3.lab. TLSA 3 1 1 " + new string('2', 64),
        "_25._tcp.mx3.lab. TLSA 3 1 1 " + new string('3', 64),
    ];

    [Fact]
    [MailRule(70, RuleSide.Holds)]
    public async Task Report_WhateverTheOrder_IsTheSameToTheLastWord()
    {
        string expected = await ReportAsync(Records);
        for (int by = 1; by < Records.Length; by++)
        {
            // Turned, and every second one the other way round.
            string[] turned = [.. Records[by..], .. Records[..by]];
            Assert.Equal(expected, await ReportAsync([.. by % 2 == 0 ? turned : turned.Reverse()]));
        }

        Assert.Contains("192.0.2.2 Failed", expected, StringComparison.Ordinal);
    }

    [Fact]
    [MailRule(70, RuleSide.Broken)]
    public async Task Report_OfOtherRecords_IsAnother() =>
        Assert.NotEqual(await ReportAsync(Records), await ReportAsync([.. Records[..^1], "_25._tcp.mx3.lab. TLSA 3 1 1 " + new string('4', 64)]));

    private static async Task<string> ReportAsync(string[] records)
    {
        await using CheckBench bench = new();
        bench.Dns.Secure(records);
        foreach (string address in new[] { "192.0.2.1", "2001:db8::1", "2001:db8::2" })
        {
            bench.Serve(address, new LabMailBehaviour { Chain = [CheckBench.Leaf, CheckBench.Root] });
        }

        bench.Serve("192.0.2.2", new LabMailBehaviour { Chain = [CheckBench.Other] });
        bench.Serve("192.0.2.3", new LabMailBehaviour());
        DomainReport report = await bench.CheckAsync();
        return string.Join('\n',
        [
            report.VerdictText, report.Reason, $"{report.Code} {report.ResultType} {report.FirstCertificateEnd?.Address}",
            .. report.Hosts.SelectMany(host => (string[])
            [
                $"{host.Host} {host.Preference} {host.PolicyText} {host.PolicyReason} {host.Code} {host.Rollover?.Reason}",
                .. host.Tlsa.Select(record => record.ToString()),
                .. host.Addresses.SelectMany(address => (string[])
                [
                    $"{address.Address} {address.Result} {address.Reason}",
                    .. address.Outcome?.Records.Select(record => $"{record.Record} {record.StateText} {record.Reason}") ?? [],
                    .. address.Outcome?.Warnings ?? [],
                ]),
            ]),
            .. report.Recommendations,
        ]);
    }
}
