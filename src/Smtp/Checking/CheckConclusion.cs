using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;

namespace DaneCore.Smtp.Checking;

/// <summary>From rows to verdicts: what a host comes to, and what a domain comes to. A function of the rows; asks nobody.</summary>
internal static class CheckConclusion
{
    private const string TimeIsUp = "the time for the whole check ran out";

    /// <summary>What a host comes to; where nobody was connected to, what is asked of it.</summary>
    public static HostReport Of(HostTarget target, TlsaLookupResult? tlsa, IReadOnlyList<AddressReport> addresses, bool connects = true)
    {
        HostReport report = new()
        {
            Host = target.Exchanger.Host,
            Preference = target.Exchanger.Preference,
            AddressSecurity = AddressSecurityOf(tlsa),
            TlsaBase = tlsa is null ? null : HostTarget.BaseDomainOf(tlsa),
            TlsaSecurity = tlsa?.Host.TlsaAnswers is [.., var last] ? last.Security : null,
            Tlsa = tlsa is null ? [] : HostTarget.RecordsOf(tlsa)?.Records ?? [],
            Policy = target.Security.Policy,
            PolicyReason = target.Security.Why.ToString(),
            Addresses = addresses,
            Lookup = tlsa,
        };
        if (report.Taker is not null || (!connects && IsTried(report)))
        {
            return report;
        }

        if (target.Security.Policy == TransportPolicy.Skip)
        {
            (EnhancedStatusCode code, ResultType type) = TransportSecurity.CodeOfSkip(tlsa!);
            return report with { Code = code.ToString(), ResultType = type };
        }

        // An address that answered says more about the host than one that could not be reached from here.
        AddressReport[] failed = [.. addresses.Where(address => address.Result == AddressResult.Failed)];
        AddressReport? told = failed.FirstOrDefault(address => address.Code != StatusCodes.CannotConnect.ToString()) ?? failed.FirstOrDefault();
        return report with
        {
            Code = told?.Code ?? StatusCodes.CannotConnect.ToString(),
            ResultType = told?.ResultType ?? ResultType.None,
        };
    }

    /// <summary>A host about which nothing came in time.</summary>
    public static HostReport OutOfTime(MailExchanger exchanger) => new()
    {
        Host = exchanger.Host,
        Preference = exchanger.Preference,
        Policy = TransportPolicy.Skip,
        PolicyReason = TimeIsUp,
        IsLookupOutOfTime = true,
        Code = StatusCodes.DnsQueryFailed.ToString(),
    };

    /// <summary>A domain about which nothing came in time.</summary>
    public static DomainReport OutOfTime(DomainName domain, UsageProfile profile) => new()
    {
        Domain = domain,
        Profile = profile,
        Verdict = CheckVerdict.Undeterminable,
        Reason = TimeIsUp,
        Code = StatusCodes.DnsQueryFailed.ToString(),
        MxSecurity = SecurityStatus.Indeterminate,
        Recommendations = [$"Whoever asks: check again with more time; no server answered what was asked about {HostText.Of(domain)}."],
    };

    /// <summary>What a domain comes to.</summary>
    public static DomainReport Of(
        DomainName domain, UsageProfile profile, MxLookupResult mx, IReadOnlyList<HostReport> hosts, bool connects = true)
    {
        DomainReport report = new()
        {
            Domain = domain,
            Profile = profile,
            Verdict = CheckVerdict.Undeterminable,
            Reason = "",
            MxSecurity = mx.Security,
            MxAnswer = mx.Answer,
            Hosts = hosts,
            IsImplicitMx = mx is MxLookupResult.Hosts { IsImplicit: true },
        };
        string name = HostText.Of(domain);
        return mx switch
        {
            MxLookupResult.NullMx => report with
            {
                Verdict = CheckVerdict.NullMx,
                Code = StatusCodes.NullMx.ToString(),
                Reason = $"{name} says that it takes no mail (RFC 7505 section 3)",
            },
            MxLookupResult.NoSuchDomain => report with
            {
                Verdict = CheckVerdict.NoSuchDomain,
                Code = StatusCodes.NoSuchDomain.ToString(),
                Reason = $"{name} does not exist (RFC 5321 section 5.1)",
            },
            MxLookupResult.NoneUsable none => report with
            {
                Verdict = CheckVerdict.Unreachable,
                Code = StatusCodes.CannotConnect.ToString(),
                Reason = $"{none.Why} (RFC 5321 section 5.1)",
            },
            MxLookupResult.Failed => Failed(report, mx.Answer),
            _ => connects ? OfHosts(report) : OfPolicies(report),
        };
    }

    // What a sender would connect to.
    private static bool IsTried(HostReport host) => host.Policy != TransportPolicy.Skip && host.Addresses.Count > 0;

