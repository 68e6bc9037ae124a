using DaneCore.Cli.Output;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Scan;

/// <summary>A line read as a mail domain, or why it is none. Either way it gets a row: a survey does not end at a bad line.</summary>
internal sealed record ScanSubject
{
    // Enough to find the line again.
    private const int MostShown = 300;

    private static readonly char[] Separators = [',', '\t'];

    /// <summary>The line's number in the list.</summary>
    public required long Number { get; init; }

    /// <summary>The domain as rows show it, or what stands in its place, in printable ASCII.</summary>
    public required string Text { get; init; }

    /// <summary>The domain; null for a line that names none.</summary>
    public DomainName? Domain { get; init; }

    /// <summary>What is wrong with the line.</summary>
    public string? Fault { get; init; }

    /// <summary>Tries so far.</summary>
    public int Tries { get; init; }

    /// <summary>Reads a line whose columns are parted by commas or tabs.</summary>
    public static ScanSubject Read(ScanLine line, int column)
    {
        string[] columns = line.Text.Split(Separators);
        if (columns.Length < column)
        {
            return Faulty(line, line.Text, $"the line has no column {column}");
        }

        string name = columns[column - 1].Trim().Trim('"');
        return !DomainName.TryParse(name, out DomainName? domain, out string? fault) ? Faulty(line, name, fault)
            : domain.IsRoot ? Faulty(line, name, "the root is no mail domain")
            : new ScanSubject { Number = line.Number, Text = NameText.Of(domain), Domain = domain };
    }

    private static ScanSubject Faulty(ScanLine line, string text, string fault) => new()
    {
        Number = line.Number,
        Text = TerminalText.Of(text.Length <= MostShown ? text : text[..MostShown]),
        Fault = TerminalText.Of(fault.Length <= 2 * MostShown ? fault : fault[..(2 * MostShown)]),
    };
}
