namespace DaneCore.Architecture.Tests;

/// <summary>One rule of a table, and what shows it.</summary>
internal sealed record RuleEntry
{
    public required int Number { get; init; }

    /// <summary>The rule in a sentence.</summary>
    public string Says { get; set; } = "";

    /// <summary>Sections, as <c>RFC 4035 section 5.3.1</c>.</summary>
    public string Per { get; set; } = "";

    public string? Note { get; set; }

    /// <summary>Why no pair can show it; null for nearly all.</summary>
    public string? Exception { get; set; }

    /// <summary>Scenarios and tests where the rule holds.</summary>
    public List<string> Holding { get; } = [];

    /// <summary>Scenarios and tests where the rule is broken, and that is noticed.</summary>
    public List<string> Breaking { get; } = [];

    public int Pairs => Math.Min(Holding.Count, Breaking.Count);

    /// <summary>True while there is neither a complete pair nor a reason why none can be.</summary>
    public bool IsOpen => Pairs == 0 && Exception is null;
}
