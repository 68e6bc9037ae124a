namespace DaneCore.Cli.Scan;

/// <summary>
/// How a survey was begun, kept beside its output: what has to be the same when it is resumed, or half of the rows would mean something else. Whole before the first
/// row, and held while the survey runs, so that there is one at a time.
/// </summary>
internal sealed class ScanManifest(IReadOnlyList<(string Name, string Value)> choices)
{
    private const string FirstLine = "danecore scan 1";

    /// <summary>Where that of an output stands.</summary>
    public static string PathOf(string output) => output + ".scan";

    /// <summary>Why what is kept does not allow the survey to be resumed; null when it does.</summary>
    public string? WhyOther(FileStream kept)
    {
        using StreamReader text = new(kept, leaveOpen: true);
        string[] lines = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [FirstLine, .. var then])
        {
            return $"{kept.Name} does not say how a survey was begun: restore it, or begin anew with another --output";
        }

        foreach ((string name, string value) in choices)
        {
            string? before = then.FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..];
            if (before != value)
            {
                return $"the survey was begun with {name} {before ?? "unknown"}, and this command says {value}: give the same, or begin anew with another --output";
            }
        }

        return null;
    }

    /// <summary>Writes it and waits until it is on the disk: only then may rows follow.</summary>
    public void Write(FileStream kept)
    {
        kept.SetLength(0);
        using (StreamWriter text = new(kept, leaveOpen: true) { NewLine = "\n" })
        {
            text.WriteLine(FirstLine);
            foreach ((string name, string value) in choices)
            {
                text.WriteLine($"{name} {value}");
            }
        }

        kept.Flush(flushToDisk: true);
    }
}
