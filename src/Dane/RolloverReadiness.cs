using DaneCore.Dane.Rules;

namespace DaneCore.Dane;

/// <summary>
/// Whether the key of a host could be changed without stopping mail (RFC 7671 section 8). Counts keys, not records: another digest of the same key, a
/// record that cannot be used or that a stronger digest makes obsolete, and one that is a known mistake are no spare.
/// </summary>
public sealed record RolloverReadiness(RolloverState State, DaneReason Reason)
{
    private const string Section = "RFC 7671 section 8.1";

    // As many as are judged of a set (DaneVerifier): owners publish a handful.
    private const int MostRecords = 100;

    /// <summary>True when a key may change without touching DNS first.</summary>
    public bool IsReady => State >= RolloverState.NextPublished;

    /// <summary>The state as reports spell it.</summary>
    public string StateText => State switch
    {
        RolloverState.NothingFits => "nothing-fits",
        RolloverState.CurrentOnly => "current-only",
        RolloverState.NextPublished => "next-published",
        RolloverState.IssuerPublished => "issuer-published",
        RolloverState.KeyAndIssuer => "key-and-issuer",
        _ => "unknown",
    };

    /// <summary>Judges a set by what all servers of the host showed; their order and that of the records do not count.</summary>
    internal static RolloverReadiness Judge(
        IReadOnlyList<TlsaRecord> records, IReadOnlyList<PeerChain> seen, ReferenceNames names, DaneVerifier verifier, DateTimeOffset now)
    {
        TlsaRecord[] usable =
        [
            .. records.Distinct().Where(record => record.WhyUnusable(verifier.Profile) is null)
                .Order(Comparer<TlsaRecord>.Create(TlsaRecord.CompareByWorth)),
        ];
        TlsaRecord[] counting = [.. usable.Where(record => DigestAgility.FindStronger(record, usable) is null).Take(MostRecords)];
        PeerChain[] chains = [.. seen.Where(chain => chain.Leaf is { Fault: null })];
        if (counting.Length == 0 || chains.Length == 0)
        {
            return new(RolloverState.Unknown, new(
                counting.Length == 0 ? "there are no records that count" : "no server showed a certificate", "RFC 7671 section 8"));
        }

        TlsaRecord[] fitting = [.. counting.Where(record => chains.Any(chain => verifier.Prove(record, chain, names, now).Holds))];
        if (fitting.Length == 0)
        {
            return new(RolloverState.NothingFits, new("no record fits a certificate in use", "RFC 7671 section 8"));
        }

        bool hasKey = fitting.Any(record => record.Usage is CertificateUsage.DaneEe or CertificateUsage.PkixEe);
        bool hasIssuer = fitting.Any(record => record.Usage is CertificateUsage.DaneTa or CertificateUsage.PkixTa);
        if (hasKey && hasIssuer)
        {
            return new(RolloverState.KeyAndIssuer, new(
                "the key and its issuer are both named: either may change while the other stays", Section));
        }

        if (hasIssuer)
        {
            return new(RolloverState.IssuerPublished, new(
                "the issuer is named: it may certify a new key at any time, but has to be published anew before it changes itself", Section));
        }

        TlsaRecord[] spare = [.. counting.Where(record => IsSpare(record, fitting, chains))];
        return spare.Length > 0
            ? new(RolloverState.NextPublished, new(
                $"{spare[0]} fits no certificate in use: it is of the next key, or was left behind by an old one, which only its owner can tell", Section))
            : new(RolloverState.CurrentOnly, new(
                "all records that count are of keys in use: publish that of the next key two TTLs before it is used", Section));
    }

    // RFC 7671 section 8.1: what comes next stands under parameters that the key in use is published under too.
    private static bool IsSpare(TlsaRecord record, TlsaRecord[] fitting, PeerChain[] chains) =>
        !fitting.Contains(record)
        && Array.Exists(fitting, other => TlsaParameters.Of(other) == TlsaParameters.Of(record))
        && chains.All(chain => KnownMistake.Find(record, chain) is null);
}
