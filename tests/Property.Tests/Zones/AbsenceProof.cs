namespace DaneCore.Property.Tests.Zones;

/// <summary>How a zone of a thrown internet proves that something is not there.</summary>
internal enum AbsenceProof
{
    /// <summary>It is not signed.</summary>
    None = 0,

    Nsec,

    Nsec3,

    /// <summary>NSEC3 in which unsigned delegations leave no trace; every record of it says so.</summary>
    OptOut,
}
