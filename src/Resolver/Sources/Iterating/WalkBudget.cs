using System.Globalization;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>What one question may still cost, lookups of server names included. Safe for use from many threads.</summary>
internal sealed class WalkBudget(IterationLimits limits)
{
    private int _queries;
    private int _serverNames;

    /// <summary>Queries sent for the question so far.</summary>
    public int Queries => Volatile.Read(ref _queries);

    /// <summary>Which limit was met; null while none was.</summary>
    public string? Spent { get; private set; }

    public bool TryQuery() =>
        Interlocked.Increment(ref _queries) <= limits.Queries || Spend($"{limits.Queries} queries to servers");

    public bool TryServerName() =>
        Interlocked.Increment(ref _serverNames) <= limits.ServerNames || Spend($"{limits.ServerNames} lookups of server names");

    public bool TryReferral(int count) => count <= limits.Referrals || Spend($"{limits.Referrals} referrals");

    private bool Spend(FormattableString what)
    {
        Spent ??= $"work limit: {what.ToString(CultureInfo.InvariantCulture)} for one question";
        return false;
    }
}
