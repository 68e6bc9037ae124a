using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Mail;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>Usage 3: every selector and matching type, and what does not count.</summary>
internal static class EndEntities
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Authenticated("ee-key-256.test", "3 1 1", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa())),
        Authenticated("ee-key-512.test", "3 1 2", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 2))),
        Authenticated("ee-key-full.test", "3 1 0", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 0))),
        Authenticated("ee-cert-256.test", "3 0 1", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(selector: 0))),
        Authenticated("ee-cert-512.test", "3 0 2", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(selector: 0, matching: 2))),
        Authenticated("ee-cert-full.test", "3 0 0", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa(selector: 0, matching: 0))),
        Authenticated("ee-expired.test", "3 1 1, the certificate has expired", site => site.MailHost([site.Leaf(-90, -1)], site.Leaf(-90, -1).Tlsa())),
        Authenticated("ee-early.test", "3 0 1, the certificate is not valid yet", site => site.MailHost([site.Leaf(1, 90)], site.Leaf(1, 90).Tlsa(selector: 0))),
        Authenticated("ee-other-name.test", "3 1 1, the certificate names another host", site => site
            .MailHost([site.Leaf(host: "elsewhere")], site.Leaf(host: "elsewhere").Tlsa())),
        Authenticated("ee-nameless.test", "3 0 1, a certificate without subject and names", site =>
        {
            LabCertificate nameless = LabCertificates.Issue(new LabCertificateRequest
            {
                Subject = "",
                NotBefore = MailTimes.Start,
                NotAfter = MailTimes.End,
                KeySeed = site.Domain,
                Issuer = site.Authority(),
            });
            site.MailHost([nameless], nameless.Tlsa(selector: 0));
        }),
        Authenticated("ee-issuer-missing.test", "3 1 1, the issuer is nowhere to be found", site => site
            .MailHost([site.Leaf(site.Authority())], site.Leaf(site.Authority()).Tlsa())),
        Authenticated("ee-padded.test", "3 1 1, certificates of others behind the server's own", site => site
            .MailHost([site.Leaf(), site.Leaf(host: "elsewhere"), site.Authority()], site.Leaf().Tlsa())),
        Authenticated("ee-rollover.test", "3 1 1 twice: today's key and tomorrow's", site => site
            .MailHost([site.Leaf()], site.Leaf(host: "tomorrow").Tlsa(), site.Leaf().Tlsa())),
        Refused("ee-mismatch.test", "5.7.323", "3 1 1 of another key", site => site.MailHost([site.Leaf()], site.Leaf(host: "old").Tlsa())),
        Refused("ee-cert-mismatch.test", "5.7.323", "3 0 1 of the certificate before renewal, the key unchanged", site => site
            .MailHost([site.Leaf(-2, 20)], site.Leaf(-90, -1).Tlsa(selector: 0))),
        Refused("ee-of-issuer.test", "5.7.323", "3 1 1 of the issuer: usage 3 looks at the server's certificate alone", site => site
            .MailHost([site.Leaf(site.Authority()), site.Authority()], site.Authority().Tlsa())),
    ];
}
