using DaneCore.Interop.Tests.MailTable.Making;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>Hosts and TLSA names that are aliases (RFC 7672 sections 2.1.3 and 2.2.3), and wildcards.</summary>
internal static class Aliases
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Authenticated("alias-host.test", "the host is an alias; the records of the name behind it count", site => site
            .Zone("@ MX 10 mx\nmx CNAME mx.provider.test.")),
        Authenticated("alias-original.test", "the host is an alias; only the name before it has records", site => site
            .Zone("@ MX 10 mx\nmx CNAME other.provider.test.")
            .Tlsa("mx", site.Leaf(host: "other.provider.test.").Tlsa())),
        Authenticated("alias-both.test", "both names have records: those behind the alias count, and the others are wrong", site => site
            .Zone("@ MX 10 mx\nmx CNAME mx.provider.test.")
            .Tlsa("mx", site.Leaf(host: "wrong").Tlsa())),
        Authenticated("alias-to-plain.test", "signed alias to a host in an unsigned zone: the records of the name before it count", site => site
            .Zone("@ MX 10 mx\nmx CNAME mx.plain.test.")
            .Tlsa("mx", site.Leaf(host: "mx.plain.test.").Tlsa())),
        Refused("alias-to-plain-wrong.test", "5.7.323", "the same, and the records are wrong", site => site
            .Zone("@ MX 10 mx\nmx CNAME mx.plain.test.")
            .Tlsa("mx", site.Leaf(host: "wrong").Tlsa())),
        Encrypted("alias-from-plain.test", "an alias in an unsigned zone to a host with records: nothing vouches for the way there", site => site
            .Zone("@ MX 10 to-provider.plain.test.")),
        Authenticated("tlsa-alias.test", "the TLSA name is an alias to records shared by many", site => site
            .Zone($"@ MX 10 mx\n{site.TlsaOwner("mx")} CNAME shared-tlsa.provider.test.")
            .Host("mx", site.Leaf(host: "mx.provider.test."))),
        Encrypted("tlsa-alias-plain.test", "the TLSA name is an alias into an unsigned zone", site => site
            .Zone($"@ MX 10 mx\n{site.TlsaOwner("mx")} CNAME shared-tlsa.plain.test.")
            .Host("mx", site.Leaf())),
        Refused("tlsa-alias-names.test", "5.7.325", "usage 2 behind an alias at the TLSA name: the names to look for stay those of the host", site => site
            .Zone($"@ MX 10 mx\n{site.TlsaOwner("mx")} CNAME records.elsewhere\nrecords.elsewhere TLSA {site.Authority().Tlsa(2)}")
            .Host("mx", site.Leaf(site.Authority(), "records.elsewhere"), site.Authority())),
        Authenticated("tlsa-wildcard.test", "a wildcard answers for the TLSA name", site => site
            .Zone($"@ MX 10 mx\n*.mx TLSA {site.Leaf().Tlsa()}")
            .Host("mx", site.Leaf())),
        Authenticated("host-wildcard.test", "a wildcard answers for the host and for its TLSA name", site => site
            .Zone($"@ MX 10 any.hosts\n*.hosts TLSA {site.Leaf().Tlsa()}")
            .Host("*.hosts", site.Leaf())),
        Authenticated("alias-names.test", "usage 2 behind an alias: the certificate names the host behind it", site => site
            .Zone("@ MX 10 mx\nmx CNAME real")
            .Host("real", site.Leaf(site.Authority(), "real"), site.Authority())
            .Tlsa("real", site.Authority().Tlsa(2))),
        Refused("alias-old-name.test", "5.7.325", "usage 2 behind an alias: the certificate names the alias", site => site
            .Zone("@ MX 10 mx\nmx CNAME real")
            .Host("real", site.Leaf(site.Authority()), site.Authority())
            .Tlsa("real", site.Authority().Tlsa(2))),
    ];
}
