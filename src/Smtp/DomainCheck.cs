using System.Net;
using System.Net.Sockets;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Checking;
using DaneCore.Smtp.Routing;

namespace DaneCore.Smtp;

/// <summary>
/// Does everything a sender would do for a domain, short of MAIL: routes, looks up TLSA records, connects to every address of
/// every host, shakes hands, judges. Never stops at the first failure, and tells "there is none" from "could not find out".
/// Says the same whatever the order of records. Failures are values; only the caller's cancellation is thrown. May check several domains at
/// once: they share the connections at a time, and each address has one at most among all of them.
/// </summary>
public sealed class DomainCheck
{
    private readonly ISecureResolver _resolver;
    private readonly SmtpOptions _options;
    private readonly DaneVerifier _verifier;
    private readonly ConnectionSlots _slots;

    /// <summary>Checks with a resolver that validates.</summary>
    public DomainCheck(ISecureResolver resolver, SmtpOptions options)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(options);
        if (options.WhyUnusable() is { } why)
        {
            throw new ArgumentException(why, nameof(options));
        }

        _resolver = resolver;
        _options = options;
        _verifier = new DaneVerifier(options.Profile, options.Clock);
        _slots = new ConnectionSlots(options.MaxConnections);
    }

    /// <summary>Checks a domain.</summary>
    public ValueTask<DomainReport> CheckAsync(DomainName domain, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return CheckAsync(domain, connects: true, stop);
    }

    /// <summary>
    /// The part of a check that asks DNS alone, for surveys: connects to nobody and advises nothing. A host that a sender would connect to counts as one that takes
    /// mail; where it would have to match TLSA records the verdict is <see cref="CheckVerdict.DanePublished"/>.
    /// </summary>
    public ValueTask<DomainReport> CheckDnsAsync(DomainName domain, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return CheckAsync(domain, connects: false, stop);
    }

    private async ValueTask<DomainReport> CheckAsync(DomainName domain, bool connects, CancellationToken stop)
    {
        DateTimeOffset now = _options.Clock.GetUtcNow();
        using CancellationTokenSource time = new(_options.CheckTimeout, _options.Clock);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            MxLookupResult mx = await new MxLookup(_resolver).FindAsync(domain, budget.Token).ConfigureAwait(false);
            HostReport[] hosts = mx is MxLookupResult.Hosts found
                ? await CheckHostsAsync(found, connects, budget.Token, stop).ConfigureAwait(false)
                : [];
            DomainReport report = CheckConclusion.Of(domain, _options.Profile, mx, hosts, connects) with { At = now };
            _options.Logger.DomainChecked(domain, report.VerdictText, report.Reason);
            return connects ? report with { Recommendations = CheckAdvice.For(report, mx, _options) } : report;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return CheckConclusion.OutOfTime(domain, _options.Profile) with { At = now };
        }
        catch (OperationCanceledException ended)
        {
            // Told with the caller's own token: it may have several things under way.
            throw new OperationCanceledException(ended.Message, ended, stop);
        }
    }

    private async Task<HostReport[]> CheckHostsAsync(MxLookupResult.Hosts mx, bool connects, CancellationToken budget, CancellationToken stop)
    {
        return await Task.WhenAll(mx.Exchangers.Take(_options.MaxHosts)
            .Select(exchanger => CheckHostAsync(mx, exchanger, connects, budget, stop))).ConfigureAwait(false);
    }

    private async Task<HostReport> CheckHostAsync(
        MxLookupResult.Hosts mx,
        MailExchanger exchanger,
        bool connects,
        CancellationToken budget,
        CancellationToken stop)
    {
        HostTarget target;
        TlsaLookupResult? tlsa = null;
        if (exchanger.Literal is not null)
        {
            target = HostTarget.OfLiteral(exchanger);
        }
        else
        {
            try
            {
                tlsa = await _resolver.FindTlsaAsync(exchanger.Host, _options.Port, _options.Profile, budget).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return CheckConclusion.OutOfTime(exchanger);
            }

            target = HostTarget.Of(exchanger, mx, tlsa, _options.InsecureMx);
            target = target with { Addresses = InOrder(target.Addresses) };
        }

        AddressReport[] reports = await Task.WhenAll(target.Addresses.Select((address, i) =>
            !connects ? Task.FromResult(NotTried(address, "only DNS was asked"))
            : target.Security.Policy == TransportPolicy.Skip ? Task.FromResult(NotTried(address, target.Security.Why.ToString()))
            : i >= _options.MaxAddresses ? Task.FromResult(NotTried(address, $"more than {_options.MaxAddresses} addresses are not tried"))
            : ProbeAsync(target, address, budget, stop)))
            .ConfigureAwait(false);
        HostReport report = CheckConclusion.Of(target, tlsa, reports, connects);
        return !connects ? report : report with { Rollover = RolloverOf(report, target) };
    }

    private async Task<AddressReport> ProbeAsync(
        HostTarget target,
        IPAddress address,
        CancellationToken budget,
        CancellationToken stop)
    {
        try
        {
            await _slots.EnterAsync(address, target.Exchanger.Preference, budget).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return AddressProbe.OutOfTime(address);
        }

        try
        {
            return await new AddressProbe(_options, _verifier).RunAsync(target, address, budget, stop).ConfigureAwait(false);
        }
        finally
        {
            _slots.Leave(address);
        }
    }

    private RolloverReadiness? RolloverOf(HostReport report, HostTarget target) => report.Tlsa.Count == 0 ? null : RolloverReadiness.Judge(
        report.Tlsa,
        [.. report.Addresses.Select(address => address.Chain).OfType<PeerChain>()],
        target.Names,
        _verifier,
        _options.Clock.GetUtcNow());

    // A reply lists addresses in any order; a report has one. IPv6 stays first.
    private static IReadOnlyList<IPAddress> InOrder(IReadOnlyList<IPAddress> addresses) =>
    [
        .. addresses.OrderByDescending(address => address.AddressFamily == AddressFamily.InterNetworkV6)
            .ThenBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal),
    ];

    private static AddressReport NotTried(IPAddress address, string why) => new()
    {
        Address = address,
        Result = AddressResult.NotTried,
        Reason = why,
    };
}
