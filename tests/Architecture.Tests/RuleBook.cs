namespace DaneCore.Architecture.Tests;

/// <summary>A table of numbered rules: where it stands, which attribute shows one of them, and which document is generated from it.</summary>
internal sealed record RuleBook
{
    public static readonly RuleBook Validation = new()
    {
        Title = "Rules",
        File = "testdata/rules.txt",
        Attribute = "Rule",
        Document = "docs/rules.md",
        Numbers = [.. Enumerable.Range(1, 83)],
        Command = "./rules.sh",
        HasScenarios = true,
    };

    /// <summary>The numbers left out are kept for MTA-STS and for reports of TLS.</summary>
    public static readonly RuleBook Mail = new()
    {
        Title = "Rules of mail",
        File = "testdata/mail-rules.txt",
        Attribute = "MailRule",
        Document = "docs/mail-rules.md",
        Numbers = [.. Enumerable.Range(1, 53), .. Enumerable.Range(66, 7)],
        Command = "./rules.sh mail",
        MayBeOpen = true,
    };

    public static IReadOnlyList<RuleBook> All { get; } = [Validation, Mail];

    public required string Title { get; init; }

    public required string File { get; init; }

    /// <summary>The attribute of a test, without its brackets.</summary>
    public required string Attribute { get; init; }

    public required string Document { get; init; }

    public required IReadOnlyList<int> Numbers { get; init; }

    /// <summary>What runs everything that shows one of its rules.</summary>
    public required string Command { get; init; }

    /// <summary>True where the <c>rule</c> lines of scenarios show its rules too.</summary>
    public bool HasScenarios { get; init; }

    /// <summary>True while rules may be without a pair and without an exception; the document then says which.</summary>
    public bool MayBeOpen { get; init; }
}
