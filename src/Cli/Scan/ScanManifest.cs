using DaneCore.Cli.Options;

namespace DaneCore.Cli.Scan;

/// <summary>
/// How a survey was begun, kept beside its output: what has to be the same when it is resumed, or half of the rows would mean something else. Written before the first
/// row, whole or not at all.
/// </summary>
internal sealed class ScanManifest(IReadOnlyList<(string Name, string Value)> choices)
{
    private const string FirstLine = "danecore scan 1";

    /// <summary>Where that of an output stands.</summary>
    public static string PathOf(string output) => output + ".scan";

    /// <summary>Why what is kept at this path does not allow the survey to be resumed; null when it does.</summary>
    public string? WhyOther(string path)
    {
        if (!InputFile.TryReadText(path, out string? text, out string? why))
        {
            return $"{why}, and it says how the survey was begun: restore it, or begin anew with another --output";
        }

        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [FirstLine, .. var kept])
        {
            return $"{path} does not say how a survey was begun: restore it, or begin anew with another --output";
        }

        foreach ((string name, string value) in choices)
        {
            string? then = kept.FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..];
            if (then != value)
            {
                return $"the survey was begun with {name} {then ?? "unknown"}, and this command says {value}: give the same, or begin anew with another --output";
            }
        }

        return null;
    }

    /// <summary>Writes it and waits until it is on the disk.</summary>
    public void Write(string path)
    {
        string draft = path + ".new";
        using (FileStream file = new(draft, FileMode.Create, FileAccess.Write))
        {
            using (StreamWriter text = new(file, leaveOpen: true) { NewLine = "\n" })
            {
                text.WriteLine(FirstLine);
                foreach ((string name, string value) in choices)
                {
                    text.WriteLine($"{name} {value}");
                }
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
