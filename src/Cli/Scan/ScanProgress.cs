using System.Globalization;
using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>
/// How far a survey is, on standard error: a line that is written over each second where a person looks, a line every ten seconds where it is asked for, and nothing
/// else. The time left goes by the octets of the list; without its length nobody knows it.
/// </summary>
internal sealed class ScanProgress(Terminal terminal, bool isAskedFor, long? length, long startRows)
{
    private const int LongestLine = 100;

    private static readonly TimeSpan Once = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(10);

    private readonly long _started = terminal.Clock.GetTimestamp();
    private long _shown = terminal.Clock.GetTimestamp();
    private long? _startPosition;

    /// <summary>Rows of this run.</summary>
    public long Rows { get; private set; }

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => terminal.Clock.GetElapsedTime(_started);

    /// <summary>How long until something is shown again; null when nobody looks.</summary>
    public TimeSpan? Wait => terminal.ShowsError ? Once - terminal.Clock.GetElapsedTime(_shown)
        : isAskedFor ? Seldom - terminal.Clock.GetElapsedTime(_shown)
        : null;

    public void Count() => Rows++;

    public void ShowIfDue(int window, int underWay, int waiting, long position)
    {
        _startPosition ??= position;
        if (Wait is { } wait && wait <= TimeSpan.Zero)
        {
            _shown = terminal.Clock.GetTimestamp();
            string line = LineOf(window, underWay, waiting, position);
            terminal.Error.Write(terminal.ShowsError ? "\r" + line.PadRight(LongestLine) : line + terminal.Error.NewLine);
            terminal.Error.Flush();
        }
    }

    /// <summary>Takes the line away that is written over.</summary>
    public void Clear()
    {
        if (terminal.ShowsError)
        {
            terminal.Error.Write("\r" + new string(' ', LongestLine) + "\r");
        }
    }

    /// <summary>A time as people say it.</summary>
    public static string Said(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
    };

    private string LineOf(int window, int underWay, int waiting, long position)
    {
        double rate = Rows / Math.Max(0.001, Elapsed.TotalSeconds);
        double? share = length > 0 ? Math.Min(1, (double)position / length.Value) : null;

        // Lines that had a row before this run were passed over in no time.
        double passed = length > _startPosition ? (double)(position - _startPosition!.Value) / (length.Value - _startPosition.Value) : 0;
        string left = share is null ? ""
            : passed > 0 && Rows > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({share:0.0 %}), {Said(Elapsed * (Math.Max(0, 1 - passed) / passed))} left")
            : string.Create(CultureInfo.InvariantCulture, $" ({share:0.0 %})");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{startRows + Rows:N0} rows{left}, {rate:N0} a second, {underWay} of at most {window} under way, {waiting:N0} to be tried again");
    }
}
