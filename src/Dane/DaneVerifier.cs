using System.Diagnostics;
using DaneCore.Dane.Rules;

namespace DaneCore.Dane;

/// <summary>
/// Judges TLSA records against the certificates a server sent, at the instant of its clock. Needs evidence or input the
/// caller vouches for, and asks no network. Drops what cannot be used, then what agility makes obsolete, then tries usage 3, 2,
/// 1 and 0: one record that holds is enough. The order of the records never counts. Of one set the hundred worthiest records that
/// can be used are looked at. Safe for parallel use.
/// </summary>
public sealed class DaneVerifier
{
    // Owners publish a handful; a set as large as a message can be would repeat its reasons without end.
    private const int MostRecords = 100;

    private readonly TimeProvider _clock;
    private readonly TrustRoots? _roots;

    /// <summary>Judges for a protocol; the roots serve usages 0 and 1 and are those of the system unless given.</summary>
    public DaneVerifier(UsageProfile profile, TimeProvider? clock = null, TrustRoots? roots = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        _clock = clock ?? TimeProvider.System;
        _roots = roots;
    }

    /// <summary>The protocol's rules.</summary>
    public UsageProfile Profile { get; }

    // Reading the system's roots takes a while and mail never needs them.
    private TrustRoots Roots => _roots ?? TrustRoots.System;

    /// <summary>Judges the records; a peer that sent no certificate matches none.</summary>
    public DaneOutcome Verify(TlsaRecordSet records, PeerChain chain, ReferenceNames names)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(names);
        DateTimeOffset now = _clock.GetUtcNow();
        IReadOnlyList<RecordOutcome> outcomes = JudgeEach(records.Records, chain, names, now, out List<string> warnings, out RuleFinding? match);
        if (outcomes.All(record => record.State == RecordState.Unusable))
        {
            return Outcome(DaneStatus.Unusable, NoneUsableReason(outcomes), ResultType.TlsaInvalid);
        }

        if (chain.Leaf is not null)
        {
            warnings.AddRange(PublicationAdvice.OfRecords(outcomes, chain, Profile));
        }

        DaneOutcome outcome;
        if (match is not null)
        {
            RecordOutcome told = Worthiest(outcomes.Where(record => record.State == RecordState.Matched));
            outcome = Outcome(DaneStatus.Matched, told.Reason, ResultType.None) with
            {
                MatchedRecord = told.Record,
                MatchedDepth = match.Depth,
                MatchedName = match.Name,
            };
        }
        else
        {
            (DaneReason reason, ResultType type) = NoneHolds(outcomes);
            outcome = Outcome(DaneStatus.Mismatched, reason, type);
        }

        outcome = outcome with { Warnings = warnings };
        return Profile.JudgesDatesAndNamesAlways && chain.Leaf is { } leaf ? AsExchangeOnline(outcome, leaf, names)
            : outcome is { Status: DaneStatus.Matched, MatchedRecord.Usage: CertificateUsage.DaneEe } && !Profile.HonoursPkixUsages
                ? outcome with { Warnings = [.. warnings, .. PublicationAdvice.OfOtherSenders(chain.Leaf!, names, now)] }
            : outcome;

