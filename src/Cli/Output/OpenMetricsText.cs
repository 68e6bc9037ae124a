using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>Checked domains as OpenMetrics text, for a collector of metrics to read from a file or a gateway.</summary>
internal static class OpenMetricsText
{
    private static readonly string[] Verdicts =
        [.. Enum.GetValues<CheckVerdict>().Where(verdict => verdict != CheckVerdict.DanePublished).Select(DomainReport.TextOf).Order(StringComparer.Ordinal)];

    private static readonly string[] Policies = ["dane", "encrypt", "may", "skip"];

    private static readonly string[] Results = ["authenticated", "cleartext", "encrypted", "failed", "not-tried"];

    public static void Write(Terminal terminal, IReadOnlyList<CheckedDomain> domains)
    {
        MetricFamily verdict = new("danecore_verdict", "stateset", "What would happen to mail for the domain.");
        MetricFamily accepted = new("danecore_mail_accepted", "gauge", "1 when mail would be delivered to some host.");
        MetricFamily at = new("danecore_checked_timestamp_seconds", "gauge", "When the check began.", "seconds");
        MetricFamily duration = new("danecore_check_duration_seconds", "gauge", "How long the check took.", "seconds");
        MetricFamily signature = new("danecore_signature_end_timestamp_seconds", "gauge", "End of the DNSSEC signature that ends first, of those the zones of domain and hosts renew.", "seconds");
        MetricFamily policy = new("danecore_host_policy", "stateset", "What senders owe the mail host.");
        MetricFamily records = new("danecore_tlsa_records", "gauge", "TLSA records of the mail host that count.");
        MetricFamily ready = new("danecore_rollover_ready", "gauge", "1 when the mail host's key may change without touching DNS first.");
        MetricFamily result = new("danecore_address_result", "stateset", "What would happen to mail at the address.");
        MetricFamily certificate = new("danecore_certificate_end_timestamp_seconds", "gauge", "End of the server's own certificate.", "seconds");
        foreach (CheckedDomain domain in domains)
        {
            DomainReport report = domain.Report;
            (string, string) name = ("domain", NameText.Of(report.Domain));
            verdict.AddStates(report.VerdictText, Verdicts, name);
            accepted.Add(report.Hosts.Any(host => host.Taker is not null) ? 1 : 0, name);
            at.Add(report.At.ToUnixTimeSeconds(), name);
            duration.Add(domain.Elapsed.TotalSeconds, name);
            if (report.FirstSignatureEnd is { } span)
            {
                signature.Add(span.Until.ToUnixTimeSeconds(), name);
            }

            foreach (HostReport host in report.Hosts)
            {
                (string, string) hostName = ("host", NameText.Of(host.Host));
                policy.AddStates(host.PolicyText, Policies, name, hostName);
                records.Add(host.Tlsa.Count, name, hostName);
                if (host.Rollover is { State: not RolloverState.Unknown } rollover)
                {
                    ready.Add(rollover.IsReady ? 1 : 0, name, hostName);
                }

                foreach (AddressReport address in host.Addresses)
                {
                    (string, string) where = ("address", address.Address.ToString());
                    result.AddStates(address.ResultText, Results, name, hostName, where);
                    if (address.Chain?.Leaf?.NotAfter is { } end)
                    {
                        certificate.Add(end.ToUnixTimeSeconds(), name, hostName, where);
                    }
                }
            }
        }

        foreach (MetricFamily family in new[] { verdict, accepted, at, duration, signature, policy, records, ready, result, certificate })
        {
            family.Write(terminal.Out);
        }

        terminal.Out.Write("# EOF\n");
    }
}
