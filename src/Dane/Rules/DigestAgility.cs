namespace DaneCore.Dane.Rules;

/// <summary>
/// RFC 7671 section 9: among the usable records of one usage and selector, those with a weaker digest than the strongest
/// there is are not used. Full data is never dropped. Applied after the unusable records are gone.
/// </summary>
internal static class DigestAgility
{
    /// <summary>The strongest digest beside the record, when that is stronger than its own; else none.</summary>
    public static MatchingType? FindStronger(TlsaRecord record, IReadOnlyList<TlsaRecord> usable)
    {
        if (record.MatchingType == MatchingType.Full)
        {
            return null;
        }

        // By strength as by number: SHA-512 above SHA-256. Full is the lowest number and so never the stronger one.
        MatchingType strongest = usable
            .Where(other => other.Usage == record.Usage && other.Selector == record.Selector)
            .Max(other => other.MatchingType);
        return strongest > record.MatchingType ? strongest : null;
    }
}
