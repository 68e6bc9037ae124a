using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Mail;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>Usage 2: anchors sent and not sent, names, dates, chains in every state.</summary>
internal static class Authorities
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Authenticated("ta-cert-256.test", "2 0 1", site => Usual(site, site.Authority().Tlsa(2, 0))),
        Authenticated("ta-key-256.test", "2 1 1", site => Usual(site, site.Authority().Tlsa(2))),
        Authenticated("ta-key-512.test", "2 1 2", site => Usual(site, site.Authority().Tlsa(2, 1, 2))),
        Authenticated("ta-cert-full.test", "2 0 0, the anchor is sent too", site => Usual(site, site.Authority().Tlsa(2, 0, 0))),
        Authenticated("ta-cert-in-dns.test", "2 0 0, the anchor stands in DNS alone", site => site
            .MailHost([site.Leaf(site.Authority())], site.Authority().Tlsa(2, 0, 0))),
        Authenticated("ta-key-in-dns.test", "2 1 0, the anchor's key stands in DNS alone", site => site
            .MailHost([site.Leaf(site.Authority())], site.Authority().Tlsa(2, 1, 0))),
        Authenticated("ta-intermediate.test", "2 1 1 of an intermediate, the root is not sent", site => site
            .MailHost([site.Leaf(Intermediate(site)), Intermediate(site)], Intermediate(site).Tlsa(2))),
        Authenticated("ta-root.test", "2 1 1 of the root above an intermediate", site => site
            .MailHost([site.Leaf(Intermediate(site)), Intermediate(site), site.Authority()], site.Authority().Tlsa(2))),
        Authenticated("ta-shuffled.test", "2 1 1, the chain in the wrong order", site => site
            .MailHost([site.Leaf(Intermediate(site)), site.Authority(), Intermediate(site)], site.Authority().Tlsa(2))),
        Authenticated("ta-padded.test", "2 1 1, certificates of others among the chain", site => site
            .MailHost([site.Leaf(site.Authority()), site.Authority("stranger"), site.Leaf(host: "stranger"), site.Authority()], site.Authority().Tlsa(2))),
        Authenticated("ta-wildcard-name.test", "2 1 1, the certificate names *.ta-wildcard-name.test", site => Named(site, "*")),
        Authenticated("ta-domain-name.test", "2 1 1, the certificate names the mail domain, not the host", site => Named(site, "@")),
        Authenticated("ta-common-name.test", "2 1 1, the name stands in the subject, and there are no others", site =>
        {
            LabCertificate leaf = LabCertificates.Issue(new LabCertificateRequest
            {
                Subject = "mx.ta-common-name.test",
                NotBefore = MailTimes.Start,
                NotAfter = MailTimes.End,
                Issuer = site.Authority(),
            });
            site.MailHost([leaf, site.Authority()], site.Authority().Tlsa(2));
        }),
        Refused("ta-mismatch.test", "5.7.323", "2 1 1 of another authority", site => Usual(site, site.Authority("stranger").Tlsa(2))),
        Refused("ta-omitted.test", "5.7.323", "2 1 1, and the anchor is not sent", site => site
            .MailHost([site.Leaf(site.Authority())], site.Authority().Tlsa(2))),
        Refused("ta-of-leaf.test", "5.7.323", "2 0 1 of the server's own certificate", site => site
            .MailHost([site.Leaf(site.Authority()), site.Authority()], site.Leaf(site.Authority()).Tlsa(2, 0))),
        Refused("ta-gap.test", "5.7.323", "2 1 1 of the root, the intermediate is not sent", site => site
            .MailHost([site.Leaf(Intermediate(site)), site.Authority()], site.Authority().Tlsa(2))),
        Refused("ta-expired.test", "5.7.322", "2 1 1, the server's certificate has expired", site => site
            .MailHost([site.Leaf(-90, -1, site.Authority()), site.Authority()], site.Authority().Tlsa(2))),
        Refused("ta-early.test", "5.7.323", "2 1 1, the server's certificate is not valid yet", site => site
            .MailHost([site.Leaf(1, 90, site.Authority()), site.Authority()], site.Authority().Tlsa(2))),
        Refused("ta-expired-anchor.test", "5.7.322", "2 0 1, the anchor itself has expired", site =>
        {
            LabCertificate anchor = LabCertificates.Authority("an anchor of old", MailTimes.Now.AddDays(-90), MailTimes.Now.AddDays(-1));
            site.MailHost([site.Leaf(anchor), anchor], anchor.Tlsa(2, 0));
        }),
        Refused("ta-other-name.test", "5.7.325", "2 1 1, the certificate names another host", site => Named(site, "elsewhere")),
        Refused("ta-partial-wildcard.test", "5.7.325", "2 1 1, the certificate names m*.ta-partial-wildcard.test", site => Named(site, "m*")),
        Refused("ta-deep-wildcard.test", "5.7.325", "2 1 1, a wildcard stands for one label, not two", site => site
            .Zone("@ MX 10 mx.deep")
            .Host("mx.deep", site.Leaf(site.Authority(), "*"), site.Authority())
            .Tlsa("mx.deep", site.Authority().Tlsa(2))),
        Refused("ta-no-authority.test", "5.7.323", "2 1 1, the one in the middle may not sign", site =>
        {
            LabCertificate middle = site.Leaf(site.Authority(), "middle");
            site.MailHost([site.Leaf(middle), middle, site.Authority()], site.Authority().Tlsa(2));
        }),
        Refused("ta-path-too-long.test", "5.7.323", "2 1 1, more authorities than the anchor allows", site =>
        {
            LabCertificate anchor = LabCertificates.Issue(new LabCertificateRequest
            {
                Subject = "an anchor with path length 0",
                NotBefore = MailTimes.Start,
                NotAfter = MailTimes.End,
                IsAuthority = true,
                PathLength = 0,
            });
            LabCertificate middle = site.Authority("intermediate", anchor);
            site.MailHost([site.Leaf(middle), middle, anchor], anchor.Tlsa(2));
        }),
    ];

    private static LabCertificate Intermediate(MailSite site) => site.Authority("intermediate", site.Authority());

    private static void Usual(MailSite site, string record) => site.MailHost([site.Leaf(site.Authority()), site.Authority()], record);

    private static void Named(MailSite site, string name) =>
        site.MailHost([site.Leaf(site.Authority(), name), site.Authority()], site.Authority().Tlsa(2));
}
