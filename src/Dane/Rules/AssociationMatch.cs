namespace DaneCore.Dane.Rules;

/// <summary>Whether a record's data is that of one certificate, by selector and matching type (RFC 6698 section 2.1). Says nothing of usage.</summary>
internal static class AssociationMatch
{
    /// <summary>Octets are compared as sent; a certificate whose outline cannot be read matches nothing.</summary>
    public static bool Holds(TlsaRecord record, PeerCertificate certificate)
    {
        if (certificate.Fault is not null)
        {
            return false;
        }

        ReadOnlySpan<byte> octets = certificate.Associate(record.Selector, record.MatchingType).Span;
        return !octets.IsEmpty && octets.SequenceEqual(record.Data);
    }
}
