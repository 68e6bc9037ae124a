namespace DaneCore.Stress.Faults;

/// <summary>A row of one of the tables; its text is the row.</summary>
internal interface IFaultRow
{
    /// <summary>The head of the table it stands in.</summary>
    string Head { get; }

    /// <summary>Everything that must not be.</summary>
    IReadOnlyList<string> Complaints { get; }
}
