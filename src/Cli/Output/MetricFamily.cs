using System.Globalization;

namespace DaneCore.Cli.Output;

/// <summary>One metric family of OpenMetrics: what it means, and a sample for each set of labels. Without samples it is left out.</summary>
internal sealed class MetricFamily(string name, string type, string help, string? unit = null)
{
    private readonly List<string> _samples = [];

    /// <summary>Adds a sample.</summary>
    public void Add(double value, params IEnumerable<(string Name, string Value)> labels) =>
        _samples.Add($"{name}{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value, isLabel: true)}\""))}}} {value.ToString("0.######", CultureInfo.InvariantCulture)}");

    /// <summary>Adds one sample for each state of a state set; the one that holds is 1.</summary>
    public void AddStates(string holding, IReadOnlyList<string> states, params IEnumerable<(string Name, string Value)> labels)
    {
        foreach (string state in states)
        {
            Add(state == holding ? 1 : 0, labels.Append((name, state)));
        }
    }

    public void Write(TextWriter writer)
    {
        if (_samples.Count == 0)
        {
            return;
        }

        // Lines end in a line feed wherever this runs.
        writer.Write($"# TYPE {name} {type}\n");
        if (unit is not null)
        {
            writer.Write($"# UNIT {name} {unit}\n");
        }

        writer.Write($"# HELP {name} {Escape(help, isLabel: false)}\n");
        foreach (string sample in _samples)
        {
            writer.Write(sample + "\n");
        }
    }

    private static string Escape(string text, bool isLabel)
    {
        string escaped = TerminalText.Of(text).Replace("\\", @"\\", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
