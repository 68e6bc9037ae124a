using System.Globalization;

namespace DaneCore.Stress.Faults;

/// <summary>One row about things that are no lookups: how often, what came of it, what went wrong. Safe under parallel use.</summary>
internal sealed class CaseTally(string fault, string strength) : IFaultRow
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private int _cases;
    private int _wrong;
    private int _exceptions;

    public string Head => "| fault | strength | cases | outcomes | WRONG | exceptions |\n|---|---|---:|---|---:|---:|";

    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_lock)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>One case, in a few words, and what is wrong with it.</summary>
    public void Count(string outcome, string? complaint = null)
    {
        lock (_lock)
        {
            _cases++;
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
            if (complaint is not null)
            {
                _wrong++;
                _complaints.Add($"{fault}, {strength}: {complaint}");
            }
        }
    }

    /// <summary>What must not be thrown was thrown.</summary>
    public void CountException(string what, Exception thrown)
    {
        lock (_lock)
        {
            _cases++;
            _exceptions++;
            _complaints.Add($"{fault}, {strength}: {what}: {thrown.GetType().Name}: {thrown.Message}");
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {fault} | {strength} | {_cases} | {string.Join(", ", _outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"))} | {_wrong} | {_exceptions} |");
}
