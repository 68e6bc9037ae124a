namespace DaneCore.Stress.Differential.Worlds;

/// <summary>What is wrong with one record set of a zone.</summary>
internal enum SetFlawKind
{
    /// <summary>Its signature ended years ago.</summary>
    Expired = 0,

    /// <summary>Its signature begins in years.</summary>
    NotYetValid,

    /// <summary>Its signature ends before it begins.</summary>
    Inverted,

    /// <summary>One bit of its signature is turned.</summary>
    Flipped,

    /// <summary>One octet is missing from its signature.</summary>
    Shortened,

    /// <summary>One octet too many stands before its signature.</summary>
    Padded,

    /// <summary>It is not signed.</summary>
    Unsigned,

    /// <summary>The zone's own key signed, in the name of another zone.</summary>
    OtherSigner,

    /// <summary>The zone above signed, in its own name.</summary>
    SignedAbove,

    /// <summary>The signature counts one label less.</summary>
    FewerLabels,

    /// <summary>The signature counts one label more.</summary>
    MoreLabels,

    /// <summary>The signature names another tag.</summary>
    WrongTag,

    /// <summary>The signature names another algorithm.</summary>
    WrongAlgorithm,

    /// <summary>The signature says that it covers another type.</summary>
    WrongType,

    /// <summary>The signed TTL is lower than the one sent.</summary>
    LowerTtl,

    /// <summary>A signature that fails stands beside the sound one.</summary>
    FlippedToo,

    /// <summary>A signature that has expired stands beside the sound one.</summary>
    ExpiredToo,

    /// <summary>It is left out of the zone; a denial record is missing from its chain.</summary>
    LeftOut,

    /// <summary>A type is added to the denial record of its owner.</summary>
    BitAdded,

    /// <summary>A type is taken from the denial record of its owner.</summary>
    BitRemoved,
}
