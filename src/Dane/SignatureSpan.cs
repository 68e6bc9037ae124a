using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>One signature that an answer rests on: over which set, by which zone, from when to when.</summary>
/// <param name="Name">The owner of the set.</param>
/// <param name="Type">Its type.</param>
/// <param name="Zone">The zone that signed.</param>
/// <param name="From">Start of the window.</param>
/// <param name="Until">End of the window; from then on the set is bogus unless signed anew.</param>
/// <param name="OriginalTtl">What the zone itself says, whatever a cache on the way left of it (RFC 4034 section 3.1.4).</param>
public sealed record SignatureSpan(
    DomainName Name, RecordType Type, DomainName Zone, DateTimeOffset From, DateTimeOffset Until, TimeSpan OriginalTtl)
{
    /// <summary>How long the window is.</summary>
    public TimeSpan Lifetime => Until - From;

    /// <summary>All signatures of the answer, those over keys and delegations included; each once, the order is that of the evidence.</summary>
    public static IReadOnlyList<SignatureSpan> Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. Flatten(answer.Evidence).Select(Read).OfType<SignatureSpan>().Distinct()];
    }

    /// <summary>
    /// Those that the zones of the data themselves have to renew: over the data or the proof that there are none, and over the keys of the zones
    /// that signed these. What lies above is renewed by others.
    /// </summary>
    public static IReadOnlyList<SignatureSpan> OfOwnZones(Answer answer)
    {
        IReadOnlyList<SignatureSpan> all = Of(answer);
        HashSet<DomainName> zones = [.. all.Where(span => span.IsOfData).Select(span => span.Zone)];
        return [.. all.Where(span => span.IsOfData || (span.Type == RecordType.DNSKEY && zones.Contains(span.Name)))];
    }

    private bool IsOfData => Type is not (RecordType.DNSKEY or RecordType.DS);

    private static IEnumerable<Evidence> Flatten(IEnumerable<Evidence> steps) =>
        steps.SelectMany(step => Flatten(step.Basis).Prepend(step));

    private static SignatureSpan? Read(Evidence step) =>
        step is { Inception: { } from, Expiration: { } until, Zone: { } zone, Records: { } set }
            ? new SignatureSpan(set.Owner, set.Type, zone, from, until, TimeSpan.FromSeconds(TtlOf(set, step.KeyTag, until)))
            : null;

    private static uint TtlOf(RecordSet set, ushort? tag, DateTimeOffset until) =>
        set.Signatures.Where(signature => signature.KeyTag == tag && signature.Expiration == SerialNumber.FromInstant(until))
            .Select(signature => (uint?)signature.OriginalTtl).Max() ?? set.Ttl;
}
