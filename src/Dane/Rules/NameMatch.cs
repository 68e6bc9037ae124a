using DaneCore.Dane.Certificates;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Rules;

/// <summary>
/// Whether a certificate bears one of the acceptable names (RFC 7672 section 3.2.3): label for label, octet for octet, only
/// A to Z fold. A wildcard is the whole first label and stands for exactly one.
/// </summary>
internal static class NameMatch
{
    /// <summary>The names that count: DNS names if there is one, else the common names where the protocol takes them.</summary>
    public static IReadOnlyList<byte[]> Presented(PeerCertificate certificate, UsageProfile profile)
    {
        // Extensions that cannot be read may hold DNS names, so the common name does not stand in for them.
        if (certificate.Extensions is not { } extensions)
        {
            return [];
        }

        IReadOnlyList<byte[]> dnsNames = extensions.Names?.DnsNames ?? [];
        IReadOnlyList<byte[]> commonNames = certificate.SubjectName?.CommonNames ?? [];

        // Deviation of Exchange Online: "a common name or subject alternative name", whichever matches.
        return profile.JudgesDatesAndNamesAlways ? [.. dnsNames, .. commonNames]
            : dnsNames.Count > 0 ? dnsNames
            : profile.AcceptsCommonName ? commonNames
            : [];
    }

    /// <summary>The first acceptable name the certificate bears; null when it bears none.</summary>
    public static DomainName? Find(ReferenceNames names, IReadOnlyList<byte[]> presented)
    {
        foreach (DomainName name in names.All)
        {
            foreach (byte[] text in presented)
            {
                if (HostName.TryRead(text, out DomainName? offered) && Covers(offered, name))
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>What the certificate is for, in words, for a refusal.</summary>
    public static DaneReason Mismatch(ReferenceNames names, IReadOnlyList<byte[]> presented, UsageProfile profile)
    {
        const int Shown = 5;
        string borne = presented.Count == 0
            ? "no DNS name"
            : string.Join(", ", presented.Take(Shown).Select(text => SafeText.Of(text))) + (presented.Count > Shown ? ", ..." : "");
        return new(
            $"the certificate is for {borne}, and the name has to be {string.Join(" or ", names.All)}",
            profile.HonoursPkixUsages ? "RFC 7671 section 10.2" : "RFC 7672 section 3.2.3");
    }

    private static bool Covers(DomainName offered, DomainName name)
    {
        if (!offered.IsWildcard)
        {
            return offered.Equals(name);
        }

        // "*" alone would stand for every name of one label.
        return offered.LabelCount > 1 && name.LabelCount == offered.LabelCount && name.Parent().Equals(offered.Parent());
    }
}
