namespace DaneCore.Architecture.Tests;

/// <summary>One requirement of an RFC, and what shows that it is kept.</summary>
internal sealed record RequirementEntry
{
    /// <summary>RFC, section, place in the section: <c>4035-5.3.1-1</c>.</summary>
    public required string Number { get; init; }

    /// <summary><c>must</c>, <c>must-not</c>, <c>should</c>, <c>should-not</c>; <c>may</c> where it is kept.</summary>
    public required string Level { get; init; }

    /// <summary>The requirement in a sentence of ours.</summary>
    public string Says { get; set; } = "";

    /// <summary>Rules of testdata/rules.txt that say the same.</summary>
    public List<int> Rules { get; } = [];

    /// <summary>Rules of testdata/mail-rules.txt that say the same.</summary>
    public List<int> MailRules { get; } = [];

    /// <summary>Why nothing shows it; null for nearly all.</summary>
    public string? Exception { get; set; }

    /// <summary>Tests and dialogues that carry its number.</summary>
    public List<string> Tests { get; } = [];

    public bool IsShown => Tests.Count > 0 || Rules.Count > 0 || MailRules.Count > 0;

    /// <summary>The section, as <c>5.3.1</c>.</summary>
    public string Section => Number.Split('-')[1];
}
