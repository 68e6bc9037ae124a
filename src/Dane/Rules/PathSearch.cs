using DaneCore.Dane.Certificates;

namespace DaneCore.Dane.Rules;

/// <summary>
/// Looks for a path from the server's certificate upwards through the certificates as sent: in any order, padded, repeated,
/// cross-signed. Goes back and tries another issuer where one leads nowhere. Serves one judgement, whose limits all its
/// searches share. Asks no network and no system store.
/// </summary>
internal sealed class PathSearch
{
    // Postfix follows nine issuers (smtp_tls_scert_verifydepth); public hierarchies have three.
    private const int LongestPath = 10;

    // A server with one key and ten cross certificates needs some twenty; beyond it the path counts as not found. In signatures
    // by keys of 2048 bits: larger keys count for more, by the square of their length.
    private const int MostSignatures = 100;

    // Certificates of one name and key can be arranged in endlessly many ways; each arrangement tried costs a step.
    private const int MostSteps = 2000;

    private readonly PeerChain _chain;
    private readonly PathCheck _check;
    private readonly Dictionary<(PeerCertificate Child, PeerCertificate Issuer), string?> _signatures = [];
    private readonly List<PeerCertificate> _sent = [];
    private int _signaturesLeft = MostSignatures;
    private int _stepsLeft = MostSteps;

    public PathSearch(PeerChain chain, PathCheck check)
    {
        _chain = chain;
        _check = check;
        foreach (PeerCertificate certificate in chain.Certificates.Skip(1))
        {
            // A copy of the server's own certificate is no issuer of it, and one copy of each other is enough.
            if (certificate.Fault is null && !certificate.IsSameAs(chain.Certificates[0]) && !_sent.Exists(certificate.IsSameAs))
            {
                _sent.Add(certificate);
            }
        }
    }

    /// <summary>What was sent besides the server's own certificate, each once, unreadable ones left out.</summary>
    public IReadOnlyList<PeerCertificate> Sent => _sent;

    /// <summary>How much was spent so far, never more than the limits.</summary>
    public int SignaturesChecked => MostSignatures - Math.Max(_signaturesLeft, 0);

    public int StepsTaken => MostSteps - Math.Max(_stepsLeft, 0);

    /// <summary>Why the certificate is not valid at the instant of the judgement.</summary>
    public PathFailure? WhyNotNow(PeerCertificate certificate) => _check.WhyNotNow(certificate);

    /// <summary>A path whose last certificate is an anchor; <paramref name="extra"/> may be it without having been sent.</summary>
    public PathVerdict FindAnchor(Predicate<PeerCertificate> isAnchor, PeerCertificate? extra = null) =>
        Find(
            path => path.Count > 1 && isAnchor(path[^1]) ? path.Count - 1 : null,
            issuer => isAnchor(issuer) ? IssuerRole.Published : IssuerRole.Link,
            _ => extra is null ? [] : [extra]);

    /// <summary>A path whose last certificate is signed with a key of which nothing else is known.</summary>
    public PathVerdict FindKey(ReadOnlyMemory<byte> key) =>
        Find(path => IsSignedWith(path[^1], key) ? path.Count : null, _ => IssuerRole.Link, _ => []);

    /// <summary>
    /// A path through one of the roots. With a wish it goes on above the first root found until a certificate answers it
    /// (RFC 7671 section 5.4), and that certificate is the depth.
    /// </summary>
    public PathVerdict FindRoot(TrustRoots roots, Predicate<PeerCertificate>? wish = null) =>
        Find(
            path =>
            {
                if (!path.Any(roots.Holds))
                {
                    return null;
                }

                int depth = wish is null ? path.Count - 1 : path.FindIndex(1, wish);
                return depth >= 0 ? depth : null;
            },
            issuer => roots.Holds(issuer) ? IssuerRole.Root : IssuerRole.Link,
            roots.Named);

    /// <summary>
    /// True when a certificate that only DNS holds claims an issuer that is at hand, itself or one sent, and none of those signed
    /// it. An anchor's own signature vouches for nothing, but a wrong one tells that the record may have been damaged. False when
    /// the limit leaves no room to look.
    /// </summary>
    public bool HasWrongSignature(PeerCertificate anchor)
    {
        PeerCertificate[] issuers =
        [
            .. _sent.Append(anchor).Where(issuer => issuer.SubjectName is { } subject && subject.Equals(anchor.IssuerName)),
        ];
        return anchor.Fault is null
            && issuers.Length > 0
            && Array.TrueForAll(issuers, issuer => WhyNotSigned(anchor, issuer) is { Rank: PathFailureRank.Signature });
    }

