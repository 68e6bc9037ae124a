namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>A signed zone on the bench: it can be changed, signed once more with other contents by the same keys, and lied about by another server.</summary>
internal sealed class ZoneWork(SignedZone zone, Func<Func<ZonePlan, ZonePlan>, Task<SignedZone>> signAgain, IReadOnlyDictionary<string, SignedZone> below)
{
    private readonly List<Lie> _lies = [];

    public SignedZone Zone { get; } = zone;

    /// <summary>What another server says about names of this zone.</summary>
    public IReadOnlyList<Lie> Lies => _lies;

    /// <summary>The same zone with another plan, signed by the same keys.</summary>
    public Task<SignedZone> SignAgainAsync(Func<ZonePlan, ZonePlan> plan) => signAgain(plan);

    /// <summary>A zone further down, as it is served.</summary>
    public SignedZone Below(string apex) => below[apex];

    /// <summary>Questions at and below this name go to another server, which holds this version of the zone.</summary>
    public void Answer(string atAndBelow, Authority server, SignedZone version) => _lies.Add(new Lie(atAndBelow, server, version));
}
