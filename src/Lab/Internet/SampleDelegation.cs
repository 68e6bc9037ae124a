namespace DaneCore.Lab.Internet;

/// <summary>What a parent zone says about a sample domain.</summary>
internal enum SampleDelegation
{
    /// <summary>A DS for its key.</summary>
    Signed = 0,

    /// <summary>No DS; the zone is not signed either.</summary>
    Unsigned,

    /// <summary>A DS for a key that the zone does not have.</summary>
    WrongKey,

    /// <summary>A delegation to a zone that no server has.</summary>
    Lame,

    /// <summary>Nothing: the name does not exist.</summary>
    Missing,
}
