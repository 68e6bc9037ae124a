using DaneCore.Interop.Tests.MailTable.Making;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>From the domain to its hosts: none, one, several, signed or not (RFC 7672 section 2.2.1, RFC 5321 section 5.1).</summary>
internal static class Routes
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Authenticated("implicit.test", "no MX: the domain is its own host", site => site
            .Host("@", site.Leaf(host: "@"))
            .Tlsa("@", site.Leaf(host: "@").Tlsa())),
        Refused("implicit-wrong.test", "5.7.323", "no MX, and the records are wrong", site => site
            .Host("@", site.Leaf(host: "@"))
            .Tlsa("@", site.Leaf(host: "wrong").Tlsa())),
        Refused("null-mx.test", "5.1.10", "a null MX, and an address that is not asked for", site => site.Zone("@ MX 0 .").Host("@", site.Leaf())),
        Authenticated("null-mx-and-more.test", "a null MX beside another one is none", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa()).Zone("@ MX 0 .")),
        Refused("no-such.test", "5.1.2", "the domain does not exist", site => site.Exists = false),
        Refused("no-address.test", "5.4.317", "the only MX has no address", site => site.Zone("@ MX 10 mx\nmx TXT nothing")),
        Refused("no-host.test", "5.4.317", "the only MX does not exist", site => site.Zone("@ MX 10 mx")),
        Authenticated("no-address-first.test", "the better MX has no address, the other one is right", site => site
            .Zone("@ MX 5 gone")
            .MailHost([site.Leaf()], site.Leaf().Tlsa())),
        Authenticated("wrong-then-right.test", "the better host fails, the other one is right", site => Two(site, firstRight: false)),
        Authenticated("right-then-wrong.test", "the better host is right, the other one fails", site => Two(site, firstRight: true)),
        Refused("wrong-then-wrong.test", "5.7.323", "both fail", site => site
            .Zone("@ MX 10 one\n@ MX 20 two")
            .Host("one", site.Leaf(host: "one"))
            .Host("two", site.Leaf(host: "two"))
            .Tlsa("one", site.Leaf(host: "wrong").Tlsa())
            .Tlsa("two", site.Leaf(host: "wrong").Tlsa())),
        Authenticated("equal.test", "two hosts with one preference, both right", site => site
            .Zone("@ MX 10 one\n@ MX 10 two")
            .Host("one", site.Leaf(host: "one"))
            .Host("two", site.Leaf(host: "two"))
            .Tlsa("one", site.Leaf(host: "one").Tlsa())
            .Tlsa("two", site.Leaf(host: "two").Tlsa())),
        Encrypted("without-then-right.test", "the better host has no records: it is not passed over", site => site
            .Zone("@ MX 10 one\n@ MX 20 two")
            .Host("one", site.Leaf(host: "one"))
            .Host("two", site.Leaf(host: "two"))
            .Tlsa("two", site.Leaf(host: "two").Tlsa())),
        Encrypted("wrong-then-without.test", "the better host fails, the other one has no records", site => site
            .Zone("@ MX 10 one\n@ MX 20 two")
            .Host("one", site.Leaf(host: "one"))
            .Host("two", site.Leaf(host: "two"))
            .Tlsa("one", site.Leaf(host: "wrong").Tlsa())),
        Authenticated("dead-then-right.test", "nothing listens at the better host, the other one is right", site => site
            .Zone("@ MX 5 dead")
            .DeadHost("dead")
            .Tlsa("dead", site.Leaf().Tlsa())
            .MailHost([site.Leaf()], site.Leaf().Tlsa())),
        Refused("dead.test", "5.4.317", "nothing listens at the only host", site => site.Zone("@ MX 10 mx").DeadHost("mx").Tlsa("mx", site.Leaf().Tlsa())),
        Encrypted("no-tlsa.test", "no TLSA records", site => site.MailHost([site.Leaf()])),
        new("no-tlsa-no-tls.test", "no TLSA records and no TLS", MailVerdict.Cleartext, site => site.MailHost([])),
        Encrypted("no-tlsa-expired.test", "no TLSA records, the certificate has expired: nobody asks", site => site.MailHost([site.Leaf(-90, -1)])),
        Encrypted("unsigned.test", "the zone is not signed, its TLSA records are wrong", site => site
            .Unsigned()
            .MailHost([site.Leaf()], site.Leaf(host: "wrong").Tlsa())),
        new("unsigned-no-tls.test", "the zone is not signed, there are TLSA records and no TLS", MailVerdict.Cleartext, site => site
            .Unsigned()
            .MailHost([], site.Leaf().Tlsa())),
        Encrypted("plain-host.test", "signed domain, host in an unsigned zone", site => site.Zone("@ MX 10 mx.plain.test.")),
        new("plain-mx.test", "unsigned domain, host in a signed zone with records", MailVerdict.HostAuthenticated, site => site
            .Unsigned()
            .Zone("@ MX 10 mx.provider.test.")),
        Refused("plain-mx-wrong.test", "5.7.323", "unsigned domain, host in a signed zone whose records are wrong", site => site
            .Unsigned()
            .Zone("@ MX 10 mx.ee-mismatch.test.")),
    ];

    private static void Two(MailSite site, bool firstRight) => site
        .Zone("@ MX 10 one\n@ MX 20 two")
        .Host("one", site.Leaf(host: "one"))
        .Host("two", site.Leaf(host: "two"))
        .Tlsa("one", site.Leaf(host: firstRight ? "one" : "wrong").Tlsa())
        .Tlsa("two", site.Leaf(host: firstRight ? "wrong" : "two").Tlsa());
}
