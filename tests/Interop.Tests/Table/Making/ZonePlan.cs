namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>One zone: who signs it, who serves it, what is in it, and what is done to it once it is signed.</summary>
internal sealed record ZonePlan(string Apex, SigningTool Tool, Authority Server)
{
    /// <summary>Records in the form of a zone file, without SOA and NS.</summary>
    public string Records { get; init; } = Contents.Usual;

    public IReadOnlyList<KeyPlan> Keys { get; init; } = KeyPlan.One(13);

    public DenialPlan Denial { get; init; } = DenialPlan.Nsec;

    /// <summary>When signatures hold; null leaves it to the tool.</summary>
    public SigningWindow? Window { get; init; }

    /// <summary>More arguments for the signing tool.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What the parent says instead of the DS records of the keys, given those.</summary>
    public Func<Delegation, Task<string>>? Delegated { get; init; }

    /// <summary>What is done to the signed zone.</summary>
    public Func<ZoneWork, Task>? Edited { get; init; }

    /// <summary>True: the zone does not mention the zones below it.</summary>
    public bool Uncut { get; init; }

    /// <summary>What is special about the zone, in a few words; printed.</summary>
    public string Story { get; init; } = "";

    /// <summary>An edit that needs nothing but the signed zone.</summary>
    public ZonePlan With(string story, Action<SignedZone> edit) => this with
    {
        Story = story,
        Edited = work =>
        {
            edit(work.Zone);
            return Task.CompletedTask;
        },
    };
}
