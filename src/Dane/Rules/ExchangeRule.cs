namespace DaneCore.Dane.Rules;

/// <summary>
/// What Microsoft documents for Exchange Online beyond RFC 7672: an expired certificate is refused (5.7.322), one not valid
/// yet (5.7.323), one whose common and alternative names fit neither domain nor host (5.7.325), whatever the usage.
/// </summary>
internal static class ExchangeRule
{
    private const string Rfc = "RFC 7672 section 3.1.1";

    public static RuleFinding? FindRefusal(PeerCertificate leaf, ReferenceNames names, DateTimeOffset now)
    {
        if (new PathCheck(UsageProfile.ExchangeOnline, now).WhyNotNow(leaf) is { } dates)
        {
            return RuleFinding.Failure(
                dates.Rank == PathFailureRank.Expired ? ResultType.CertificateExpired : ResultType.TlsaInvalid,
                dates.Reason with { Rfc = Rfc });
        }

        IReadOnlyList<byte[]> presented = NameMatch.Presented(leaf, UsageProfile.ExchangeOnline);
        return NameMatch.Find(names, presented) is null
            ? RuleFinding.Failure(
                ResultType.CertificateHostMismatch,
                NameMatch.Mismatch(names, presented, UsageProfile.ExchangeOnline) with { Rfc = "RFC 7672 section 3.2.1" })
            : null;
    }
}
