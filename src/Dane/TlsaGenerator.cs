using DaneCore.Dane.Rules;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>
/// Makes TLSA records from certificates and proves each against them by the rules a sender would use, before anyone sees
/// it. Refuses what it cannot prove.
/// </summary>
public sealed class TlsaGenerator
{
    private readonly DaneVerifier _verifier;
    private readonly TimeProvider _clock;

    /// <summary>Makes records for a protocol.</summary>
    public TlsaGenerator(UsageProfile profile, TimeProvider? clock = null, TrustRoots? roots = null)
    {
        _clock = clock ?? TimeProvider.System;
        _verifier = new DaneVerifier(profile, _clock, roots);
    }

    /// <summary>
    /// Makes the record of the server's own certificate (usages 1 and 3) or of the highest issuer sent that a path leads to
    /// (0 and 2). Without names they are not part of the proof.
    /// </summary>
    public TlsaCreation Create(
        PeerChain chain,
        CertificateUsage usage = CertificateUsage.DaneEe,
        Selector selector = Selector.Spki,
        MatchingType matchingType = MatchingType.Sha256,
        ReferenceNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return Create(chain, usage, selector, matchingType, names, _clock.GetUtcNow());
    }

    /// <summary>Makes a record for each of the parameters, of the same certificates.</summary>
    public IReadOnlyList<TlsaCreation> CreateSet(PeerChain chain, IReadOnlyList<TlsaParameters> parameters, ReferenceNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(parameters);
        DateTimeOffset now = _clock.GetUtcNow();
        return [.. parameters.Distinct().Select(each => Create(chain, each.Usage, each.Selector, each.MatchingType, names, now))];
    }

    /// <summary>Makes the record sets of a change from one key to another under the same parameters, beginning now.</summary>
    /// <param name="current">The certificates in use.</param>
    /// <param name="next">The certificates to come; those not valid yet are judged as of their first day.</param>
    /// <param name="usage">The usage of both records.</param>
    /// <param name="selector">The selector of both records.</param>
    /// <param name="matchingType">The matching type of both records.</param>
    /// <param name="ttl">The TTL of the published set.</param>
    /// <param name="names">The names to prove usage 0 to 2 with.</param>
    public RolloverPlan PlanRollover(
        PeerChain current,
        PeerChain next,
        CertificateUsage usage,
        Selector selector,
        MatchingType matchingType,
        TimeSpan ttl,
        ReferenceNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(next);
        TlsaParameters[] parameters = [new(usage, selector, matchingType)];
        return PlanRollover(current, next, parameters, parameters, new RolloverTiming(_clock.GetUtcNow(), ttl, ttl), names);
    }

    /// <summary>Makes the record sets of a change of key, of parameters, or of both.</summary>
    /// <param name="current">The certificates in use.</param>
    /// <param name="next">The certificates to come; null when only the parameters change.</param>
    /// <param name="from">The parameters published now.</param>
    /// <param name="to">The parameters published in the end.</param>
    /// <param name="timing">What the waiting times follow from.</param>
    /// <param name="names">The names to prove usage 0 to 2 with.</param>
    public RolloverPlan PlanRollover(
        PeerChain current,
        PeerChain? next,
        IReadOnlyList<TlsaParameters> from,
        IReadOnlyList<TlsaParameters> to,
        RolloverTiming timing,
        ReferenceNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(timing);
        if (from.Count == 0 || to.Count == 0)
        {
            throw new ArgumentException("A published set has at least one record.", nameof(from));
        }

        return new RolloverOrder((chain, each, at) => Create(chain, each.Usage, each.Selector, each.MatchingType, names, at), timing)
            .Plan(current, next, from, to);
    }

    /// <summary>What stands in DNS against the certificates in use, and what to mind about it while the planned records are published.</summary>
    public PublicationReview Review(
        TlsaPublication published, PeerChain current, IEnumerable<TlsaRecord> planned, ReferenceNames names)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(current);
        DateTimeOffset now = _clock.GetUtcNow();
        TlsaRecord[] usable = [.. published.Records.Where(record => record.WhyUnusable(_verifier.Profile) is null)];
        RecordOutcome[] records = current.Leaf is null ? [] : [.. published.Records.Select(record => Judge(record, usable, current, names, now))];
        return new PublicationReview(
            published, records, [.. PublishedSetAdvice.For(published, records, planned.ToHashSet()), .. PublicationAdvice.OfRecords(records, current, _verifier.Profile)]);
    }

    /// <summary>The line of a zone file; null when the name would be too long.</summary>
    public static string? ToZoneLine(DomainName host, int port, TlsaRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return TlsaName.TryFor(host, port, out DomainName? name) ? $"{name} IN TLSA {record}" : null;
    }

    private RecordOutcome Judge(TlsaRecord record, TlsaRecord[] usable, PeerChain chain, ReferenceNames names, DateTimeOffset now)
    {
        if (record.WhyUnusable(_verifier.Profile) is { } unusable)
        {
            return new RecordOutcome(record, RecordState.Unusable, unusable);
        }

        if (DigestAgility.FindStronger(record, usable) is { } stronger)
        {
            return new RecordOutcome(record, RecordState.DroppedByAgility, new(
                $"records with matching type {(byte)stronger} stand beside it, so this one is not used", "RFC 7671 section 9"));
        }

        RuleFinding finding = _verifier.Prove(record, chain, names, now);
        return new RecordOutcome(record, finding.Holds ? RecordState.Matched : RecordState.NoMatch, finding.Reason) { ResultType = finding.ResultType };
    }

    private TlsaCreation Create(
        PeerChain chain, CertificateUsage usage, Selector selector, MatchingType matchingType, ReferenceNames? names, DateTimeOffset now)
    {
        if (chain.Leaf is not { } leaf)
        {
            return TlsaCreation.Refused(new("there is no certificate to make a record of", "RFC 6698 section 2.1.4"));
        }

        if (leaf.Fault is { } fault)
        {
            return TlsaCreation.Refused(new($"the server's certificate cannot be read: {fault}", "RFC 6698 section 2.1.1"));
        }

        bool isOfLeaf = usage is CertificateUsage.DaneEe or CertificateUsage.PkixEe;
        TlsaCreation? best = null;
        int height = -1;
        DaneReason refusal = new("no issuer was sent besides the server's own certificate", "RFC 7671 section 5.2.2");
        foreach (PeerCertificate certificate in isOfLeaf ? [leaf] : chain.Certificates.Skip(1).Where(issuer => issuer.Fault is null))
        {
            TlsaRecord record = new(usage, selector, matchingType, certificate.Associate(selector, matchingType).Span);
            if (record.WhyUnusable(_verifier.Profile) is { } unusable)
            {
                return TlsaCreation.Refused(unusable);
            }

            RuleFinding finding = _verifier.Prove(record, chain, names, now);
            if (!finding.Holds)
            {
                refusal = finding.Reason;
            }
            else if (finding.Depth > height)
            {
                height = finding.Depth;
                best = TlsaCreation.Proved(record, finding.Reason, [.. finding.Warnings, .. CreationAdvice.For(record, certificate, leaf, names, now)]);
            }
        }

        return best ?? TlsaCreation.Refused(refusal);
    }
}
