using DaneCore.Interop.Tests.MailTable.Making;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>Several records: which of them count (RFC 7671 section 9), and that one that matches is enough.</summary>
internal static class Choices
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Refused("agility-strong-wrong.test", "5.7.323", "3 1 1 right, 3 1 2 wrong: the stronger digest counts alone", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(), Wrong(site, 3, 1, 2))),
        Authenticated("agility-weak-wrong.test", "3 1 2 right, 3 1 1 wrong", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 2), Wrong(site, 3, 1, 1))),
        Authenticated("agility-selector.test", "3 1 1 right, 3 0 2 wrong: each selector for itself", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(), Wrong(site, 3, 0, 2))),
        Authenticated("agility-usage.test", "3 1 1 right, 2 1 2 wrong: each usage for itself", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(), Wrong(site, 2, 1, 2))),
        Authenticated("agility-full.test", "3 1 0 right, 3 1 2 wrong: a whole key is no digest", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 0), Wrong(site, 3, 1, 2))),
        Authenticated("agility-short.test", "3 1 1 right, 3 1 2 cut short: what cannot be used is no stronger digest", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(), site.Leaf().Tlsa(matching: 2)[..^2])),
        Authenticated("agility-unknown.test", "3 1 1 right, 3 1 77 unknown", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa(), "3 1 77 " + new string('a', 64))),
        Authenticated("either-ee.test", "3 1 1 right, 2 1 1 wrong", site => site
            .MailHost([site.Leaf()], Wrong(site, 2, 1, 1), site.Leaf().Tlsa())),
        Authenticated("either-ta.test", "3 1 1 wrong, 2 1 1 right", site => site
            .MailHost([site.Leaf(site.Authority()), site.Authority()], Wrong(site, 3, 1, 1), site.Authority().Tlsa(2))),
        Authenticated("either-ee-expired.test", "3 1 1 right, 2 1 1 right, expired: usage 3 does not ask for dates", site => site
            .MailHost([site.Leaf(-90, -1, site.Authority()), site.Authority()], site.Leaf(-90, -1, site.Authority()).Tlsa(), site.Authority().Tlsa(2))),
        Refused("neither.test", "5.7.323", "3 1 1 wrong, 2 1 1 wrong", site => site
            .MailHost([site.Leaf(site.Authority()), site.Authority()], Wrong(site, 3, 1, 1), Wrong(site, 2, 1, 1))),
    ];

    private static string Wrong(MailSite site, int usage, int selector, int matching) => site.Leaf(host: "wrong").Tlsa(usage, selector, matching);
}
