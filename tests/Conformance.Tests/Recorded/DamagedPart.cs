namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>Where one octet is altered, or a record taken away.</summary>
public enum DamagedPart
{
    /// <summary>The data asked for.</summary>
    Data = 0,

    /// <summary>The signatures over it.</summary>
    DataSignature,

    /// <summary>The first alias on the way.</summary>
    Alias,

    /// <summary>The DS records of the deepest zone of the chain.</summary>
    Delegation,

    /// <summary>The DNSKEY records of that zone that have the SEP flag.</summary>
    EntryKey,

    /// <summary>The DNSKEY records of that zone that do not.</summary>
    ZoneKey,

    /// <summary>Every NSEC and NSEC3 record.</summary>
    Denial,

    /// <summary>The signatures over these.</summary>
    DenialSignature,
}
