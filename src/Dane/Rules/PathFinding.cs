using DaneCore.Dane.Certificates;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Rules;

/// <summary>The last step of every rule that needs a path: the name, where one is asked for (RFC 7671 section 10.2).</summary>
internal static class PathFinding
{
    public static RuleFinding Judge(
        PathVerdict verdict, ReferenceNames? names, UsageProfile profile, Func<IReadOnlyList<PeerCertificate>, DaneReason> found)
    {
        if (!verdict.IsFound)
        {
            return RuleFinding.Failure(verdict.Failure.ResultType, verdict.Failure.Reason);
        }

        DomainName? name = null;
        if (names is not null)
        {
            IReadOnlyList<byte[]> presented = NameMatch.Presented(verdict.Path[0], profile);
            name = NameMatch.Find(names, presented);
            if (name is null)
            {
                return RuleFinding.Failure(ResultType.CertificateHostMismatch, NameMatch.Mismatch(names, presented, profile));
            }
        }

        return RuleFinding.Match(found(verdict.Path), verdict.Depth, name, [.. WarnOfSha1(verdict), .. WarnOfPurposes(verdict)]);
    }

    // The anchor's own signature vouches for nothing.
    private static IEnumerable<string> WarnOfSha1(PathVerdict verdict) =>
        verdict.Path!.Take(verdict.Depth)
            .Where(certificate => CertificateSignature.UsesSha1(certificate.Parts!))
            .Select(certificate => $"{certificate.Title} is signed over SHA-1, which other clients refuse");

    private static IEnumerable<string> WarnOfPurposes(PathVerdict verdict) =>
        verdict.Path!.Where(certificate => certificate.Extensions is { NamesAnyPurposeOnly: true })
            .Select(certificate => $"{certificate.Title} is for any purpose and does not name TLS servers, which OpenSSL, and so most mail servers, refuse");
}
