using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>What one zone says to one question, aliases not followed. Sets carry their signatures; who asks decides what of it is sent.</summary>
internal sealed record ZoneReply
{
    public ResponseCode Code { get; init; }

    public IReadOnlyList<RecordSet> Answer { get; init; } = [];

    public IReadOnlyList<RecordSet> Authority { get; init; } = [];

    public IReadOnlyList<RecordSet> Additional { get; init; } = [];

    /// <summary>Denial records for the authority section; sent only when DNSSEC was asked for.</summary>
    public IEnumerable<RecordSet> Proofs { get; init; } = [];

    /// <summary>True when another zone speaks from here on.</summary>
    public bool IsReferral { get; init; }

    /// <summary>Where an alias leads, when the question has to be asked again there.</summary>
    public DomainName? Next { get; init; }
}
