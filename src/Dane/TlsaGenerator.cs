using DaneCore.Dane.Rules;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>
/// Makes TLSA records from certificates and proves each against them by the rules a sender would use, before anyone sees
/// it. Refuses what it cannot prove.
/// </summary>
public sealed class TlsaGenerator
{
    // RFC 7671 section 8.1: at least two TTLs before the new key is used.
    private const int WaitInTtls = 2;

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

    /// <summary>Makes the record sets of a change from one key to another under the same parameters.</summary>
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
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(next);
        DateTimeOffset now = _clock.GetUtcNow();
        DateTimeOffset then = next.Leaf?.NotBefore is { } start && start > now ? start : now;
        RolloverPlan plan = new()
        {
            Current = Create(current, usage, selector, matchingType, names, now),
            Next = Create(next, usage, selector, matchingType, names, then),
        };
        if (!plan.Current.IsProved || !plan.Next.IsProved)
        {
            return plan;
        }

        TlsaRecord old = plan.Current.Record;
        TlsaRecord @new = plan.Next.Record;
        return plan with
        {
            Steps = old.Equals(@new)
                ? [new("no change", [old], TimeSpan.Zero, new("the record fits both; deploy at any time", "RFC 7671 section 5.1"))]
                :
                [
                    new("before", [old], TimeSpan.Zero, new("the record of the key in use", "RFC 7671 section 8")),
                    new("during", [old, @new], WaitInTtls * ttl, new(
                        "publish both, wait two TTLs and until no cache can hold the old set under a signature still valid, "
                        + "deploy the new key on every server, and see that it is used", "RFC 7671 section 8.1")),
                    new("after", [@new], TimeSpan.Zero, new("the old key is gone everywhere: remove its record", "RFC 7671 section 8.1")),
                ],
        };
    }

    /// <summary>The line of a zone file; null when the name would be too long.</summary>
    public static string? ToZoneLine(DomainName host, int port, TlsaRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return TlsaName.TryFor(host, port, out DomainName? name) ? $"{name} IN TLSA {record}" : null;
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
                best = TlsaCreation.Proved(record, finding.Reason, [.. finding.Warnings, .. Mind(record, certificate, leaf, names, now)]);
            }
        }

        return best ?? TlsaCreation.Refused(refusal);
    }

    private static IEnumerable<string> Mind(
        TlsaRecord record, PeerCertificate named, PeerCertificate leaf, ReferenceNames? names, DateTimeOffset now)
    {
        if (record.MatchingType == MatchingType.Full)
        {
            yield return $"the record has {record.Data.Length} octets of data; a digest keeps DNS replies small (RFC 7671 section 10.1.2)";
        }

        if (record is { Usage: CertificateUsage.DaneEe, Selector: Selector.Cert })
        {
            yield return "every renewal changes the certificate and so the record; selector 1 stays while the key stays (RFC 7671 section 5.1)";
        }

        if (record.Usage is CertificateUsage.DaneTa or CertificateUsage.PkixTa)
        {
            yield return $"the server has to send {named.Subject} with every handshake (RFC 7671 section 5.2.2)";
            yield return $"once the authority issues from another certificate than {named.Subject}, the record fits no more: publish all it may use (RFC 7671 section 8.1)";
        }

        if (record.Usage == CertificateUsage.DaneTa && names is null)
        {
            yield return "senders will look for the host's or the domain's name in the certificate; no name was given to check (RFC 7672 section 3.2.2)";
        }

        if (record.Usage == CertificateUsage.DaneEe && names is not null)
        {
            foreach (string warning in PublicationAdvice.OfOtherSenders(leaf, names, now))
            {
                yield return warning;
            }
        }
    }
}
