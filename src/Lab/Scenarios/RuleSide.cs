namespace DaneCore.Lab.Scenarios;

/// <summary>Which half of a pair shows a rule.</summary>
public enum RuleSide
{
    /// <summary>The rule is kept, and the outcome is the good one.</summary>
    Holds = 0,

    /// <summary>The same thing minimally damaged, and noticed.</summary>
    Broken,
}
