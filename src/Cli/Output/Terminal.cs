namespace DaneCore.Cli.Output;

/// <summary>Where a command writes and reads, what kind of place that is, and what time it is there.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>Wide enough that nothing is wrapped: a file has no right margin, and a line is easier to search than two.</summary>
    private const int Unbounded = 10_000;

    /// <summary>Standard input; nothing is read from it unless the user says so.</summary>
    public Stream In { get; init; } = Stream.Null;

    /// <summary>True when a person looks at standard output.</summary>
    public bool ShowsOut { get; init; }

    /// <summary>True when a person looks at standard error: only then is progress shown there.</summary>
    public bool ShowsError { get; init; }

    /// <summary>False where the user wants no colour; marks and progress stay.</summary>
    public bool UsesColour { get; init; } = true;

    /// <summary>True when standard output can show marks beyond ASCII, and a person looks at it.</summary>
    public bool ShowsMarks { get; init; }

    /// <summary>True when nobody reads standard output any more.</summary>
    public Func<bool> IsOutGone { get; init; } = () => false;

    /// <summary>Columns.</summary>
    public int Width { get; init; } = Unbounded;

    /// <summary>The clock that <c>--at</c> pins.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>One line on standard error, whatever the text holds, and the code to end with.</summary>
    public int Refuse(ExitCode code, string text)
    {
        Error.WriteLine("danecore: " + TerminalText.Of(text.ReplaceLineEndings(" ").Trim()));
        return (int)code;
    }
}