        DaneOutcome Outcome(DaneStatus status, DaneReason reason, ResultType type) => new()
        {
            Status = status,
            Reason = reason,
            ResultType = type,
            Profile = Profile,
            Records = outcomes,
            JudgedAt = now,
        };
    }

    /// <summary>The one rule for a record, without names where none are given; which is how a record is proved before it is published.</summary>
    internal RuleFinding Prove(TlsaRecord record, PeerChain chain, ReferenceNames? names, DateTimeOffset now) =>
        JudgeOne(record, chain, new PathSearch(chain, new PathCheck(Profile, now)), names);

    /// <summary>The certificate by PKIX, for a protocol that falls back to it when no record can be used.</summary>
    internal RuleFinding JudgeByPkix(PeerChain chain, ReferenceNames names) =>
        chain.Leaf switch
        {
            null => RuleFinding.Failure(ResultType.ValidationFailure, new("the server sent no certificate", "RFC 5280 section 6.1")),
            { Fault: { } fault } => RuleFinding.Failure(
                ResultType.CertificateNotTrusted, new($"the server's certificate cannot be read: {fault}", "RFC 5280 section 4.1")),
            _ => PkixRule.JudgeAlone(chain, new PathSearch(chain, new PathCheck(Profile, _clock.GetUtcNow())), names, Profile, Roots),
        };

    private IReadOnlyList<RecordOutcome> JudgeEach(
        IReadOnlyList<TlsaRecord> records,
        PeerChain chain,
        ReferenceNames names,
        DateTimeOffset now,
        out List<string> warnings,
        out RuleFinding? match)
    {
        warnings = [];
        match = null;
        TlsaRecord[] usable = [.. records.Where(record => record.WhyUnusable(Profile) is null)];
        PathSearch? search = null;
        int judged = 0;
        Dictionary<TlsaRecord, RecordOutcome> outcomes = [];

        // One order for all sets: the shared work limits must not let the order of arrival decide.
        foreach (TlsaRecord record in records.Order(Comparer<TlsaRecord>.Create(TlsaRecord.CompareByWorth)))
        {
            if (record.WhyUnusable(Profile) is { } unusable)
            {
                outcomes.Add(record, new RecordOutcome(record, RecordState.Unusable, unusable));
            }
            else if (DigestAgility.FindStronger(record, usable) is { } stronger)
            {
                outcomes.Add(record, new RecordOutcome(record, RecordState.DroppedByAgility, Dropped(record, stronger, chain)));
            }
            else if (chain.Leaf is null)
            {
                outcomes.Add(record, new RecordOutcome(record, RecordState.NoMatch, new("the server sent no certificate", "RFC 7671 section 5"))
                {
                    ResultType = ResultType.ValidationFailure,
                });
            }
            else if (match is not null && record.Usage != CertificateUsage.DaneEe)
            {
                outcomes.Add(record, new RecordOutcome(
                    record, RecordState.NotNeeded, new("another record authenticates the server", "RFC 7671 section 8")));
            }
            else if (judged++ >= MostRecords)
            {
                outcomes.Add(record, new RecordOutcome(
                    record, RecordState.NotNeeded, new($"work limit: {MostRecords} records of a set are looked at", "RFC 7671 section 8")));
            }
            else
            {
                RuleFinding finding = JudgeOne(record, chain, search ??= new PathSearch(chain, new PathCheck(Profile, now)), names);
                outcomes.Add(record, new RecordOutcome(record, finding.Holds ? RecordState.Matched : RecordState.NoMatch, finding.Reason)
                {
                    ResultType = finding.ResultType,
                });
                if (finding.Holds && match is null)
                {
                    match = finding;
                    warnings.AddRange(finding.Warnings);
                }
            }
        }

        return [.. records.Select(record => outcomes[record])];
    }

    private RuleFinding JudgeOne(TlsaRecord record, PeerChain chain, PathSearch search, ReferenceNames? names) => record.Usage switch
    {
        CertificateUsage.DaneEe => EndEntityRule.Judge(record, chain, names),
        CertificateUsage.DaneTa => TrustAnchorRule.Judge(record, chain, search, names, Profile),
        CertificateUsage.PkixEe or CertificateUsage.PkixTa => PkixRule.Judge(record, chain, search, names, Profile, Roots),
        _ => throw new UnreachableException("A record of unknown usage is unusable."),
    };

    // Exchange Online judges the certificate whatever the records say, so its refusals come first.
    private static DaneOutcome AsExchangeOnline(DaneOutcome outcome, PeerCertificate leaf, ReferenceNames names)
    {
        RuleFinding? refusal = ExchangeRule.FindRefusal(leaf, names, outcome.JudgedAt);
        if (refusal is null || (outcome.Status != DaneStatus.Matched && refusal.ResultType != ResultType.CertificateExpired))
        {
            // Its table has no row for an issuer that is not trusted: everything else is 5.7.323.
            return outcome.Status == DaneStatus.Matched || outcome.ResultType is ResultType.CertificateExpired or ResultType.CertificateHostMismatch
                ? outcome
                : outcome with { ResultType = ResultType.TlsaInvalid };
        }

        string verdict = outcome.Status == DaneStatus.Matched
            ? "RFC 7672 accepts this server: " + outcome.Reason
            : "RFC 7672 refuses this server too: " + outcome.Reason;
        string text = $"Exchange Online refuses the certificate: {refusal.Reason.Text}";
        return outcome with
        {
            Status = DaneStatus.Mismatched,
            Reason = refusal.Reason with { Text = text },
            ResultType = refusal.ResultType,
            MatchedRecord = null,
            MatchedDepth = null,
            MatchedName = null,
            Records =
            [
                .. outcome.Records.Select(record => record.State != RecordState.Matched ? record : record with
                {
                    State = RecordState.NoMatch,
                    Reason = refusal.Reason with { Text = $"{record.Reason.Text}, but {text}" },
                    ResultType = refusal.ResultType,
                }),
            ],
            Warnings = [.. outcome.Warnings, verdict],
        };
    }

    private static DaneReason Dropped(TlsaRecord record, MatchingType stronger, PeerChain chain)
    {
        bool would = record.Usage is CertificateUsage.DaneEe or CertificateUsage.PkixEe
            ? chain.Leaf is { } leaf && AssociationMatch.Holds(record, leaf)
            : chain.Certificates.Skip(1).Any(certificate => AssociationMatch.Holds(record, certificate));
        return new(
            $"records with matching type {(byte)stronger} stand beside it, so this one is not used"
            + (would ? ", although it fits; every key has to be published with the stronger digest too" : ""),
            "RFC 7671 section 9");
    }

    private DaneReason NoneUsableReason(IReadOnlyList<RecordOutcome> outcomes)
    {
        RecordOutcome told = Worthiest(outcomes);
        string why = outcomes.Count == 1 ? told.Reason.Text : $"none of {outcomes.Count} records can be used; {told.Record}: {told.Reason.Text}";
        return Profile.WhenNoneUsable == NoneUsable.EncryptWithoutAuthentication
            ? new($"{why}; TLS is required, the server is not authenticated", "RFC 7672 section 2.2")
            : new($"{why}; the certificate is judged by PKIX, as if there were no records", "RFC 6698 section 4.1");
    }

    // The failure that came nearest to a match is the one worth telling.
    private static (DaneReason Reason, ResultType Type) NoneHolds(IReadOnlyList<RecordOutcome> outcomes)
    {
        RecordOutcome[] failed = [.. outcomes.Where(record => record.State == RecordState.NoMatch)];
        RecordOutcome[] dropped = [.. outcomes.Where(record => record.State == RecordState.DroppedByAgility)];
        int nearest = failed.Max(record => Nearness(record.ResultType));
        RecordOutcome told = Worthiest(failed.Where(record => Nearness(record.ResultType) == nearest));
        string text = failed.Length == 1 ? told.Reason.Text : $"none of {failed.Length} records holds; {told.Record}: {told.Reason.Text}";
        if (dropped.Length > 0)
        {
            RecordOutcome left = Worthiest(dropped);
            text += $"; {left.Record}: {left.Reason.Text}";
        }

        return (told.Reason with { Text = text }, told.ResultType);
    }

    private static int Nearness(ResultType type) => type switch
    {
        ResultType.CertificateHostMismatch => 3,
        ResultType.CertificateExpired => 2,
        ResultType.CertificateNotTrusted => 1,
        _ => 0,
    };

    private static RecordOutcome Worthiest(IEnumerable<RecordOutcome> outcomes) =>
        outcomes.MinBy(outcome => outcome.Record, Comparer<TlsaRecord>.Create(TlsaRecord.CompareByWorth))
        ?? throw new UnreachableException("Nobody asks for the best of nothing.");
}
