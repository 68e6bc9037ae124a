using System.Globalization;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;

namespace DaneCore.Stress.Faults;

/// <summary>One row of the table: a fault, how strong it was, and what came of it. Safe under parallel use.</summary>
internal sealed class FaultTally(string fault, string strength) : IFaultRow
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private int _secure;
    private int _insecure;
    private int _bogus;
    private int _indeterminate;
    private int _wrong;
    private int _exceptions;
    private int _again;
    private int _rightAgain;
    private long _queries;
    private long _strays;

    /// <summary>Sockets of this process before the row.</summary>
    public int SocketsBefore { get; set; }

    /// <summary>Sockets of this process behind the row, everything closed.</summary>
    public int SocketsAfter { get; set; }

    public int Lookups => _secure + _insecure + _bogus + _indeterminate + _wrong + _exceptions;

    /// <summary>Everything that must not be.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_lock)
            {
                List<string> all = [.. _complaints];
                if (SocketsAfter > SocketsBefore)
                {
                    all.Add($"{fault}, {strength}: {SocketsBefore} sockets before, {SocketsAfter} behind it");
                }

                return all;
            }
        }
    }

    /// <summary>Holds an answer against what the zone says.</summary>
    public void Count(Truth truth, Answer answer)
    {
        lock (_lock)
        {
            _queries += answer.Queries;
            _strays += answer.Upstream.Sum(server => server.MismatchedReplies);
            if (answer.Security == SecurityStatus.Indeterminate)
            {
                _indeterminate++;
                CountReason(answer.Why?.Kind.ToString() ?? "no reason");
                if (answer.Why is null || answer.Records.Count > 0)
                {
                    Complain($"{truth.Question}: could not be found out, but without a reason or with records");
                }
            }
            else if (!string.Equals(Truth.TextOf(answer), truth.Text, StringComparison.Ordinal))
            {
                _wrong++;
                Complain($"{truth.Question}: {Truth.TextOf(answer)} ({answer.Why?.Kind}: {answer.Why?.Text}) instead of {truth.Text}");
            }
            else
            {
                _secure += answer.Security == SecurityStatus.Secure ? 1 : 0;
                _insecure += answer.Security == SecurityStatus.Insecure ? 1 : 0;
                _bogus += answer.Security == SecurityStatus.Bogus ? 1 : 0;
            }
        }
    }

    /// <summary>The same without the fault, by the same resolver: whether it is of use again.</summary>
    public void CountAgain(Truth truth, Answer answer)
    {
        lock (_lock)
        {
            _again++;
            bool isRight = string.Equals(Truth.TextOf(answer), truth.Text, StringComparison.Ordinal);
            _rightAgain += isRight ? 1 : 0;
            if (!isRight)
            {
                Complain($"{truth.Question}, the fault being over: {Truth.TextOf(answer)} ({answer.Why?.Kind}: {answer.Why?.Text}) instead of {truth.Text}");
            }
        }
    }

    /// <summary>Something else that must not be; null for nothing.</summary>
    public void Note(string? complaint)
    {
        if (complaint is not null)
        {
            lock (_lock)
            {
                Complain(complaint);
            }
        }
    }

    /// <summary>What must not be thrown was thrown.</summary>
    public void CountException(string what, Exception fault)
    {
        lock (_lock)
        {
            _exceptions++;
            Complain($"{what}: {fault.GetType().Name}: {fault.Message}");
        }
    }

    public string Head =>
        "| fault | strength | lookups | secure | insecure | bogus | not found out | WRONG | queries | strays | exceptions | sockets before, after | afterwards right |\n"
        + "|---|---|---:|---:|---:|---:|---|---:|---:|---:|---:|---|---|";

    public override string ToString()
    {
        string reasons = _reasons.Count == 0 ? "" : $" ({string.Join(", ", _reasons.Select(reason => $"{reason.Key} {reason.Value}"))})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {fault} | {strength} | {Lookups} | {_secure} | {_insecure} | {_bogus} | {_indeterminate}{reasons} | {_wrong} | {_queries} | {_strays} | {_exceptions} | {SocketsBefore}, {SocketsAfter} | {(_again == 0 ? "" : $"{_rightAgain} of {_again}")} |");
    }

    private void CountReason(string reason) => _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;

    private void Complain(string text) => _complaints.Add($"{fault}, {strength}: {text}");
}
