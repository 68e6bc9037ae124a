namespace DaneCore.Cli.Output;

/// <summary>What was asked.</summary>
internal sealed record QuestionJson(string Name, string Type, string Class);