    // As with connections, had every host that is connected to taken mail and matched.
    private static DomainReport OfPolicies(DomainReport report)
    {
        if (report.Hosts.FirstOrDefault(IsTried) is not { } first)
        {
            return OfNobody(report);
        }

        if (report.Hosts.FirstOrDefault(host => host.IsLookupOutOfTime && host.Preference <= first.Preference) is { } late)
        {
            return report with { Code = late.Code, Reason = $"{TimeIsUp} before {HostText.Of(late.Host)} was known, and senders choose it no later than {HostText.Of(first.Host)} (RFC 5321 section 5.1)" };
        }

        HostReport weakest = report.Hosts.Where(host => IsTried(host) && host.Preference == first.Preference).MinBy(StrengthOf)!;

        // RFC 7672 section 2.2.1: behind unsigned MX records no delivery may be called secure.
        bool isSecureRoute = report.MxSecurity == SecurityStatus.Secure;
        return report with
        {
            Verdict = !isSecureRoute ? CheckVerdict.NoDane : weakest.Policy switch
            {
                TransportPolicy.Dane => CheckVerdict.DanePublished,
                TransportPolicy.Encrypt => CheckVerdict.EncryptOnly,
                _ => CheckVerdict.NoDane,
            },
            Reason = $"mail would go to {HostText.Of(weakest.Host)}: "
                + (isSecureRoute ? weakest.PolicyReason : "the MX records are not signed, so whoever forges them redirects it (RFC 7672 section 2.2.1)"),
        };
    }

    private static int StrengthOf(HostReport host) => host.Policy switch
    {
        TransportPolicy.Dane => 2,
        TransportPolicy.Encrypt => 1,
        _ => 0,
    };

    private static DomainReport Failed(DomainReport report, Answer answer)
    {
        bool isBogus = answer.Security == SecurityStatus.Bogus;
        return report with
        {
            Verdict = isBogus ? CheckVerdict.DnssecBogus : CheckVerdict.Undeterminable,
            Code = (isBogus ? StatusCodes.DnssecInvalid : StatusCodes.DnsQueryFailed).ToString(),
            ResultType = isBogus ? ResultType.DnssecInvalid : ResultType.None,
            Reason = isBogus
                ? $"{answer.Question} does not validate: {answer.Why} (RFC 7672 section 2.1.2)"
                : $"{answer.Question} could not be found out: {WhyOf(answer)} (RFC 7672 section 2.1.2)",
        };
    }

    // The first preference at which a host would take mail decides (RFC 7672 section 2.2.1), and of several hosts there the
    // weakest: RFC 5321 section 5.1 has senders choose at random.
    private static DomainReport OfHosts(DomainReport report)
    {
        if (Takers.WeakestOf(report) is { } taker)
        {
            if (Takers.LateOf(report) is { } late)
            {
                string host = HostText.Of(late.Host);
                return report with
                {
                    Verdict = CheckVerdict.Undeterminable,
                    Code = late.Code,
                    Reason = $"{TimeIsUp} before {host} had shown whether it takes mail, and senders choose it no later than {HostText.Of(taker.Host)} (RFC 5321 section 5.1)",
                };
            }

            AddressReport address = taker.Taker!;

            // RFC 7672 section 2.2.1: behind unsigned MX records no delivery may be called secure.
            bool isSecureRoute = report.MxSecurity == SecurityStatus.Secure;
            CheckVerdict verdict = !isSecureRoute ? CheckVerdict.NoDane
                : address.Result == AddressResult.Authenticated ? CheckVerdict.DaneOk
                : taker.Policy == TransportPolicy.Encrypt ? CheckVerdict.EncryptOnly
                : CheckVerdict.NoDane;
            return report with
            {
                Verdict = verdict,
                Reason = $"mail would go to {HostText.Of(taker.Host)} at {address.Address}, {address.ResultText}: " + verdict switch
                {
                    CheckVerdict.NoDane when !isSecureRoute => "the MX records are not signed, so whoever forges them redirects it (RFC 7672 section 2.2.1)",
                    CheckVerdict.NoDane or CheckVerdict.EncryptOnly => taker.PolicyReason,
                    _ => address.Reason,
                },
            };
        }

        return OfNobody(report);
    }

    // Nobody takes it: a bounce would speak of the best host.
    private static DomainReport OfNobody(DomainReport report)
    {
        HostReport best = report.Hosts[0];
        return report with
        {
            Verdict = VerdictOf(best),
            Code = best.Code,
            ResultType = best.ResultType,
            Reason = "no host would take mail; " + (best.Addresses.FirstOrDefault(address => address.Code is not null && address.Code == best.Code) is { } told
                ? $"{HostText.Of(best.Host)} at {told.Address}: {told.Reason}"
                : $"{HostText.Of(best.Host)}: {best.PolicyReason}"),
        };
    }

    private static CheckVerdict VerdictOf(HostReport host)
    {
        if (host.Policy == TransportPolicy.Skip)
        {
            return host.Lookup is TlsaLookupResult.Failed failed
                ? failed.Answer.Security == SecurityStatus.Bogus ? CheckVerdict.DnssecBogus : CheckVerdict.Undeterminable
                : host.Lookup is null ? CheckVerdict.Undeterminable : CheckVerdict.Unreachable;
        }

        // Under opportunistic TLS there is nothing for DANE to fail at.
        return host.ResultType == ResultType.None || host.Policy == TransportPolicy.May
            ? CheckVerdict.Unreachable
            : CheckVerdict.DaneFailed;
    }

    private static SecurityStatus AddressSecurityOf(TlsaLookupResult? tlsa)
    {
        if (tlsa is null)
        {
            // An address in an MX record needs no lookup, and no lookup vouches for it.
            return SecurityStatus.Insecure;
        }

        FamilyAddresses[] families = [tlsa.Host.V6, tlsa.Host.V4];
        FamilyAddresses told = families.MaxBy(family => family.State)!;
        return told.State == FamilyState.Absent || told.State == FamilyState.Failed
            ? families.Min(family => family.Answer.Security)
            : told.Answer.Security;
    }

    private static string WhyOf(Answer answer) => answer.Why?.ToString() ?? $"the answer was {ResponseCodes.ToText(answer.Code)}";
}
