using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>
/// Evidence: TLSA records that validated, or that the caller vouches for by name. Keeps every record of the set, usable or
/// not, once each; their order never decides anything. Never empty.
/// </summary>
public sealed class TlsaRecordSet
{
    private TlsaRecordSet(IReadOnlyList<TlsaRecord> records, DateTimeOffset validUntil, bool isAttested)
    {
        Records = records;
        ValidUntil = validUntil;
        IsAttested = isAttested;
    }

    /// <summary>The records: those from DNS best first, so that the order of a reply shows nowhere; those of the caller in the caller's order.</summary>
    public IReadOnlyList<TlsaRecord> Records { get; }

    /// <summary>Until when the DNS vouches for them; the end of time for trusted input.</summary>
    public DateTimeOffset ValidUntil { get; }

    /// <summary>True when signatures vouch for the records, false when the caller does.</summary>
    public bool IsAttested { get; }

    /// <summary>The back door: the caller knows the records by other means than DNS.</summary>
    public static TlsaRecordSet FromTrustedInput(params IEnumerable<TlsaRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        TlsaRecord[] distinct = [.. records.Distinct()];
        return distinct.Length > 0
            ? new TlsaRecordSet(distinct, DateTimeOffset.MaxValue, isAttested: false)
            : throw new ArgumentException("A set of TLSA records has at least one.", nameof(records));
    }

    /// <summary>The one place where validated records become a set; null when none of them is a TLSA record.</summary>
    internal static TlsaRecordSet? Attest(SecureRecords secure)
    {
        TlsaRecord[] records =
        [
            .. secure.Records.Where(record => record.Class == RecordClass.IN)
                .Select(record => TlsaRecord.FromAnyRdata(record.Data)).OfType<TlsaRecord>().Distinct()
                .Order(Comparer<TlsaRecord>.Create(TlsaRecord.CompareByWorth)),
        ];
        return records.Length > 0 ? new TlsaRecordSet(records, secure.ValidUntil, isAttested: true) : null;
    }
}
