using System.Globalization;
using Spectre.Console;

namespace DaneCore.Cli.Output;

/// <summary>
/// Standard output for a person. Every text passes through <see cref="TerminalText"/> here, so that a command cannot
/// forget it; nothing is ever read as markup.
/// </summary>
internal sealed class TextReport
{
    private const int LabelWidth = 13;
    private const int MostTableWidth = 160;

    private readonly IAnsiConsole _console;
    private readonly bool _showsMarks;

    public TextReport(Terminal terminal)
    {
        _console = ConsoleOn(terminal.Out, terminal.ShowsOut, terminal.Width, terminal.UsesColour);
        _showsMarks = terminal.ShowsMarks;
        Width = terminal.Width;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>A console that draws on this writer; plain text unless a person looks at it.</summary>
    public static IAnsiConsole ConsoleOn(TextWriter writer, bool isShown, int width, bool usesColour)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isShown ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isShown && usesColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isShown ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }

    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Line(string text = "", Tone tone = Tone.Plain)
    {
        _console.Write(new Text(TerminalText.Of(text), StyleOf(tone)));
        _console.WriteLine();
    }

    /// <summary>A line that says how something came out, with a mark in front where the terminal shows any: a colour alone not everyone sees.</summary>
    public void Mark(string indent, string text, Tone tone)
    {
        _console.Write(new Text(indent + (_showsMarks ? MarkOf(tone) : "") + TerminalText.Of(text), StyleOf(tone)));
        _console.WriteLine();
    }

    /// <summary>A label and what it stands for, in two columns.</summary>
    public void Field(string label, string value, Tone tone = Tone.Plain) =>
        Line($"  {label.PadRight(LabelWidth - 1)} {value}", tone);

    /// <summary>A further line under a field, in its second column.</summary>
    public void More(string text, Tone tone = Tone.Plain) => Line($"  {"",LabelWidth}{text}", tone);

    /// <summary>A table; the tone of a row colours all but its last cell. A cell may have lines; those after the first are faint.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<(Tone Tone, IReadOnlyList<string> Cells)> rows)
    {
        // Nobody reads a row as long as its longest reason, so a file gets a margin here too.
        int room = Math.Min(Width, MostTableWidth);
        Table table = new() { Border = TableBorder.Simple, UseSafeBorder = true, Width = room };
        foreach (string column in columns)
        {
            bool isLast = column == columns[^1];
            table.AddColumn(new TableColumn(new Text(TerminalText.Of(column))) { Padding = new Padding(0, 0, isLast ? 0 : 2, 0), NoWrap = !isLast });
        }

        foreach ((Tone tone, IReadOnlyList<string> cells) in rows)
        {
            table.AddRow([.. cells.Select((cell, column) => CellOf(cell, column == cells.Count - 1 ? Tone.Plain : tone))]);
        }

        _console.Write(table);
    }

    private static Paragraph CellOf(string text, Tone tone)
    {
        Paragraph cell = new();
        foreach (string line in text.Split('\n'))
        {
            bool isFirst = cell.Length == 0;
            cell.Append(isFirst ? TerminalText.Of(line) : "\n" + TerminalText.Of(line), StyleOf(isFirst ? tone : Tone.Faint));
        }

        return cell;
    }

    private static string MarkOf(Tone tone) => tone switch
    {
        Tone.Good => "\u2713 ",
        Tone.Doubtful => "! ",
        Tone.Bad => "\u2717 ",
        _ => "- ",
    };

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Doubtful => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        Tone.Faint => new Style(Color.Grey),
        _ => Style.Plain,
    };
}
