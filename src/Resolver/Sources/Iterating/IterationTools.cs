namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>What all walks of one source share: what they learned, and how they ask.</summary>
internal sealed record IterationTools(
    ServerExchange Exchange,
    ServerBook Book,
    DelegationCache Cache,
    AddressRule Addresses,
    RootHints Hints,
    IterationLimits Limits,
    int Port,
    Func<ushort> Draw);
