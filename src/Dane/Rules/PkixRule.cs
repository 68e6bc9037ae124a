namespace DaneCore.Dane.Rules;

/// <summary>
/// Usages 0 and 1, for protocols other than mail relay: the certificate passes PKIX up to a trusted root, and the record
/// names a certificate of that path, an issuer (0) or the server's own (1). Revocation and transparency logs are not asked.
/// </summary>
internal static class PkixRule
{
    public static RuleFinding Judge(
        TlsaRecord record, PeerChain chain, PathSearch search, ReferenceNames? names, UsageProfile profile, TrustRoots roots)
    {
        PeerCertificate leaf = chain.Certificates[0];
        string rfc = record.Usage == CertificateUsage.PkixEe ? "RFC 7671 section 5.3" : "RFC 7671 section 5.4";
        if (record.Usage == CertificateUsage.PkixEe)
        {
            return AssociationMatch.Holds(record, leaf)
                ? PathFinding.Judge(search.FindRoot(roots), names, profile, path =>
                    new($"the record is that of {leaf.Title}, which passes PKIX up to {path[^1].Title}", rfc)).AtDepth(0)
                : NotNamed();
        }

        // RFC 7671 section 5.4: where the first trusted path does not hold what the record names, longer ones are tried.
        RuleFinding passing = PathFinding.Judge(
            search.FindRoot(roots, certificate => AssociationMatch.Holds(record, certificate)), names, profile, path =>
                new($"{leaf.Title} passes PKIX up to {path[^1].Title} through the issuer the record names", rfc));
        return !passing.Holds && search.FindRoot(roots).IsFound && passing.ResultType != ResultType.CertificateHostMismatch
            ? NotNamed()
            : passing;

        RuleFinding NotNamed() => RuleFinding.Failure(
            ResultType.TlsaInvalid,
            new(KnownMistake.Find(record, chain) ?? "the record names no certificate of the path that PKIX accepts", rfc));
    }

    /// <summary>PKIX alone, for when no record counts.</summary>
    public static RuleFinding JudgeAlone(PeerChain chain, PathSearch search, ReferenceNames? names, UsageProfile profile, TrustRoots roots) =>
        PathFinding.Judge(search.FindRoot(roots), names, profile, path =>
            new($"{chain.Certificates[0].Title} passes PKIX up to {path[^1].Title}", "RFC 5280 section 6.1"));
}
