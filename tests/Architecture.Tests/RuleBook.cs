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
        Kind = "scenarios",
        Folder = "testdata/zones",
        Ending = ".scenario",
        Names = "A name with a slash is a\nscenario of [testdata/zones](../testdata/zones/README.md), one with a dot a test.",
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
        Kind = "dialogues",
        Folder = "testdata/dialogues",
        Ending = ".smtp",
        Names = "A name without a dot\nis a dialogue of [testdata/dialogues](../testdata/dialogues/README.md), one with a dot a test.",
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

    /// <summary>What shows rules beside the tests, by lines of its own.</summary>
    public required string Kind { get; init; }

    /// <summary>Where those files stand.</summary>
    public required string Folder { get; init; }

    /// <summary>How the names of those files end.</summary>
    public required string Ending { get; init; }

    /// <summary>How the document tells them from tests.</summary>
    public required string Names { get; init; }
}
