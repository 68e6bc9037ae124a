using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// What to do about a report: sentences that begin with who has to act and can be carried out as they stand. The domain
/// first, then each host in order. Recommends nothing that a proof in hand contradicts.
/// </summary>
internal static class CheckAdvice
{
    /// <summary>The sentences, each once.</summary>
    public static IReadOnlyList<string> For(DomainReport report, MxLookupResult mx, SmtpOptions options) =>
        [
            .. OfDomain(report, mx)
                .Concat(report.Hosts.SelectMany(host => HostAdvice.For(host, report, options).Concat(LikenessAdvice.For(host))))
                .Concat(Endings.Advice(report))
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> OfDomain(DomainReport report, MxLookupResult mx)
    {
        string domain = HostText.Of(report.Domain);
        foreach (UpstreamReport server in mx.Answer.Upstream.Where(server => server.Findings.Count > 0))
        {
            yield return $"Whoever runs the resolver {server.Server}: it shows {string.Join(", ", server.Findings)}; ask another one, or have it pass DNSSEC on.";
        }

        switch (mx)
        {
            case MxLookupResult.NullMx:
                yield return $"The sender: use another address, {domain} takes no mail. The administrator of {domain}: if it should, replace the MX record \"0 .\" by one that names a mail host.";
                break;
            case MxLookupResult.NoSuchDomain:
                yield return $"The sender: check the spelling, there is no {domain} in DNS. Its owner, if it should exist: check that the registration has not expired.";
                break;
            case MxLookupResult.NoneUsable:
                yield return $"The administrator of {domain}: have at least one MX record name a host with addresses.";
                break;
            case MxLookupResult.Failed when mx.Answer.Security == SecurityStatus.Bogus:
                yield return $"The DNS operator of {domain}: repair DNSSEC for the MX records ({mx.Answer.Why}); until then every sender that validates holds mail back.";
                break;
            case MxLookupResult.Failed:
                yield return $"The DNS operator of {domain}: have the name servers answer questions for MX ({mx.Answer.Why?.Text ?? "they gave an error"}). Whoever asks: check that the resolver in use can be reached.";
                break;
            case MxLookupResult.Hosts hosts when hosts.Security == SecurityStatus.Insecure:
                yield return $"The administrator of {domain}: nothing vouches for the MX records, so anyone who forges them gets the mail ({mx.Answer.Why}). Have the zone signed with a current algorithm and its DS record published through the registrar; DANE rests on that.";
                break;
            default:
                break;
        }

        if (Takers.LateOf(report) is { } late)
        {
            yield return $"Whoever asks: check again with more time; {HostText.Of(late.Host)} comes before the hosts that answered, or shares the mail with them, and it was not found out whether it takes any.";
        }

        // RFC 7672 section 2.2.1: behind unsigned MX records the hosts do not differ in what they are worth.
        IReadOnlyList<HostReport> takers = report.MxSecurity == SecurityStatus.Secure ? Takers.Of(report) : [];
        int weakest = takers.Select(Takers.StrengthOf).DefaultIfEmpty().Min();
        if (takers.Any(host => Takers.StrengthOf(host) > weakest))
        {
            string all = string.Join(", ", takers.Select(host => HostText.Of(host.Host)));
            string weak = string.Join(", ", takers.Where(host => Takers.StrengthOf(host) == weakest).Select(host => HostText.Of(host.Host)));
            yield return $"The administrator of {domain}: {all} have the same preference, so senders choose among them at random (RFC 5321 section 5.1), and mail is only as safe as with the weakest: {weak}. Bring it up to the others, or give it a higher preference value.";
        }
    }
}
