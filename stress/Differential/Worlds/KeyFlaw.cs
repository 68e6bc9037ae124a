namespace DaneCore.Stress.Differential.Worlds;

/// <summary>What is odd about a zone's keys.</summary>
internal enum KeyFlaw
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The entry key has no SEP bit, which means nothing (RFC 4034 section 2.1.1).</summary>
    WithoutSep,

    /// <summary>The entry key is no zone key (RFC 4034 section 2.1.1).</summary>
    WithoutZoneBit,

    /// <summary>The protocol of the entry key is not 3 (RFC 4034 section 2.1.2).</summary>
    WrongProtocol,

    /// <summary>The entry key is revoked, and the DS names it so (RFC 5011 section 2.1).</summary>
    Revoked,

    /// <summary>A revoked key beside the sound ones.</summary>
    RevokedToo,

    /// <summary>A key that signs nothing.</summary>
    Standby,

    /// <summary>What signs the data is not published.</summary>
    Hidden,

    /// <summary>A key of an algorithm that nobody knows, signing beside the others.</summary>
    UnknownAlgorithmToo,

    /// <summary>A key of the entry key's tag that is none.</summary>
    SameTag,

    /// <summary>A key whose octets are no key.</summary>
    MalformedToo,

    /// <summary>A second algorithm signs everything too.</summary>
    SecondAlgorithm,

    /// <summary>A second algorithm is published and named in the DS set, and signs nothing.</summary>
    SecondAlgorithmIdle,

    /// <summary>The key set is signed by a key that no DS names.</summary>
    SignedByOther,

    /// <summary>The key set has no signature.</summary>
    Unsigned,
}
