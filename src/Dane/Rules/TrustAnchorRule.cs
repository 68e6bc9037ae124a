namespace DaneCore.Dane.Rules;

/// <summary>
/// Usage 2: a path leads from the server's certificate to the issuer the record names, and the certificate bears an
/// acceptable name (RFC 7671 section 5.2, RFC 7672 section 3.1.2). The anchor need not sign itself nor be known to anyone;
/// the system's roots count for nothing. The server's own certificate is never the anchor.
/// </summary>
internal static class TrustAnchorRule
{
    public static RuleFinding Judge(
        TlsaRecord record, PeerChain chain, PathSearch search, ReferenceNames? names, UsageProfile profile)
    {
        PeerCertificate leaf = chain.Certificates[0];
        if (leaf.Fault is { } fault)
        {
            return RuleFinding.Failure(
                ResultType.CertificateNotTrusted, new($"the server's certificate cannot be read: {fault}", "RFC 7671 section 5.2"));
        }

        if (search.Sent.Any(IsNamed))
        {
            PathVerdict verdict = search.FindAnchor(IsNamed);
            return WithDates(verdict, search, PathFinding.Judge(verdict, names, profile, path =>
                new($"a path leads from {leaf.Title} to the trust anchor, {path[^1].Title}", "RFC 7671 section 5.2")));
        }

        if (record is { MatchingType: MatchingType.Full, Selector: Selector.Spki })
        {
            return JudgeKeyInDns(record, chain, search, names, profile);
        }

        if (KnownMistake.Find(record, chain) is { } mistake)
        {
            return RuleFinding.Failure(ResultType.TlsaInvalid, new(mistake, "RFC 7671 section 5.2"));
        }

        return record.MatchingType == MatchingType.Full
            ? JudgeCertificateInDns(record, leaf, search, names, profile)
            : NotSent(leaf, search.Sent);

        bool IsNamed(PeerCertificate certificate) => AssociationMatch.Holds(record, certificate);
    }

    // RFC 7671 section 5.2.2: a certificate in DNS must serve as the anchor although the server does not send it.
    private static RuleFinding JudgeCertificateInDns(
        TlsaRecord record, PeerCertificate leaf, PathSearch search, ReferenceNames? names, UsageProfile profile)
    {
        PeerCertificate anchor = new(record.Data, -1);
        PathVerdict verdict = search.FindAnchor(anchor.IsSameAs, anchor);
        RuleFinding finding = WithDates(verdict, search, PathFinding.Judge(verdict, names, profile, path =>
            new($"a path leads from {leaf.Title} to the trust anchor in the record, {path[^1].Subject}", "RFC 7671 section 5.2.2")));

        // RFC 5280 section 6.1: an anchor is no part of the path, so its own signature decides nothing.
        return finding.Holds && search.HasWrongSignature(anchor)
            ? finding.WithWarning($"the certificate in the record, {anchor.Subject}, is not signed by {anchor.Issuer}: it may have been damaged")
            : finding;
    }

    // What is no reason to refuse is one to renew.
    private static RuleFinding WithDates(PathVerdict verdict, PathSearch search, RuleFinding finding) =>
        finding.Holds && search.WhyNotNow(verdict.Path![^1]) is { } dates
            ? finding.WithWarning($"{dates.Reason.Text}; an anchor has no dates (RFC 5280 section 6.1.1), but not every client knows that")
            : finding;

    // RFC 7671 section 5.2.3: a bare key in DNS vouches for a certificate that is signed with it, one that signs itself included.
    private static RuleFinding JudgeKeyInDns(
        TlsaRecord record, PeerChain chain, PathSearch search, ReferenceNames? names, UsageProfile profile)
    {
        PathVerdict verdict = search.FindKey(record.Data.ToArray());
        return verdict.Failure is { Rank: PathFailureRank.NoIssuer or PathFailureRank.Signature }
            ? RuleFinding.Failure(ResultType.TlsaInvalid, new(
                KnownMistake.Find(record, chain)
                    ?? "no issuer the server sent has the key in the record, and no certificate of the path is signed with it",
                "RFC 7671 section 5.2.3"))
            : PathFinding.Judge(verdict, names, profile, path =>
                new($"{path[^1].Title} is signed with the key in the record", "RFC 7671 section 5.2.3"));
    }

    // RFC 7671 section 5.2.2: by a digest the anchor can only be recognised, so the server has to send it, known or not.
    private static RuleFinding NotSent(PeerCertificate leaf, IReadOnlyList<PeerCertificate> sent)
    {
        PeerCertificate top = leaf;
        for (int i = 0; i <= sent.Count && !top.IsSelfIssued; i++)
        {
            top = sent.FirstOrDefault(issuer => issuer.SubjectName is { } subject && subject.Equals(top.IssuerName)) ?? top;
        }

        return top.IsSelfIssued
            ? RuleFinding.Failure(ResultType.TlsaInvalid, new(
                $"the certificates sent lead up to {top.Title}, which signs itself, and the record names no issuer among them", "RFC 7671 section 8"))
            : RuleFinding.Failure(ResultType.CertificateNotTrusted, new(
                $"server omits TA: the record names no issuer among the certificates sent, and the issuer of {top.Title}, "
                + $"{top.Issuer}, is not there either", "RFC 7671 section 5.2.2"));
    }
}
