using DaneCore.Lab.Authority;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Scenarios;

/// <summary>
/// One claim about validation, with everything needed to judge it: an instant, trust anchors, a question, the zones that answer,
/// replies that differ from what the zones would say, and the verdict that must come of it.
/// </summary>
public sealed record Scenario
{
    /// <summary>The claim, in a sentence.</summary>
    public required string Claim { get; init; }

    /// <summary>The rules it shows, by their numbers in testdata/rules.txt.</summary>
    public IReadOnlyList<RuleShown> Rules { get; init; } = [];

    /// <summary>The instant at which it is judged.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What is trusted.</summary>
    public required TrustAnchorSet Anchors { get; init; }

    /// <summary>What is asked.</summary>
    public required Question Question { get; init; }

    /// <summary>The status that must come out.</summary>
    public required SecurityStatus Status { get; init; }

    /// <summary>The response code that must come out.</summary>
    public required ResponseCode Code { get; init; }

    /// <summary>The kind of reason that must come out; none for secure.</summary>
    public ReasonKind Reason { get; init; }

    /// <summary>Settings other than the usual ones.</summary>
    public ValidationPolicy Policy { get; init; } = new();

    /// <summary>
    /// True for the list of names for private use, which is otherwise off: scenarios live below <c>test.</c>, which is one of them.
    /// </summary>
    public bool PrivateZonesAreInsecure { get; init; }

    /// <summary>The zones that answer, as a forwarder would.</summary>
    public required ZoneSet Zones { get; init; }

    /// <summary>Replies that stand in for what the zones would say.</summary>
    public IReadOnlyList<Message> Replies { get; init; } = [];

    /// <summary>The reply to a question: the one written down, else what the zones say.</summary>
    public Message ReplyTo(Question question) =>
        Replies.FirstOrDefault(reply => reply.Questions[0].Equals(question)) ?? Zones.Answer(question);
}
