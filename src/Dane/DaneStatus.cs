namespace DaneCore.Dane;

/// <summary>What came of records against certificates. The default is the one that authenticates nobody.</summary>
public enum DaneStatus
{
    /// <summary>No record can be used; what follows depends on the protocol.</summary>
    Unusable = 0,

    /// <summary>Records can be used and none holds: the server is not to be talked to.</summary>
    Mismatched,

    /// <summary>The server is the one the records name.</summary>
    Matched,
}
