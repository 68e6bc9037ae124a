using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// Validated denial records by zone, each kind in its order, for use on names they were not sent for (RFC 8198). Only what a secure
/// absence rested on gets here, together with the zone's SOA; nothing pending, nothing insecure, no opt-out span.
/// </summary>
internal sealed class DenialMemory(CacheOptions options)
{
    private readonly BoundedTable<(DomainName Anchor, DomainName Zone), KeptDenials> _zones = new(options.DenialZones);

    public int Count => _zones.Count;

    public ZoneDenials? Find(ZoneKeys zone, DateTimeOffset now, int maxIterations, HashMemo hashes) =>
        options.UsesDenialsAggressively && _zones.TryGet((zone.Anchor, zone.Apex), out KeptDenials? kept) ? kept.At(now, maxIterations, hashes) : null;

    public void Keep(JudgedLink link, DateTimeOffset now)
    {
        if (options.UsesDenialsAggressively
            && link is { IsKept: false, Hop: Hop.Absence { Status: SecurityStatus.Secure, IsSynthesised: false, Zone: { } zone, Soa: { } soa } absence })
        {
            DateTimeOffset latest = Window.Earlier(zone.ValidUntil, now + options.MaxNegativeTtl);
            _zones.GetOrAdd((zone.Anchor, zone.Apex), key => new KeptDenials(key.Zone, options.DenialsPerZone)).Keep(soa, absence.Denials, latest, now);
        }
    }
}
