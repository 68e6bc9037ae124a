namespace DaneCore.Stress.Soak;

/// <summary>What a zone of the soak was built for.</summary>
internal enum ZoneKind
{
    /// <summary>Signed, NSEC.</summary>
    Nsec,

    /// <summary>Signed, NSEC3.</summary>
    Nsec3,

    /// <summary>Signed, with a wildcard, NSEC.</summary>
    Wildcard,

    /// <summary>Signed, with a wildcard, NSEC3.</summary>
    HashedWildcard,

    /// <summary>Signed; <c>www</c> is an alias into another zone, of whatever kind.</summary>
    Alias,

    /// <summary>Signed; names below <c>d</c> are moved into another zone by DNAME.</summary>
    Redirection,

    /// <summary>Delegated without DS.</summary>
    Unsigned,

    /// <summary>Its only DS names an algorithm that nobody implements.</summary>
    UnknownAlgorithm,

    /// <summary>Its only DS has a digest that nobody implements.</summary>
    UnknownDigest,

    /// <summary>Signed with SHA-1 only.</summary>
    Sha1,

    /// <summary>Signed; denies by NSEC3 with more iterations than are computed.</summary>
    ManyIterations,

    /// <summary>The signature over <c>www</c> has expired.</summary>
    Expired,

    /// <summary>The signature over <c>www</c> is not valid yet.</summary>
    NotYetValid,

    /// <summary>A bit of the signature over <c>www</c> is turned over.</summary>
    Damaged,

    /// <summary>There is no signature over <c>www</c>.</summary>
    Unsealed,

    /// <summary>The address of <c>www</c> is another than was signed.</summary>
    Forged,

    /// <summary>The signature over <c>www</c> names another zone as its signer.</summary>
    ForeignSigner,

    /// <summary>The DS is that of another key.</summary>
    WrongDelegation,

    /// <summary>A DS, and no keys.</summary>
    KeysMissing,

    /// <summary>The signature over the keys has expired.</summary>
    KeysExpired,

    /// <summary>Signed, and denies nothing.</summary>
    NoDenial,

    /// <summary>The denial at the mail host has a damaged signature.</summary>
    DamagedDenial,

    /// <summary>Delegated, and nobody serves it.</summary>
    Lame,
}
