namespace DaneCore.Dane;

/// <summary>What is known of a host's addresses of one family.</summary>
public enum FamilyState
{
    /// <summary>It could not be found out; says nothing about the other family.</summary>
    Failed = 0,

    /// <summary>It is established that there are none.</summary>
    Absent,

    /// <summary>There are, and nothing vouches for them.</summary>
    Insecure,

    /// <summary>There are, and signatures vouch for them and for every alias on the way.</summary>
    Secure,
}
