using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>What one reply comes to for one name of an alias chain.</summary>
internal abstract record Hop
{
    private Hop()
    {
    }

    /// <summary>How far it can be trusted.</summary>
    public SecurityStatus Status { get; init; }

    /// <summary>Why it is not secure; null when it is.</summary>
    public Reason? Why { get; init; }

    /// <summary>From the anchor to here.</summary>
    public IReadOnlyList<Evidence> Chain { get; init; } = [];

    public DateTimeOffset ValidUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The sets as evidence; only where the hop is secure.</summary>
    public IReadOnlyList<SecureRecordSet> Secure { get; init; } = [];

    /// <summary>Validated sets of the authority section.</summary>
    public IReadOnlyList<RecordSet> Authority { get; init; } = [];

    /// <summary>More replies are needed.</summary>
    public sealed record Pending : Hop;

    /// <summary>The data asked for.</summary>
    public sealed record Data(IReadOnlyList<RecordSet> Sets) : Hop;

    /// <summary>There is none: no data, no such name, or a name that grew too long.</summary>
    public sealed record Absence(ResponseCode Code) : Hop;

    /// <summary>An alias to another name, with the sets that make it.</summary>
    public sealed record Alias(DomainName Target, IReadOnlyList<RecordSet> Sets) : Hop;

    /// <summary>Bogus, or not to be judged.</summary>
    public sealed record Failed : Hop;
}
