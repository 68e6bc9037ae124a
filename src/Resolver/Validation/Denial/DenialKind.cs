namespace DaneCore.Resolver.Validation.Denial;

/// <summary>Whether a reply proves that a type is absent at a name.</summary>
internal enum DenialKind
{
    /// <summary>It does not.</summary>
    NotProved = 0,

    /// <summary>The name exists without the type.</summary>
    NoData,

    /// <summary>The name does not exist, and no wildcard stands in for it.</summary>
    NoName,

    /// <summary>The records are signed, but to compute them is refused.</summary>
    TooCostly,
}
