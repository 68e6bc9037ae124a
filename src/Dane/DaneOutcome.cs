namespace DaneCore.Dane;

/// <summary>What came of a record set against the certificates of a server, and of each record. Does not depend on the records' order.</summary>
public sealed record DaneOutcome
{
    /// <summary>Look at this before anything else.</summary>
    public required DaneStatus Status { get; init; }

    /// <summary>What decided; for a mismatch the failure that came nearest to a match.</summary>
    public required DaneReason Reason { get; init; }

    /// <summary>The profile that judged.</summary>
    public required UsageProfile Profile { get; init; }

    /// <summary>Each record in the order it came.</summary>
    public required IReadOnlyList<RecordOutcome> Records { get; init; }

    /// <summary>The instant of all dates.</summary>
    public required DateTimeOffset JudgedAt { get; init; }

    /// <summary>The record that authenticates the server; the one of highest usage where several do.</summary>
    public TlsaRecord? MatchedRecord { get; init; }

    /// <summary>
    /// Steps from the server's certificate (0) up to what the record names: along the path, whatever the order of sending.
    /// An anchor that only DNS holds is one step above the last certificate used.
    /// </summary>
    public int? MatchedDepth { get; init; }

    /// <summary>The name the certificate was accepted under; under usage 3 the base domain, which the record itself binds.</summary>
    public Resolver.Wire.DomainName? MatchedName { get; init; }

    /// <summary>The kind of failure for reports; none when matched.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>What is not fatal here and should be put right, or is judged otherwise elsewhere.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The status as reports spell it.</summary>
    public string StatusText => Status switch
    {
        DaneStatus.Matched => "matched",
        DaneStatus.Mismatched => "mismatched",
        _ => "unusable",
    };
}
