using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Checking;

/// <summary>What of a report ends by itself, and when: certificates and signatures. The order of records and addresses does not count.</summary>
internal static class Endings
{
    /// <summary>The server certificate that ends first; null when none was seen.</summary>
    public static CertificateEnd? FirstCertificate(IEnumerable<HostReport> hosts) =>
        hosts.SelectMany(CertificatesOf)
            .OrderBy(end => end.NotAfter).ThenByDescending(end => end.IsJudged).ThenBy(end => end.Host).ThenBy(end => end.Address.ToString(), StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>
    /// The signature that ends first, of those that the zones of the domain and its hosts have to renew; null when nothing is signed.
    /// </summary>
    public static SignatureSpan? FirstSignature(IEnumerable<Answer> answers) =>
        answers.Where(answer => answer.Security == SecurityStatus.Secure).SelectMany(SignatureSpan.OfOwnZones)
            .OrderBy(span => span.Until).ThenBy(span => span.Name).ThenBy(span => span.Type)
            .FirstOrDefault();

    /// <summary>The end of the server's own certificate at each address of a host that showed one.</summary>
    public static IEnumerable<CertificateEnd> CertificatesOf(HostReport host) =>
        from address in host.Addresses
        where address.Chain?.Leaf is { NotAfter: not null }
        let leaf = address.Chain!.Leaf!
        select new CertificateEnd(host.Host, address.Address, leaf, leaf.NotAfter!.Value, !IsByKey(address.Outcome));

    /// <summary>What to say of ends that are near.</summary>
    public static IEnumerable<string> Advice(DomainReport report)
    {
        if (report.FirstSignatureEnd is { } span && IsNear(span.Until - report.At, span.Lifetime))
        {
            yield return $"The DNS operator of {HostText.Of(span.Zone)}: the signature over {HostText.Of(span.Name)} {Resolver.Wire.RecordTypes.ToText(span.Type)} ends at {Instant(span.Until)} and was not renewed so far; "
                + "see that the zone is signed anew, from then on it is bogus (RFC 4035 section 5.3.1).";
        }

        foreach (CertificateEnd end in report.Hosts.SelectMany(CertificatesOf).OrderBy(end => end.NotAfter))
        {
            // One that has ended is told of where it is judged.
            if (end.NotAfter > report.At && end.Lifetime is { } lifetime && IsNear(end.NotAfter - report.At, lifetime))
            {
                yield return $"The administrator of {HostText.Of(end.Host)} ({end.Address}): the server's certificate ends at {Instant(end.NotAfter)}; renew it"
                    + (end.IsJudged ? "." : ", though senders by RFC 7672 do not mind (RFC 7671 section 5.1); if the key changes, publish the new record two TTLs before (RFC 7671 section 8.1).");
            }
        }
    }

    // Ours: signers and ACME clients renew when a quarter or a third is left, so that a tenth is late for any length.
    private static bool IsNear(TimeSpan left, TimeSpan lifetime) => left < lifetime / 10;

    private static bool IsByKey(DaneOutcome? outcome) =>
        outcome is { Status: DaneStatus.Matched, MatchedRecord.Usage: CertificateUsage.DaneEe, Profile.JudgesDatesAndNamesAlways: false };

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
