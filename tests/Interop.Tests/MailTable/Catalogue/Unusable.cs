using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Mail;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>Records that mail cannot use: alone they ask for TLS and name nobody (RFC 7672 section 2.2).</summary>
internal static class Unusable
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Encrypted("unusable-usage-0.test", "0 1 1", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(0))),
        Encrypted("unusable-usage-1.test", "1 1 1", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(1))),
        Encrypted("unusable-usage-7.test", "7 1 1", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(7))),
        Encrypted("unusable-selector.test", "3 9 1", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(3, 9))),
        Encrypted("unusable-matching.test", "3 1 9", site => site.MailHost([site.Leaf()], "3 1 9 " + new string('a', 64))),
        Encrypted("unusable-short.test", "3 1 1, the digest cut short", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa()[..^2])),
        Encrypted("unusable-long.test", "3 1 2, an octet more than the digest has", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 2) + "00")),
        Encrypted("unusable-garbage.test", "2 0 0, octets that are no certificate", site => site.MailHost([site.Leaf()], "2 0 0 deadbeef")),
        Refused("unusable-no-tls.test", "5.7.321", "1 1 1, and the server has no TLS", site => site.MailHost([], site.Leaf().Tlsa(1))),
        Refused("unusable-454.test", "5.7.321", "1 1 1, and the server answers 454 to STARTTLS", site => site
            .MailHost(Sound(site.Leaf()) with { Fault = LabMailFault.RefusesStartTls }, site.Leaf().Tlsa(1))),
        Authenticated("unusable-and-right.test", "1 1 1 and 3 1 1 right", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(1), site.Leaf().Tlsa())),
        Refused("unusable-and-wrong.test", "5.7.323", "1 1 1 right and 3 1 1 wrong: the usable one decides", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(1), site.Leaf(host: "wrong").Tlsa())),
    ];
}