    private PathVerdict Find(
        Func<List<PeerCertificate>, int?> accept,
        Func<PeerCertificate, IssuerRole> roleOf,
        Func<DistinguishedName, IReadOnlyList<PeerCertificate>> others)
    {
        if (_check.WhyNotServer(_chain.Certificates[0]) is { } unfit)
        {
            return new PathVerdict(null, 0, unfit);
        }

        PathFailure? nearest = null;
        List<PeerCertificate> path = [_chain.Certificates[0]];
        return Extend() is { } depth
            ? new PathVerdict([.. path], depth, null)
            : new PathVerdict(null, 0, nearest ?? throw new System.Diagnostics.UnreachableException("A search without a path has a failure."));

        int? Extend()
        {
            if (--_stepsLeft < 0)
            {
                return Fail(Limit("arrangements of certificates"));
            }

            if (accept(path) is { } found)
            {
                if (_check.WhyNotTogether(path) is not { } offence)
                {
                    return found;
                }

                Fail(offence);
            }

            return path.Count > LongestPath ? Fail(Limit("issuers in a row")) : ExtendByIssuer();
        }

        int? ExtendByIssuer()
        {
            PeerCertificate last = path[^1];
            bool wasSent = false;
            foreach (PeerCertificate issuer in _sent.Concat(last.IssuerName is { } name ? others(name) : []))
            {
                if (issuer.SubjectName is not { } subject || !subject.Equals(last.IssuerName) || path.Exists(issuer.IsSameAs))
                {
                    continue;
                }

                wasSent = true;
                if ((_check.WhyNotIssuer(issuer, roleOf(issuer)) ?? WhyNotSigned(last, issuer)) is { } unfit)
                {
                    Fail(unfit);
                    continue;
                }

                path.Add(issuer);
                if (Extend() is { } depth)
                {
                    return depth;
                }

                path.RemoveAt(path.Count - 1);
            }

            return wasSent ? null : Fail(NoIssuer(last));
        }

        int? Fail(PathFailure failure)
        {
            nearest = PathFailure.Nearer(nearest, failure);
            return null;
        }
    }

    private PathFailure? WhyNotSigned(PeerCertificate child, PeerCertificate issuer)
    {
        if (!_signatures.TryGetValue((child, issuer), out string? why))
        {
            if (!TrySpend(issuer.SubjectPublicKeyInfo))
            {
                return Limit("signatures");
            }

            why = CertificateSignature.WhyWrong(child.Parts!, issuer.SubjectPublicKeyInfo);
            _signatures.Add((child, issuer), why);
        }

        // RFC 5280 section 6.1.3 (a)(1): the issuer's key made the signature.
        return why is null ? null : new PathFailure(
            PathFailureRank.Signature,
            new($"{child.Title} is not signed by {issuer.Title}: {why}", "RFC 5280 section 6.1.3"));
    }

    private bool IsSignedWith(PeerCertificate child, ReadOnlyMemory<byte> key) =>
        CertificateSignature.MayBeBy(child.Parts!, key)
        && TrySpend(key)
        && CertificateSignature.WhyWrong(child.Parts!, key) is null;

    private bool TrySpend(ReadOnlyMemory<byte> key)
    {
        // Once spent it stays spent, whatever smaller keys come after.
        _signaturesLeft = Math.Max(_signaturesLeft - PublicKeyInfo.CostOfCheck(key), -1);
        return _signaturesLeft >= 0;
    }

    private static PathFailure NoIssuer(PeerCertificate last) => new(
        PathFailureRank.NoIssuer,
        last.IsSelfIssued
            ? new($"the certificates sent end at {last.Title}, which signs itself and is not the trust anchor", "RFC 5280 section 6.1")
            : new($"the server omits the issuer of {last.Title}: no certificate of {last.Issuer} was sent", "RFC 7671 section 5.2.2"));

    private static PathFailure Limit(string what) => new(
        PathFailureRank.Limit,
        new($"work limit: no path was found within the number of {what} that is tried", "RFC 5280 section 6.1"));
}
