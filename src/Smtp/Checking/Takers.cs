namespace DaneCore.Smtp.Checking;

/// <summary>
/// The hosts that mail would go to: those that take it, of the best preference that has one. A sender chooses among them at
/// random, so the weakest says what can be relied on.
/// </summary>
internal static class Takers
{
    /// <summary>Those hosts, in order; none when nobody takes mail.</summary>
    public static IReadOnlyList<HostReport> Of(DomainReport report)
    {
        // RFC 7672 section 2.2.1 forbids to prefer a safer host behind them.
        int? best = report.Hosts.FirstOrDefault(host => host.Taker is not null)?.Preference;
        return [.. report.Hosts.Where(host => host.Taker is not null && host.Preference == best)];
    }

    /// <summary>The weakest of them, the first of several; null when nobody takes mail.</summary>
    public static HostReport? WeakestOf(DomainReport report) => Of(report).MinBy(StrengthOf);

    /// <summary>A host as good as those or better, which the check had no time for: it may be where mail goes. Null when there is none.</summary>
    public static HostReport? LateOf(DomainReport report)
    {
        int? best = report.Hosts.FirstOrDefault(host => host.Taker is not null)?.Preference;
        return report.Hosts.FirstOrDefault(host => host.IsOutOfTime && host.Preference <= best);
    }

    /// <summary>0 in clear, 1 over TLS that nothing demands, 2 over TLS that is demanded, 3 authenticated.</summary>
    public static int StrengthOf(HostReport host) => host.Taker?.Result switch
    {
        AddressResult.Authenticated => 3,
        AddressResult.Encrypted => host.Policy == TransportPolicy.Encrypt ? 2 : 1,
        _ => 0,
    };
}
