using DaneCore.Dane.Certificates;

namespace DaneCore.Dane.Rules;

/// <summary>What is wrong with a publication though it works here and now. Never decides anything.</summary>
internal static class PublicationAdvice
{
    /// <summary>About the records as a set, against the certificates in use.</summary>
    public static IEnumerable<string> OfRecords(IReadOnlyList<RecordOutcome> outcomes, PeerChain chain, UsageProfile profile)
    {
        TlsaRecord[] usable = [.. outcomes.Where(outcome => outcome.State != RecordState.Unusable).Select(outcome => outcome.Record)];

        // RFC 7671 section 8: each combination present has to fit the certificates in use, for clients that know only it.
        foreach (IGrouping<(CertificateUsage Usage, Selector Selector, MatchingType MatchingType), TlsaRecord> group in usable
            .GroupBy(record => (record.Usage, record.Selector, record.MatchingType)).OrderByDescending(group => group.Key))
        {
            if (!group.Any(record => Fits(record, chain)))
            {
                yield return $"no {(byte)group.Key.Usage} {(byte)group.Key.Selector} {(byte)group.Key.MatchingType} record fits the certificates "
                    + "in use; clients that know only that combination fail (RFC 7671 section 8)";
            }
        }

        if (usable.Any(record => record.MatchingType == MatchingType.Full))
        {
            yield return "full certificates or keys make DNS replies large; publish a digest (RFC 7671 section 10.1.2)";
        }

        if (!profile.HonoursPkixUsages && outcomes.Any(outcome => outcome.Record.Usage <= CertificateUsage.PkixEe))
        {
            yield return "usages 0 and 1 should not be published for mail relay (RFC 7672 section 3.1.3)";
        }
    }

    /// <summary>About a certificate that usage 3 accepts as it is.</summary>
    public static IReadOnlyList<string> OfLeaf(PeerCertificate leaf) =>
        PublicKeyInfo.WhyUnfit(leaf.SubjectPublicKeyInfo) is { } unfit ? [$"the server has {unfit}: anyone may have computed it"] : [];

    /// <summary>About what Microsoft documents to refuse and RFC 7672 does not, for a certificate that usage 3 accepts.</summary>
    public static IEnumerable<string> OfOtherSenders(PeerCertificate leaf, ReferenceNames names, DateTimeOffset now)
    {
        const string Tail = "; RFC 7671 section 5.1 ignores that under usage 3, Exchange Online documents a refusal with 5.";
        if (ExchangeRule.FindRefusal(leaf, names, now) is { } refusal)
        {
            yield return refusal.Reason.Text + Tail + ResultTypes.ToCodeSuffix(refusal.ResultType);
        }
    }

    private static bool Fits(TlsaRecord record, PeerChain chain) =>
        record.Usage is CertificateUsage.DaneEe or CertificateUsage.PkixEe
            ? AssociationMatch.Holds(record, chain.Certificates[0])
            : chain.Certificates.Skip(1).Any(certificate => AssociationMatch.Holds(record, certificate))
                || record.MatchingType == MatchingType.Full || record.Usage == CertificateUsage.PkixTa;
}
