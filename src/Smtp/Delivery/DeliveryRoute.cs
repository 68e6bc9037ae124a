using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;

namespace DaneCore.Smtp.Delivery;

/// <summary>
/// The hosts for one next hop, or why there is none. Each host is looked up when its turn comes, once, so that a message that
/// the first host takes costs no more.
/// </summary>
internal sealed class DeliveryRoute
{
    private readonly ISecureResolver _resolver;
    private readonly SmtpOptions _options;
    private readonly Dictionary<MailExchanger, HostChoice> _choices = [];

    private DeliveryRoute(ISecureResolver resolver, SmtpOptions options)
    {
        _resolver = resolver;
        _options = options;
    }

    /// <summary>The answer about MX records and what follows from it; null when the recipient names an address.</summary>
    public MxLookupResult.Hosts? Mx { get; private init; }

    /// <summary>The hosts in the order of trying; none where there is a failure.</summary>
    public IReadOnlyList<MailExchanger> Exchangers { get; private init; } = [];

    /// <summary>Why there is no host; null when there is one.</summary>
    public DeliveryFailure? Failure { get; private init; }

    /// <summary>True when signatures vouch for what led to the hosts.</summary>
    public bool IsSecure => Mx?.Security == SecurityStatus.Secure;

    /// <summary>Finds the hosts.</summary>
    public static async ValueTask<DeliveryRoute> FindAsync(NextHop hop, ISecureResolver resolver, SmtpOptions options, CancellationToken stop)
    {
        if (hop.Literal is { } literal)
        {
            return new DeliveryRoute(resolver, options) { Exchangers = [MailExchanger.OfRecipient(literal)] };
        }

        MxLookupResult mx = await new MxLookup(resolver, options.Pick, options.OwnNames).FindAsync(hop.Domain!, stop).ConfigureAwait(false);
        return mx is MxLookupResult.Hosts hosts
            ? new DeliveryRoute(resolver, options) { Mx = hosts, Exchangers = [.. hosts.Exchangers.Take(options.MaxHosts)] }
            : new DeliveryRoute(resolver, options) { Failure = FailureOf(mx, HostText.Of(hop.Domain!)) };
    }

    /// <summary>What there is to know of a host before a connection.</summary>
    public async ValueTask<HostChoice> LookUpAsync(MailExchanger exchanger, CancellationToken stop)
    {
        if (_choices.TryGetValue(exchanger, out HostChoice? known))
        {
            return known;
        }

        if (exchanger.Literal is not null)
        {
            return _choices[exchanger] = new HostChoice(HostTarget.OfLiteral(exchanger), null);
        }

        TlsaLookupResult tlsa = await _resolver.FindTlsaAsync(exchanger.Host, _options.Port, _options.Profile, stop).ConfigureAwait(false);
        return _choices[exchanger] = new HostChoice(HostTarget.Of(exchanger, Mx!, tlsa, _options.InsecureMx), tlsa);
    }

    private static DeliveryFailure FailureOf(MxLookupResult mx, string domain)
    {
        Answer answer = mx.Answer;
        string why = answer.Why?.ToString() ?? $"the answer was {ResponseCodes.ToText(answer.Code)}";
        return mx switch
        {
            // RFC 7505 section 4.1: at once, with this code, and never to an address of the domain itself.
            MxLookupResult.NullMx => Final(StatusCodes.NullMx, $"{domain} says that it takes no mail (RFC 7505 section 3)"),
            MxLookupResult.NoSuchDomain => Final(StatusCodes.NoSuchDomain, $"{domain} does not exist (RFC 5321 section 5.1)"),
            MxLookupResult.NoneUsable none =>
                Final(none.IsLoop ? StatusCodes.RoutingLoop : StatusCodes.CannotConnect, $"{none.Why} (RFC 5321 section 5.1)"),
            _ when answer.Security == SecurityStatus.Bogus => new DeliveryFailure(
                FailureGround.Policy,
                StatusCodes.DnssecInvalid,
                ResultType.DnssecInvalid,
                $"the MX answer for {domain} does not validate: {why} (RFC 7672 section 2.1.2)"),
            _ => new DeliveryFailure(
                FailureGround.Reach,
                StatusCodes.DnsQueryFailed,
                ResultType.None,
                $"the MX records of {domain} could not be found out: {why} (RFC 7672 section 2.1.2)"),
        };
    }

    private static DeliveryFailure Final(EnhancedStatusCode code, string reason) =>
        new(FailureGround.Reach, code, ResultType.None, reason) { IsPermanent = true };
}
