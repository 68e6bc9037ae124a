namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>Which server answers for a zone.</summary>
internal enum Authority
{
    /// <summary>BIND.</summary>
    Named,

    /// <summary>NSD.</summary>
    Nsd,

    /// <summary>Knot.</summary>
    Knotd,
}
