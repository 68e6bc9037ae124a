using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Mail;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>Servers that do not get as far as a certificate, with records and without.</summary>
internal static class Sessions
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Refused("no-starttls.test", "5.7.321", "3 1 1, and the server has no TLS", site => site.MailHost([], site.Leaf().Tlsa())),
        Refused("no-starttls-ta.test", "5.7.321", "2 1 1, and the server has no TLS", site => site.MailHost([], site.Authority().Tlsa(2))),
        Refused("starttls-454.test", "5.7.321", "3 1 1, and the server answers 454 to STARTTLS", site => Odd(site, LabMailFault.RefusesStartTls)),
        Refused("starttls-closes.test", "5.7.321", "3 1 1, and the server hangs up at STARTTLS", site => Odd(site, LabMailFault.ClosesAtStartTls)),
        Refused("starttls-injected.test", "5.7.321", "3 1 1, and a reply in clear behind the 220 that announces TLS", site => Odd(site, LabMailFault.InjectsAfterStartTls)),
        Refused("handshake-garbage.test", "5.7.321", "3 1 1, and octets that are no TLS", site => Odd(site, LabMailFault.SpeaksGarbageTls)),
        Refused("handshake-closes.test", "5.7.321", "3 1 1, and the server hangs up in the handshake", site => Odd(site, LabMailFault.ClosesInHandshake)),
        Authenticated("454-then-right.test", "the better host answers 454 to STARTTLS, the other one is right", site => site
            .Zone("@ MX 5 odd")
            .Host("odd", Sound(site.Leaf(host: "odd")) with { Fault = LabMailFault.RefusesStartTls })
            .Tlsa("odd", site.Leaf(host: "odd").Tlsa())
            .MailHost([site.Leaf()], site.Leaf().Tlsa())),
        new("may-454.test", "no records, and the server answers 454 to STARTTLS", MailVerdict.Cleartext, site => site
            .MailHost(Sound(site.Leaf()) with { Fault = LabMailFault.RefusesStartTls })),
        Refused("greets-554.test", "5.4.317", "3 1 1, and the server wants no mail", site => Says(site, "CONNECT", "554 5.3.2 not today\r\n")),
        Refused("greets-421.test", "5.4.317", "3 1 1, and the server has no time", site => Says(site, "CONNECT", "421 4.3.2 too busy\r\n")),
        Authenticated("greets-421-then-right.test", "the better host has no time, the other one is right", site => site
            .Zone("@ MX 5 odd")
            .Host("odd", Sound(site.Leaf(host: "odd")) with { Replies = new Dictionary<string, string> { ["CONNECT"] = "421 4.3.2 too busy\r\n" } })
            .Tlsa("odd", site.Leaf(host: "odd").Tlsa())
            .MailHost([site.Leaf()], site.Leaf().Tlsa())),
        Refused("closes.test", "5.4.317", "3 1 1, and the server hangs up at once", site => Odd(site, LabMailFault.ClosesAtConnect)),
    ];

    private static void Odd(MailSite site, LabMailFault fault) => site.MailHost(Sound(site.Leaf()) with { Fault = fault }, site.Leaf().Tlsa());

    private static void Says(MailSite site, string at, string reply) => site.MailHost(
        Sound(site.Leaf()) with { Replies = new Dictionary<string, string> { [at] = reply } }, site.Leaf().Tlsa());
}
