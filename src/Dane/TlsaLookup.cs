using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DaneCore.Dane;

/// <summary>
/// Finds the TLSA records of a host and port (RFC 7672 section 2.2.2 and 2.2.3, RFC 7671 section 7). Asks for addresses first
/// and for TLSA only where those are signed; tries the name an alias leads to, then the host's own. The first secure set
/// decides and sets are never merged. A failed question ends it: falling through would let anyone who can drop a packet
/// choose.
/// </summary>
public sealed class TlsaLookup
{
    private readonly ISecureResolver _resolver;
    private readonly UsageProfile _profile;
    private readonly ILogger _logger;

    /// <summary>Looks up with a resolver that validates.</summary>
    public TlsaLookup(ISecureResolver resolver, UsageProfile profile, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(profile);
        _resolver = resolver;
        _profile = profile;
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>Looks up a host; only cancellation throws.</summary>
    public async ValueTask<TlsaLookupResult> FindAsync(DomainName host, int port, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        HostLookup lookup = await AskForAddressesAsync(host, port, stop).ConfigureAwait(false);
        TlsaLookupResult result = await FindAsync(lookup, stop).ConfigureAwait(false);
        _logger.TlsaFound(host, port, result.GetType().Name, result.Why.Text, result.Why.Rfc);
        return result;
    }

    /// <summary>True when the answer settles what was asked, be it that there is nothing (RFC 7672 section 2.1.1).</summary>
    internal static bool IsAnswered(Answer answer) =>
        answer.IsUsable && !answer.NobodyAnswered && answer.Code is ResponseCode.NoError or ResponseCode.NXDomain;

    /// <summary>Looks up addresses alone, for a host that nothing secure leads to: insecure for the reason given, whatever its zone.</summary>
    internal async ValueTask<TlsaLookupResult> FindAddressesAsync(DomainName host, int port, DaneReason why, CancellationToken stop)
    {
        HostLookup lookup = await AskForAddressesAsync(host, port, stop).ConfigureAwait(false);
        return WithoutAddresses(lookup) ?? new TlsaLookupResult.Insecure(lookup, why);
    }

    private async ValueTask<HostLookup> AskForAddressesAsync(DomainName host, int port, CancellationToken stop)
    {
        Task<Answer> v6 = _resolver.LookupAsync(host, RecordType.AAAA, stop).AsTask();
        Task<Answer> v4 = _resolver.LookupAsync(host, RecordType.A, stop).AsTask();
        await Task.WhenAll(v6, v4).ConfigureAwait(false);
        return new HostLookup
        {
            Name = host,
            Port = port,
            V4 = FamilyAddresses.Of(await v4.ConfigureAwait(false)),
            V6 = FamilyAddresses.Of(await v6.ConfigureAwait(false)),
        };
    }

    // RFC 7672 section 2.2.2: without addresses the host is unreachable; with a family that failed that is not known.
    private static TlsaLookupResult? WithoutAddresses(HostLookup lookup)
    {
        if (lookup.V4.HasAddresses || lookup.V6.HasAddresses)
        {
            return null;
        }

        FamilyAddresses? failed = new[] { lookup.V4, lookup.V6 }.FirstOrDefault(family => family.State == FamilyState.Failed);
        return failed is null
            ? new TlsaLookupResult.None(lookup, new($"{lookup.Name} has no address", "RFC 7672 section 2.2.2"))
            : Failed(lookup, failed.Answer, $"the addresses of {lookup.Name} could not be found out", "RFC 7672 section 2.1.2");
    }

    private async ValueTask<TlsaLookupResult> FindAsync(HostLookup lookup, CancellationToken stop)
    {
        if (WithoutAddresses(lookup) is { } unreachable)
        {
            return unreachable;
        }

        // One secure family is enough: the records are then asked for, and bind the connection to either.
        FamilyAddresses[] found = [.. new[] { lookup.V4, lookup.V6 }.Where(family => family.HasAddresses)];
        FamilyAddresses best = found.FirstOrDefault(family => family.State == FamilyState.Secure) ?? found[0];
        if (best.State == FamilyState.Secure)
        {
            // RFC 7672 section 2.2.3: the name at the end of the aliases, then the host; none of those between.
            return best.Answer.FinalName.Equals(lookup.Name)
                ? await AskAsync(lookup, [lookup.Name], stop).ConfigureAwait(false)
                : await AskAsync(lookup, [best.Answer.FinalName, lookup.Name], stop).ConfigureAwait(false);
        }

        if (best.Answer.FinalName.Equals(lookup.Name))
        {
            // RFC 7672 section 2.2.2: servers of unsigned zones answer TLSA questions with errors; they are not asked.
            return new TlsaLookupResult.Insecure(
                lookup, new($"the addresses of {lookup.Name} are not signed, so no TLSA record is asked for", "RFC 7672 section 2.2.2"));
        }

        return await AskBehindAliasAsync(lookup, best.Answer, stop).ConfigureAwait(false);
    }

    // RFC 7672 section 2.2.2: the alias leads out of the signed tree, yet may itself be signed; then the host's own name counts.
    private async ValueTask<TlsaLookupResult> AskBehindAliasAsync(HostLookup lookup, Answer addresses, CancellationToken stop)
    {
        SecurityStatus alias = addresses.Aliases is [var first, ..] && lookup.Name.IsAtOrBelow(first.Owner)
            ? first.Status
            : SecurityStatus.Indeterminate;
        if (alias is not (SecurityStatus.Secure or SecurityStatus.Insecure))
        {
            // RFC 7672 section 2.1.3: a question of type CNAME tells the status of the first hop alone.
            Answer answer = await _resolver.LookupAsync(lookup.Name, RecordType.CNAME, stop).ConfigureAwait(false);
            lookup = lookup with { AliasAnswer = answer };
            if (!IsAnswered(answer))
            {
                return Failed(lookup, answer, $"whether the alias {lookup.Name} is signed could not be found out", "RFC 7672 section 2.1.3");
            }

            alias = answer.Security;
        }

        return alias == SecurityStatus.Secure
            ? await AskAsync(lookup, [lookup.Name], stop).ConfigureAwait(false)
            : new TlsaLookupResult.Insecure(
                lookup, new($"{lookup.Name} is an alias in an unsigned zone, so no TLSA record is asked for", "RFC 7672 section 2.2.2"));
    }

    private async ValueTask<TlsaLookupResult> AskAsync(HostLookup lookup, DomainName[] candidates, CancellationToken stop)
    {
        bool wasInsecure = false;
        foreach (DomainName candidate in candidates)
        {
            if (!TlsaName.TryFor(candidate, lookup.Port, out DomainName? name))
            {
                continue;
            }

            Answer answer = await _resolver.LookupAsync(name, RecordType.TLSA, stop).ConfigureAwait(false);
            lookup = lookup with { TlsaAnswers = [.. lookup.TlsaAnswers, answer] };
            if (!IsAnswered(answer))
            {
                // RFC 7672 section 2.1.2: the host counts as unreachable, whatever another name might say.
                return Failed(lookup, answer, $"the TLSA records at {name} could not be found out", "RFC 7672 section 2.1.2");
            }

            wasInsecure |= answer.Security == SecurityStatus.Insecure;
            if (answer.Security != SecurityStatus.Secure || answer.Records.Count == 0)
            {
                continue;
            }

            // An alias at the TLSA name itself does not change the base domain (RFC 7672 section 2.2.3).
            return answer.Secure is { } secure && TlsaRecordSet.Attest(secure) is { } records
                ? Decide(lookup, candidate, records)
                : Failed(lookup, answer, $"the TLSA records at {name} came without evidence", "RFC 7672 section 2.1.2");
        }

        return wasInsecure
            ? new TlsaLookupResult.Insecure(lookup, new($"the place of the TLSA records of {lookup.Name} is not signed", "RFC 7672 section 2.2.3"))
            : new TlsaLookupResult.None(lookup, new($"{lookup.Name} has no TLSA records for port {lookup.Port}", "RFC 7672 section 2.2.3"));
    }

    private TlsaLookupResult Decide(HostLookup lookup, DomainName baseDomain, TlsaRecordSet records)
    {
        DaneReason?[] faults = [.. records.Records.Select(record => record.WhyUnusable(_profile))];
        return faults.Contains(null)
            ? new TlsaLookupResult.Usable(
                lookup, new($"{baseDomain} has usable TLSA records: the server has to match one", "RFC 7672 section 2.2"), baseDomain, records)
            : new TlsaLookupResult.Unusable(
                lookup, new($"no TLSA record of {baseDomain} can be used: {faults[0]!.Text}", "RFC 7672 section 2.2"), baseDomain, records);
    }

    private static TlsaLookupResult.Failed Failed(HostLookup lookup, Answer answer, string what, string rfc) =>
        new(lookup, new(answer.Why is { } why ? $"{what}: {why}" : $"{what}: the answer was {answer.Code}", rfc), answer);
}
