using DaneCore.Resolver.Wire;

namespace DaneCore.Lab;

/// <summary>What judging a whole zone came to.</summary>
public sealed record ZoneSurveyResult
{
    /// <summary>The zone's apex.</summary>
    public required DomainName Zone { get; init; }

    /// <summary>Delegations in the zone.</summary>
    public int Delegations { get; init; }

    /// <summary>Delegations with a DS.</summary>
    public int Signed { get; init; }

    /// <summary>Delegations without one; its absence is what validates.</summary>
    public int Unsigned { get; init; }

    /// <summary>Record sets at the apex.</summary>
    public int ApexSets { get; init; }

    /// <summary>Questions whose answer came out secure and as the zone holds it.</summary>
    public int Validated { get; init; }

    /// <summary>The others: question, verdict, reason.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];
}
