using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Zones;

/// <summary>What the answer to one question is, however it may be asked for and whoever may carry it.</summary>
internal sealed record Truth
{
    /// <summary>Secure, or insecure; the weakest link decides.</summary>
    public required SecurityStatus Status { get; init; }

    public required ResponseCode Code { get; init; }

    public required DomainName FinalName { get; init; }

    /// <summary>The aliases on the way, each with its own status.</summary>
    public required IReadOnlyList<AliasHop> Aliases { get; init; }

    /// <summary>The data, where somebody wrote it down.</summary>
    public required IReadOnlyList<(DomainName Owner, Rdata Data)> Data { get; init; }

    /// <summary>Types that the signer made, of which only the presence is known here.</summary>
    public required IReadOnlySet<RecordType> Made { get; init; }

    /// <summary>The aliases go round, or on for longer than anybody follows them.</summary>
    public bool IsTangled { get; init; }

    public override string ToString() =>
        $"{Status} {Code} at {FinalName} [{string.Join("; ", Data)} {string.Join(" ", Made)}] via [{string.Join(", ", Aliases)}]{(IsTangled ? " tangled" : "")}";
}
