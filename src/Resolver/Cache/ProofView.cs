using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// What is kept, as one session sees it: at its instant, at its place, and the same at every look, whatever others do meanwhile.
/// </summary>
internal sealed class ProofView(ProofStore store, DateTimeOffset now, int place) : IProofMemory
{
    private readonly HashSet<DomainName> _runningOut = [];

    // What was seen, or not seen, stays so for the session: it must not wait for what it took for known a moment ago.
    private readonly Dictionary<(DomainName Anchor, DomainName Apex), Standing?> _zones = [];
    private readonly Dictionary<(DomainName Anchor, DomainName Name), (DomainName Zone, CutFinding Finding)?> _cuts = [];

    /// <summary>True hides everything good that is kept: to ask afresh. What is held against a zone at this place stays in view.</summary>
    public bool IsAfresh { get; init; }

    /// <summary>True hides what is about to run out: to fetch it again in time.</summary>
    public bool HidesWhatRunsOut { get; init; }

    /// <summary>Signed zones that were looked at and will soon run out.</summary>
    public IReadOnlyCollection<DomainName> RunningOut => _runningOut;

    public Standing? ZoneAt(DomainName anchor, DomainName apex)
    {
        if (!_zones.TryGetValue((anchor, apex), out Standing? zone))
        {
            zone = LookAtZone(anchor, apex);
            _zones.Add((anchor, apex), zone);
        }

        return zone;
    }

    public CutFinding? CutAt(DomainName anchor, DomainName? zone, DomainName name)
    {
        if (!_cuts.TryGetValue((anchor, name), out (DomainName Zone, CutFinding Finding)? cut))
        {
            cut = LookAtCut(anchor, name);
            _cuts.Add((anchor, name), cut);
        }

        return cut is { } known && (zone is null || zone.Equals(known.Zone)) ? known.Finding : null;
    }

    public Hop? LinkAt(DomainName name, RecordType type) => AsksAnyway ? null : store.Links.Find(name, type, now);

    public ZoneDenials? DenialsOf(ZoneKeys zone, HashMemo hashes) =>
        AsksAnyway ? null : store.Denials.Find(zone, now, store.MaxNsec3Iterations, hashes);

    private Standing? LookAtZone(DomainName anchor, DomainName apex)
    {
        // Keys that hold are not given up because some server offered others.
        if (store.Zones.ZoneAt(anchor, apex) is not { } entry || !Shows(entry.Window))
        {
            return store.Zones.BrokenAt(anchor, apex, place, now);
        }

        if (entry.Window.IsRunningOut(now))
        {
            _runningOut.Add(apex);
        }

        return entry.Standing switch
        {
            Standing.Signed signed => signed with { ValidUntil = entry.Window.Until },
            Standing.Unsigned unsigned => unsigned with { ValidUntil = entry.Window.Until },
            _ => null,
        };
    }

    private (DomainName Zone, CutFinding Finding)? LookAtCut(DomainName anchor, DomainName name) =>
        store.Zones.ZoneAt(anchor, name) is { Cut: { } cut, Parent: { } parent } below && Shows(below.Window) ? (parent, cut)
        : store.Zones.CutAt(anchor, name) is { } entry && Shows(entry.Window) ? (entry.Zone, Bounded(entry.Finding, entry.Window.Until))
        : null;

    private bool AsksAnyway => IsAfresh || HidesWhatRunsOut;

    private bool Shows(Window window) => !IsAfresh && window.Holds(now) && !(HidesWhatRunsOut && window.IsRunningOut(now));

    private static CutFinding Bounded(CutFinding finding, DateTimeOffset until) => finding switch
    {
        CutFinding.UnsignedCut unsigned => unsigned with { ValidUntil = until },
        CutFinding.NoCut plain => plain with { ValidUntil = until },
        CutFinding.NothingBelow nothing => nothing with { ValidUntil = until },
        _ => finding,
    };
}
