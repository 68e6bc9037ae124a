using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane;

/// <summary>
/// What DNS says now about the TLSA records at one name, and how long others may go on believing it: what the waiting times of a
/// change are made of. That there are none is remembered as well. Vouches for nothing: <see cref="TlsaRecordSet"/> does.
/// </summary>
public sealed record TlsaPublication
{
    private TlsaPublication(Answer answer)
    {
        Name = answer.FinalName;
        Security = answer.Security;
        AsOf = answer.JudgedAt;
    }

    /// <summary>The name the records stand at, behind aliases.</summary>
    public DomainName Name { get; }

    /// <summary>What vouches for it; only a secure set means anything to senders.</summary>
    public SecurityStatus Security { get; }

    /// <summary>The instant of all this.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>False when it could not be found out what stands there.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>The records, best first; none where there are none, or nobody knows.</summary>
    public IReadOnlyList<TlsaRecord> Records { get; private init; } = [];

    /// <summary>
    /// For how long a cache that asked just now answers from memory: the TTL that the zone gave the set, or for which its absence is kept (RFC 2308
    /// section 5). Null when that is not known.
    /// </summary>
    public TimeSpan? Ttl { get; private init; }

    /// <summary>Until when the signature now in place holds, and so until when the set as it is can be shown to anyone; null when unsigned.</summary>
    public DateTimeOffset? SignedUntil { get; private init; }

    /// <summary>The length of that signature's window; null when unsigned.</summary>
    public TimeSpan? SignatureLifetime { get; private init; }

    /// <summary>Why it could not be found out; null when it could.</summary>
    public string? Why { get; private init; }

    /// <summary>Asks for the records of a host and port.</summary>
    public static async ValueTask<TlsaPublication?> ReadAsync(
        ISecureResolver resolver, DomainName host, int port, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return TlsaName.TryFor(host, port, out DomainName? name)
            ? Of(await resolver.LookupAsync(name, RecordType.TLSA, stop).ConfigureAwait(false))
            : null;
    }

    /// <summary>The same from an answer to a question of type TLSA.</summary>
    public static TlsaPublication Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!TlsaLookup.IsAnswered(answer))
        {
            return new TlsaPublication(answer) { Why = answer.Why?.ToString() ?? $"the answer was {ResponseCodes.ToText(answer.Code)}" };
        }

        TlsaRecord[] records =
        [
            .. answer.Records.Select(record => TlsaRecord.FromAnyRdata(record.Data)).OfType<TlsaRecord>().Distinct()
                .Order(Comparer<TlsaRecord>.Create(TlsaRecord.CompareByWorth)),
        ];
        IReadOnlyList<SignatureSpan> spans = SignatureSpan.OfOwnZones(answer);
        SignatureSpan? span = records.Length > 0
            ? spans.FirstOrDefault(each => each.Type == RecordType.TLSA && each.Name.Equals(answer.FinalName))
                ?? spans.FirstOrDefault(each => each.Type == RecordType.TLSA)
            : spans.Where(each => each.Type is RecordType.NSEC or RecordType.NSEC3).MinBy(each => each.Until);
        return new TlsaPublication(answer)
        {
            IsKnown = true,
            Records = records,
            Ttl = records.Length > 0 ? span?.OriginalTtl ?? ReceivedTtl(answer) : NegativeTtl(answer),
            SignedUntil = span?.Until,
            SignatureLifetime = span?.Lifetime,
        };
    }

    /// <summary>
    /// Until when somebody on the way can still show what stood here before a change, properly signed: the zone may have signed it
    /// anew at the last moment. Null when unsigned.
    /// </summary>
    public DateTimeOffset? ReplayableUntil(DateTimeOffset change) =>
        change <= AsOf ? SignedUntil : SignatureLifetime is { } lifetime ? change + lifetime : null;

    // Without a signature nothing tells what a cache on the way has taken off.
    private static TimeSpan? ReceivedTtl(Answer answer) =>
        answer.Records.Count == 0 ? null : TimeSpan.FromSeconds(answer.Records.Max(record => record.Ttl));

    // RFC 2308 section 5: the lesser of MINIMUM and the TTL of the SOA, of which a cache may have taken something off: MINIMUM is the bound that is sure.
    private static TimeSpan? NegativeTtl(Answer answer) =>
        answer.Authority.Select(record => record.Data).OfType<SoaRdata>().Select(soa => (TimeSpan?)TimeSpan.FromSeconds(soa.Minimum)).Max();
}
