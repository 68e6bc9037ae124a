namespace DaneCore.Dane;

/// <summary>Whether the key of a server could be changed without stopping mail. The default is the one that claims nothing.</summary>
public enum RolloverState
{
    /// <summary>It is not known: no server was seen, or there are no records that count.</summary>
    Unknown = 0,

    /// <summary>No record fits any server seen.</summary>
    NothingFits,

    /// <summary>All records that count are of keys in use: a new key has to be published and waited for first.</summary>
    CurrentOnly,

    /// <summary>Beside the record of the key in use stands another one under the same parameters.</summary>
    NextPublished,

    /// <summary>The issuer is named: it may certify a new key at any time.</summary>
    IssuerPublished,

    /// <summary>Key and issuer are both named: either may change.</summary>
    KeyAndIssuer,
}
