using System.Globalization;
using DaneCore.Cli.Options;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>From a report to the state that a monitoring system shows: the worst of all that is said, critical before warning before unknown.</summary>
internal static class MonitorRule
{
    public static (MonitorState State, string Why) Judge(DomainReport report, MonitorLimits limits)
    {
        (MonitorState State, string Why)[] found = [.. OfVerdict(report), .. OfHosts(report), .. OfEnds(report, limits)];
        return found.Length == 0
            ? (MonitorState.Ok, report.Reason)
            : (found.Select(each => each.State).MaxBy(Weight), string.Join("; ", found.OrderByDescending(each => Weight(each.State)).Select(each => each.Why)));
    }

    /// <summary>How bad a state is among several.</summary>
    public static int Weight(MonitorState state) => state switch
    {
        MonitorState.Critical => 3,
        MonitorState.Warning => 2,
        MonitorState.Unknown => 1,
        _ => 0,
    };

    private static IEnumerable<(MonitorState State, string Why)> OfVerdict(DomainReport report)
    {
        MonitorState state = report.Verdict switch
        {
            CheckVerdict.DaneOk => MonitorState.Ok,
            CheckVerdict.EncryptOnly or CheckVerdict.NoDane => MonitorState.Warning,
            CheckVerdict.Undeterminable => MonitorState.Unknown,

            // What this computer cannot reach says nothing about the domain.
            CheckVerdict.Unreachable when report.Hosts.SelectMany(host => host.Addresses).ToArray() is { Length: > 0 } addresses
                && Array.TrueForAll(addresses, address => address.IsFailureHere) => MonitorState.Unknown,
            _ => MonitorState.Critical,
        };
        return state == MonitorState.Ok ? [] : [(state, report.Reason)];
    }

    // A sender that finds the best host away takes the next: each of them has to be right.
    private static IEnumerable<(MonitorState State, string Why)> OfHosts(DomainReport report)
    {
        foreach (HostReport host in report.Verdict == CheckVerdict.DaneOk ? report.Hosts : [])
        {
            string name = NameText.Of(host.Host);
            if (host.Policy != TransportPolicy.Dane)
            {
                yield return (MonitorState.Warning, $"{name}: {host.PolicyReason}");
            }

            foreach (AddressReport address in host.Addresses.Where(address => address is { Result: AddressResult.Failed, IsFailureHere: false }))
            {
                yield return (MonitorState.Warning, $"{name} at {address.Address}: {address.Reason}");
            }
        }
    }

    private static IEnumerable<(MonitorState State, string Why)> OfEnds(DomainReport report, MonitorLimits limits)
    {
        if (report.FirstSignatureEnd is { } span
            && StateOf(span.Until - report.At, span.Lifetime, limits) is var late and not MonitorState.Ok)
        {
            yield return (late, $"the signature over {NameText.Of(span.Name)} {RecordTypes.ToText(span.Type)} ends in {Days(span.Until - report.At)} days (RFC 4035 section 5.3.1)");
        }

        if (report.FirstCertificateEnd is { } end
            && StateOf(end.NotAfter - report.At, end.Lifetime, limits) is var old and not MonitorState.Ok)
        {
            // RFC 7671 section 5.1: under usage 3 its end stops no mail.
            yield return (
                end.IsJudged ? old : MonitorState.Warning,
                $"the certificate of {NameText.Of(end.Host)} at {end.Address} ends in {Days(end.NotAfter - report.At)} days{(end.IsJudged ? "" : ", which usage 3 does not mind (RFC 7671 section 5.1)")}");
        }
    }

    private static MonitorState StateOf(TimeSpan left, TimeSpan? lifetime, MonitorLimits limits) =>
        left.TotalDays < limits.CriticalBelow(lifetime) ? MonitorState.Critical
        : left.TotalDays < limits.WarnBelow(lifetime) ? MonitorState.Warning
        : MonitorState.Ok;

    private static string Days(TimeSpan left) => left.TotalDays.ToString("0.#", CultureInfo.InvariantCulture);
}
