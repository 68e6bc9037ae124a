using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// Everything proved under one set of anchors and one policy; under others nothing of it counts. Takes in what a session found out
/// only when its answer is usable, no limit was passed and no recording left anything out.
/// </summary>
internal sealed class ProofStore(CacheOptions options, ValidationPolicy policy)
{
    // How long the word of a server that a zone is still as it is kept here spares the next look: enough against a flood of questions
    // into one zone, too short to keep a changed zone away.
    private static readonly TimeSpan Reassurance = TimeSpan.FromMinutes(1);

    private readonly BoundedTable<DomainName, Reassured> _reassured = new(options.Zones);

    public CacheOptions Options { get; } = options;

    public ZoneMemory Zones { get; } = new(options);

    public LinkMemory Links { get; } = new(options);

    public DenialMemory Denials { get; } = new(options);

    public int MaxNsec3Iterations { get; } = policy.MaxNsec3Iterations;

    /// <summary>What a session that is done with a usable answer found out.</summary>
    public void Keep(ValidationSession session, DateTimeOffset now)
    {
        foreach (ZoneLesson lesson in session.IsWhole ? session.Lessons : [])
        {
            Zones.Keep(lesson, now);
        }

        foreach (JudgedLink link in session.IsWhole ? session.Links : [])
        {
            Links.Keep(link, now);
            Denials.Keep(link, now);
        }
    }

    /// <summary>What a session that is done with a bogus answer found broken on its way.</summary>
    public void KeepBroken(ValidationSession session, int place, DateTimeOffset now)
    {
        foreach (ZoneLesson lesson in session.IsWhole ? session.Lessons : [])
        {
            Zones.KeepBroken(lesson, place, now);
        }
    }

    /// <summary>True when, a short while ago, asking afresh down to this zone came to no better answer than what is kept.</summary>
    public bool IsReassured(DomainName zone, DateTimeOffset now) => _reassured.Find(zone)?.Window.Holds(now) ?? false;

    public void Reassure(DomainName zone, DateTimeOffset now) => _reassured.Put(zone, new Reassured(new Window(now, now + Reassurance)));

    private sealed record Reassured(Window Window);
}
