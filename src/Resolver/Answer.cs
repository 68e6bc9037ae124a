using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Explaining;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>
/// What came of a lookup. Look at <see cref="Security"/> before anything else: records of a bogus or indeterminate
/// answer are not here at all. No record and no answer are different things: see <see cref="Security"/> and <see cref="Code"/>.
/// </summary>
public sealed record Answer
{
    /// <summary>What was asked.</summary>
    public required Question Question { get; init; }

    /// <summary>What is known of it.</summary>
    public required SecurityStatus Security { get; init; }

    /// <summary>What a validating resolver would answer: SERVFAIL for bogus and indeterminate.</summary>
    public required ResponseCode Code { get; init; }

    /// <summary>What the upstream server said; null when none answered. Unauthenticated.</summary>
    public ResponseCode? UpstreamCode { get; init; }

    /// <summary>The last name of the alias chain.</summary>
    public required DomainName FinalName { get; init; }

    /// <summary>The aliases followed, each with its own status.</summary>
    public IReadOnlyList<AliasHop> Aliases { get; init; } = [];

    /// <summary>The records asked for, without the aliases before them; TTL in seconds.</summary>
    public IReadOnlyList<ResourceRecord> Records { get; init; } = [];

    /// <summary>Aliases and records, as an answer section holds them.</summary>
    public IReadOnlyList<ResourceRecord> Chain { get; init; } = [];

    /// <summary>Validated records that say why there is no (other) data.</summary>
    public IReadOnlyList<ResourceRecord> Authority { get; init; } = [];

    /// <summary>The records as evidence; null unless the answer is secure and has records.</summary>
    public SecureRecords? Secure { get; init; }

    /// <summary>Why the answer is not secure; null when it is.</summary>
    public Reason? Why { get; init; }

    /// <summary>The steps of validation, from the anchor downwards.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>From this instant on the answer no longer holds.</summary>
    public DateTimeOffset ValidUntil { get; init; }

    /// <summary>The instant at which everything was judged.</summary>
    public DateTimeOffset JudgedAt { get; init; }

    /// <summary>The most by which a signature used here was outside its window (<see cref="ValidationPolicy.ClockSkew"/>); zero as a rule.</summary>
    public TimeSpan ClockSkewUsed => Most(Evidence);

    /// <summary>What was noticed about each server asked; never a security verdict.</summary>
    public IReadOnlyList<UpstreamReport> Upstream { get; init; } = [];

    /// <summary>Sentences about how the replies were had, where that was not the usual way; never a security verdict.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>True when no server answered the question at all: "could not find out", not "there is none".</summary>
    public bool NobodyAnswered { get; init; }

    /// <summary>Rounds of questions that had to wait for one another.</summary>
    public int RoundTrips { get; init; }

    /// <summary>Questions sent.</summary>
    public int Queries { get; init; }

    /// <summary>How many of them were guesses that were of no use.</summary>
    internal int Unused { get; init; }

    /// <summary>Time taken.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>
    /// True when nothing was asked for it: it was kept from a lookup at <see cref="JudgedAt"/>, or concluded from what was kept.
    /// A failure, too, is kept for a short while (RFC 9520); it is asked again from <see cref="ValidUntil"/> on.
    /// </summary>
    public bool FromCache { get; init; }

    /// <summary>How long ago it was judged, in whole seconds. TTLs are already lower by that much.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>True when the answer may be used: secure, or proved to be insecure.</summary>
    public bool IsUsable => Security is SecurityStatus.Secure or SecurityStatus.Insecure;

    /// <summary>True when it is established that the name has no such record.</summary>
    public bool IsNegative => IsUsable && Records.Count == 0;

    /// <summary>The evidence as a tree in words: from the trust anchor to the answer, where it ends, and who can mend that.</summary>
    public IReadOnlyList<ExplanationStep> Explain() => Explanation.Of(Evidence, Security, Why, Question, JudgedAt);

    /// <summary>The same answer so many seconds after it was judged. What it cost belongs to the lookup that found it.</summary>
    internal Answer Aged(uint seconds) => this with
    {
        FromCache = true,
        Age = TimeSpan.FromSeconds(seconds),
        Records = Aged(Records, seconds),
        Chain = Aged(Chain, seconds),
        Authority = Aged(Authority, seconds),
        Secure = Secure?.Aged(seconds),
        Upstream = IsUsable ? [] : Upstream,
        Remarks = IsUsable ? [] : Remarks,
        RoundTrips = 0,
        Queries = 0,
        Unused = 0,
        Elapsed = TimeSpan.Zero,
    };

    /// <summary>RFC 1035 section 3.2.1: the TTL of what is kept counts down.</summary>
    internal static IReadOnlyList<ResourceRecord> Aged(IReadOnlyList<ResourceRecord> records, uint seconds) =>
        seconds == 0 ? records : [.. records.Select(record => record with { Ttl = record.Ttl - Math.Min(record.Ttl, seconds) })];

    private static TimeSpan Most(IReadOnlyList<Evidence> steps) =>
        steps.Select(step => step.SkewUsed > TimeSpan.Zero ? step.SkewUsed : Most(step.Basis)).DefaultIfEmpty().Max();
}
