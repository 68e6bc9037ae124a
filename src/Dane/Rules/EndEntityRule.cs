namespace DaneCore.Dane.Rules;

/// <summary>
/// Usage 3: the record's data is that of the server's own certificate, and nothing else is asked. No name, no date, no
/// issuer, no revocation (RFC 7671 section 5.1): the record binds the key, and its signature in DNS says until when.
/// </summary>
internal static class EndEntityRule
{
    public static RuleFinding Judge(TlsaRecord record, PeerChain chain, ReferenceNames? names)
    {
        PeerCertificate leaf = chain.Certificates[0];
        if (AssociationMatch.Holds(record, leaf))
        {
            return RuleFinding.Match(
                new($"the record is that of {leaf.Title}", "RFC 7671 section 5.1"), depth: 0, names?.Primary, PublicationAdvice.OfLeaf(leaf));
        }

        return RuleFinding.Failure(ResultType.TlsaInvalid, new(
            leaf.Fault is { } fault ? $"the server's certificate cannot be read: {fault}"
                : KnownMistake.Find(record, chain) ?? $"the record is not that of {leaf.Title}",
            "RFC 7671 section 5.1"));
    }
}
