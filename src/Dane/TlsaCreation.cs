using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Dane;

/// <summary>A record that was proved against the certificates it was made for, or why there is none.</summary>
public sealed record TlsaCreation
{
    private TlsaCreation(TlsaRecord? record, DaneReason reason, IReadOnlyList<string> warnings)
    {
        Record = record;
        Reason = reason;
        Warnings = warnings;
    }

    /// <summary>The record; null when none could be proved.</summary>
    public TlsaRecord? Record { get; }

    /// <summary>How it was proved, or why it could not be.</summary>
    public DaneReason Reason { get; }

    /// <summary>What to mind before publishing it.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>True when there is a record.</summary>
    [MemberNotNullWhen(true, nameof(Record))]
    public bool IsProved => Record is not null;

    internal static TlsaCreation Proved(TlsaRecord record, DaneReason how, IReadOnlyList<string> warnings) => new(record, how, warnings);

    internal static TlsaCreation Refused(DaneReason why) => new(null, why, []);
}
