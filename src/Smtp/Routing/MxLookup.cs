using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Routing;

/// <summary>
/// Finds the hosts for a domain (RFC 5321 section 5.1) and puts them in order. Needs a resolver that validates. A failed
/// question never becomes "no MX records": that would send mail where an attacker wants it. Does not look at the hosts.
/// </summary>
internal sealed class MxLookup(ISecureResolver resolver, Func<int, int>? pick = null, IReadOnlyList<DomainName>? ownNames = null)
{
    /// <summary>
    /// Looks up. Hosts of one preference stand in the order that the constructor's pick throws (a number below the one it is
    /// given), or by name where there is none, so that a check says the same twice.
    /// </summary>
    public async ValueTask<MxLookupResult> FindAsync(DomainName domain, CancellationToken stop)
    {
        Answer answer = await resolver.LookupAsync(domain, RecordType.MX, stop).ConfigureAwait(false);

        // RFC 7672 section 2.1.2: bogus, indeterminate and unanswered are one: mail waits.
        if (!TlsaLookup.IsAnswered(answer))
        {
            return new MxLookupResult.Failed(answer);
        }

        // RFC 5321 section 5.1: a domain that does not exist is an error; there is no address to look for.
        if (answer.Code == ResponseCode.NXDomain)
        {
            return new MxLookupResult.NoSuchDomain(answer);
        }

        // RFC 5321 section 5.1: without MX records the domain is its own host, with preference 0.
        if (answer.Records.Count == 0)
        {
            return new MxLookupResult.Hosts(answer, [new MailExchanger(domain, 0)], IsImplicit: true);
        }

        MxRdata[] records = [.. answer.Records.Select(record => record.Data).OfType<MxRdata>()];

        // RFC 7505 section 3: one record, preference 0, no host. Beside others it is only a record that cannot be used.
        if (answer.Records.Count == 1 && records is [{ Preference: 0, Exchange.IsRoot: true }])
        {
            return new MxLookupResult.NullMx(answer);
        }

        List<MailExchanger> usable =
        [
            .. records.Where(record => !record.Exchange.IsRoot && HostText.IsHostName(record.Exchange))
                .Select(record => new MailExchanger(record.Exchange, record.Preference)),
        ];
        if (usable.Count == 0)
        {
            return new MxLookupResult.NoneUsable(answer, $"none of the MX records of {domain} names a host");
        }

        List<MailExchanger> ordered = WithoutLoops(InOrder(usable), out DomainName? own);
        return ordered.Count > 0
            ? new MxLookupResult.Hosts(answer, ordered, IsImplicit: false)
            : new MxLookupResult.NoneUsable(answer, $"the best host for {domain} is this one, {own}: mail would loop") { IsLoop = true };
    }

    private List<MailExchanger> InOrder(List<MailExchanger> hosts)
    {
        // A host named twice is tried once, at its better preference.
        List<MailExchanger> ordered =
        [
            .. hosts.OrderBy(host => host.Preference).ThenBy(host => host.Host).DistinctBy(host => host.Host),
        ];
        if (pick is null)
        {
            return ordered;
        }

        // RFC 5321 section 5.1: equal preferences are to be spread over at random. Fisher and Yates, within each run.
        for (int start = 0, end; start < ordered.Count; start = end)
        {
            end = start;
            while (end < ordered.Count && ordered[end].Preference == ordered[start].Preference)
            {
                end++;
            }

            for (int i = end - 1; i > start; i--)
            {
                int other = start + pick(i - start + 1);
                (ordered[i], ordered[other]) = (ordered[other], ordered[i]);
            }
        }

        return ordered;
    }

    // RFC 5321 section 5.1: who finds itself among the hosts drops itself and everything that is not better.
    private List<MailExchanger> WithoutLoops(List<MailExchanger> ordered, out DomainName? own)
    {
        MailExchanger? self = ordered.Find(host => ownNames?.Contains(host.Host) == true);
        own = self?.Host;
        return self is null ? ordered : ordered.FindAll(host => host.Preference < self.Preference);
    }
}
