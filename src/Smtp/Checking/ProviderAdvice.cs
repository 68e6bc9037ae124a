using DaneCore.Dane;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// What can be done about hosts of large providers, whose own administrators nobody who reads a report can reach. From what the providers
/// document; says nothing where DANE already works.
/// </summary>
internal static class ProviderAdvice
{
    /// <summary>The sentence; null for a host of nobody known here, or one with which nothing is amiss.</summary>
    public static string? For(HostReport host, DomainReport report)
    {
        if (host.Lookup is not (TlsaLookupResult.None or TlsaLookupResult.Insecure))
        {
            return null;
        }

        string domain = HostText.Of(report.Domain);
        string name = HostText.Of(host.Host).ToLowerInvariant();
        return IsBelow(name, "mail.protection.outlook.com")
            ? $"The administrator of {domain}: {name} is Microsoft's older name, which is not signed. In Exchange Online, Enable-DnssecForVerifiedDomain gives the domain a "
                + "name below mx.microsoft; make it the only MX, with preference 0 or 10, and then Enable-SmtpDaneInbound publishes TLSA records for it."
            : IsBelow(name, "mx.microsoft")
            ? $"The administrator of {domain}: {name} is signed and has no TLSA records yet; in Exchange Online, Enable-SmtpDaneInbound publishes them."
            : IsBelow(name, "google.com") || IsBelow(name, "googlemail.com")
            ? $"The administrator of {domain}: Google publishes no TLSA records for its mail hosts, {name} among them. An MTA-STS policy (RFC 8461) is what its "
                + "customers can publish; DANE needs a mail host elsewhere."
            : null;
    }

    private static bool IsBelow(string name, string suffix) => name.EndsWith("." + suffix, StringComparison.Ordinal);
}
