using System.Security.Cryptography;
using System.Text;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane;

/// <summary>
/// Finds a service by its SRV records, and the TLSA records of each target (RFC 2782, RFC 7673). The targets' own records
/// count only where signatures lead to the targets; a failed question ends the attempt, for else anyone who can drop a packet
/// would choose.
/// </summary>
public sealed class SrvLookup
{
    private readonly ISecureResolver _resolver;
    private readonly TlsaLookup _tlsa;
    private readonly Func<int, int>? _pick;

    /// <summary>Looks up with a resolver that validates; targets of one priority are tried in an order thrown by lot.</summary>
    public SrvLookup(ISecureResolver resolver, UsageProfile profile)
        : this(resolver, profile, RandomNumberGenerator.GetInt32)
    {
    }

    internal SrvLookup(ISecureResolver resolver, UsageProfile profile, Func<int, int>? pick)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
        _tlsa = new TlsaLookup(resolver, profile);
        _pick = pick;
    }

    /// <summary>
    /// Finds the targets of a service over TCP, such as <c>xmpp-client</c> or <c>imaps</c> (RFC 2782 writes them with an underscore,
    /// which is put before). Only cancellation throws, and a service whose name is no label.
    /// </summary>
    public async ValueTask<SrvLookupResult> FindAsync(DomainName domain, string service, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(domain);
        byte[] label = LabelOf(service);
        if (!domain.TryPrepend("_tcp"u8, out DomainName? transport) || !transport.TryPrepend(label, out DomainName? name))
        {
            // No such record can exist; the domain's own answer stands for the one that could not be asked for.
            Answer nothing = await _resolver.LookupAsync(domain, RecordType.SRV, stop).ConfigureAwait(false);
            return new SrvLookupResult.None(nothing, new($"{domain} is too long a name for SRV records", "RFC 2782"));
        }

        Answer answer = await _resolver.LookupAsync(name, RecordType.SRV, stop).ConfigureAwait(false);
        if (!TlsaLookup.IsAnswered(answer))
        {
            string why = answer.Why is { } reason ? reason.ToString() : $"the answer was {answer.Code}";
            return new SrvLookupResult.Failed(answer, new($"the SRV records at {name} could not be found out: {why}", "RFC 7673 section 3.1"));
        }

        SrvRdata[] records = [.. answer.Records.Select(record => record.Data).OfType<SrvRdata>()];
        if (answer.Records.Count == 1 && records is [{ Target.IsRoot: true }])
        {
            return new SrvLookupResult.NotOffered(answer, new($"{domain} says that it does not offer {service}", "RFC 2782"));
        }

        // Nobody listens at port 0 or at the root: such a record is one that cannot be used.
        IReadOnlyList<SrvTarget> targets = SrvOrder.Of(
            records.Where(record => record.Port > 0 && !record.Target.IsRoot)
                .Select(record => new SrvTarget(record.Target, record.Port, record.Priority, record.Weight)),
            _pick);
        return targets.Count == 0
            ? new SrvLookupResult.None(answer, new($"{name} has no SRV records that can be used", "RFC 7673 section 3.1"))
            : new SrvLookupResult.Targets(answer, new($"{name} has {targets.Count} SRV records that can be used", "RFC 7673 section 3.1"), domain, targets);
    }

    /// <summary>
    /// Finds addresses and TLSA records of one target. The records are not asked for where nothing vouches for the target itself
    /// (RFC 7673 section 3.1): they would bind the connection to whoever forged it. A target that failed is left out, and the next one tried.
    /// </summary>
    public async ValueTask<TlsaLookupResult> FindTlsaAsync(SrvLookupResult.Targets found, SrvTarget target, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(target);
        return found.AreSecure
            ? await _tlsa.FindAsync(target.Host, target.Port, stop).ConfigureAwait(false)
            : await _tlsa.FindAddressesAsync(
                target.Host,
                target.Port,
                new($"the SRV records of {found.Domain} are not signed, so no TLSA record of {target.Host} is asked for", "RFC 7673 section 3.1"),
                stop).ConfigureAwait(false);
    }

    private static byte[] LabelOf(string service)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        if (!service.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') || service.Length >= DomainName.MaxLabelLength)
        {
            throw new ArgumentException($"'{service}' is not the name of a service: letters, digits and hyphens are (RFC 6335 section 5.1)", nameof(service));
        }

        return Encoding.ASCII.GetBytes("_" + service);
    }
}
