namespace DaneCore.Stress.Differential.Worlds;

/// <summary>What the zone above says of a zone's keys.</summary>
internal enum DelegationKind
{
    /// <summary>A DS with SHA-256 for the entry key.</summary>
    Sound = 0,

    /// <summary>The same with SHA-384.</summary>
    Sha384,

    /// <summary>With both digests.</summary>
    TwoDigests,

    /// <summary>No DS: signed or not, the zone counts as unsigned.</summary>
    Without,

    /// <summary>Only a DS of an algorithm that nobody knows.</summary>
    UnknownAlgorithm,

    /// <summary>Such a DS beside the right one.</summary>
    UnknownAlgorithmToo,

    /// <summary>Only a DS with a digest that nobody knows.</summary>
    UnknownDigest,

    /// <summary>Such a DS beside the right one.</summary>
    UnknownDigestToo,

    /// <summary>Only a DS with SHA-1.</summary>
    Sha1,

    /// <summary>A right DS with SHA-1 beside a wrong one with SHA-256.</summary>
    Sha1BesideWrong,

    /// <summary>Only a DS whose digest fits no key.</summary>
    WrongDigest,

    /// <summary>Such a DS beside the right one.</summary>
    WrongDigestToo,

    /// <summary>A DS for a key that the zone does not have.</summary>
    ForNoKey,
}
