using System.Globalization;

namespace DaneCore.Dane.Rules;

/// <summary>What to mind before publishing a record that was proved. Never decides anything.</summary>
internal static class CreationAdvice
{
    // Ours: public authorities announce a new intermediate a few months ahead.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(90);

    /// <summary>The sentences.</summary>
    /// <param name="record">The record.</param>
    /// <param name="named">The certificate it is of.</param>
    /// <param name="leaf">The server's own.</param>
    /// <param name="names">The names it was proved with; null for none.</param>
    /// <param name="now">The instant.</param>
    public static IEnumerable<string> For(
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

        foreach (string warning in record.Usage is CertificateUsage.DaneTa or CertificateUsage.PkixTa ? OfIssuer(record, named, names, now) : [])
        {
            yield return warning;
        }

        if (record.Usage == CertificateUsage.DaneEe && names is not null)
        {
            foreach (string warning in PublicationAdvice.OfOtherSenders(leaf, names, now))
            {
                yield return warning;
            }
        }
    }

    private static IEnumerable<string> OfIssuer(TlsaRecord record, PeerCertificate named, ReferenceNames? names, DateTimeOffset now)
    {
        yield return $"the server has to send {named.Subject} with every handshake (RFC 7671 section 5.2.2)";
        yield return $"once the authority issues from another certificate than {named.Subject}, the record fits no more: publish all it may use (RFC 7671 section 8.1)";
        if (record.Usage == CertificateUsage.DaneTa && record.Selector == Selector.Spki)
        {
            yield return "selector 1 leaves the anchor's constraints out of the record; selector 0 is recommended for issuers (RFC 7671 section 5.2.1)";
        }

        if (named.NotAfter is { } end && end - now < Soon)
        {
            string day = end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return $"{named.Subject} ends on {day}: its successor has to be published two TTLs before the server uses it (RFC 7671 section 8.1)";
        }

        // From what the authority publishes about itself: several intermediates at a time, and no promise which one signs next.
        if (named.Subject.Contains("Let's Encrypt", StringComparison.OrdinalIgnoreCase) && !named.IsSelfIssued)
        {
            yield return "Let's Encrypt issues from several intermediates and does not say which one is next: "
                + "publish a 3 1 1 record of your own key instead, or the records of all of them (RFC 7671 section 8)";
        }

        if (record.Usage == CertificateUsage.DaneTa && names is null)
        {
            yield return "senders will look for the host's or the domain's name in the certificate; no name was given to check (RFC 7672 section 3.2.2)";
        }
    }
}
