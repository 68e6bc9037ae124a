namespace DaneCore.Lab.Scenarios;

/// <summary>A rule of testdata/rules.txt that something shows, and from which side.</summary>
public sealed record RuleShown(int Number, RuleSide Side);
