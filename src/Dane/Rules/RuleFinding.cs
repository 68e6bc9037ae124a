using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Rules;

/// <summary>What a rule says of one record: it holds, at a depth and under a name, or why not and how near it came.</summary>
internal sealed record RuleFinding
{
    private RuleFinding(DaneReason reason) => Reason = reason;

    public DaneReason Reason { get; }

    public bool Holds { get; private init; }

    public int Depth { get; private init; }

    public DomainName? Name { get; private init; }

    public ResultType ResultType { get; private init; }

    /// <summary>What is not fatal.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    public static RuleFinding Match(DaneReason reason, int depth, DomainName? name, IReadOnlyList<string>? warnings = null) =>
        new(reason) { Holds = true, Depth = depth, Name = name, Warnings = warnings ?? [] };

    /// <summary>The same finding about another depth.</summary>
    public RuleFinding AtDepth(int depth) => this with { Depth = depth };

    /// <summary>The same finding with something more to say.</summary>
    public RuleFinding WithWarning(string warning) => this with { Warnings = [.. Warnings, warning] };

    public static RuleFinding Failure(ResultType type, DaneReason reason) => new(reason) { ResultType = type };
}
