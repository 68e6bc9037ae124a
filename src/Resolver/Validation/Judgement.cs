using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// What a session found: the verdict and the records it speaks of. Only records on the path from the question to the
/// answer are in it; everything else a message carried is left behind.
/// </summary>
internal sealed record Judgement
{
    public required Verdict Verdict { get; init; }

    /// <summary>What the proofs say, not what the message's header says: no data, no such name, or data.</summary>
    public required ResponseCode Code { get; init; }

    /// <summary>The code of the reply to the question itself; none when nothing came.</summary>
    public ResponseCode? UpstreamCode { get; init; }

    /// <summary>The last name of the alias chain: the one the data or its absence belongs to.</summary>
    public required DomainName FinalName { get; init; }

    public IReadOnlyList<AliasHop> Aliases { get; init; } = [];

    /// <summary>The sets of the alias chain, in order, each with its TTL already lowered (RFC 4035 section 5.3.3).</summary>
    public IReadOnlyList<RecordSet> AliasSets { get; init; } = [];

    /// <summary>The sets asked for; one, or several for ANY; none when there is no data.</summary>
    public IReadOnlyList<RecordSet> Data { get; init; } = [];

    /// <summary>Validated sets of the authority section that the answer rests on.</summary>
    public IReadOnlyList<RecordSet> Authority { get; init; } = [];

    /// <summary>The evidence for <see cref="Data"/>; empty unless the verdict is secure.</summary>
    public IReadOnlyList<SecureRecordSet> SecureData { get; init; } = [];

    /// <summary>Until when the whole may be kept and given again; long past when it may not be kept.</summary>
    public DateTimeOffset KeepUntil { get; init; } = DateTimeOffset.MinValue;

    /// <summary>True when no reply at all came to the question.</summary>
    public bool NobodyAnswered { get; init; }
}
