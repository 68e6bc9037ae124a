using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Internet;

/// <content>Domains to which no mail would flow: by their certificates and servers, or by their DNS.</content>
internal static partial class SampleCatalogue
{
    private static IEnumerable<Entry> FailingDane()
    {
        yield return Dane("stale-record.lab", "5.7.323", "The certificate was renewed with a new key, the record was forgotten.", site =>
            site.MailHost([site.Leaf()], site.Leaf(host: "last-year").Tlsa()));
        yield return Dane("weaker-digest.lab", "5.7.323", "The SHA-512 record is wrong, the SHA-256 one right: the stronger digest decides.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa(), site.Leaf(host: "other").Tlsa(matching: 2)));
        yield return Dane("leaf-as-authority.lab", "5.7.323", "2 1 1 with the digest of the server's own key: usage 2 must name an authority above it.", site =>
            site.MailHost([site.Leaf(site.Authority()), site.Authority()], site.Leaf(site.Authority()).Tlsa(2)));
        yield return Dane("authority-not-sent.lab", "5.7.323", "2 0 1 names an authority that the server does not send along.", site =>
            site.MailHost([site.Leaf(site.Authority())], site.Authority().Tlsa(2, 0)));
        yield return Dane("expired-certificate.lab", "5.7.322", "Under usage 2 the dates count, and the certificate has expired.", site =>
        {
            LabCertificate expired = LabCertificates.Leaf("mx.expired-certificate.lab", SampleTimes.Now.AddDays(-90), SampleTimes.Now.AddDays(-1), site.Authority());
            site.MailHost([expired, site.Authority()], site.Authority().Tlsa(2));
        });
        yield return Dane("wrong-name.lab", "5.7.325", "Under usage 2 the name counts, and the certificate bears another.", site =>
            site.MailHost([site.Leaf(site.Authority(), host: "elsewhere.example.org."), site.Authority()], site.Authority().Tlsa(2)));
        yield return Dane("no-starttls.lab", "5.7.321", "TLSA records promise TLS, the server does not offer it.", site =>
            site.MailHost(Sound(site) with { Fault = LabMailFault.OffersNoStartTls }, site.Leaf().Tlsa()));
        yield return Dane("starttls-refused.lab", "5.7.321", "The server offers STARTTLS and refuses it when asked.", site =>
            site.MailHost(Sound(site) with { Fault = LabMailFault.RefusesStartTls }, site.Leaf().Tlsa()));
        yield return Dane("starttls-injection.lab", "5.7.321", "Octets slip in before TLS begins: somebody on the way injects replies.", site =>
            site.MailHost(Sound(site) with { Fault = LabMailFault.InjectsAfterStartTls }, site.Leaf().Tlsa()));
        yield return Dane("broken-tls.lab", "5.7.321", "The server answers the handshake with what is no TLS.", site =>
            site.MailHost(Sound(site) with { Fault = LabMailFault.SpeaksGarbageTls }, site.Leaf().Tlsa()));
    }

    private static IEnumerable<Entry> FailingDns()
    {
        yield return Bogus("expired-signatures.lab", "The zone's signatures have expired: somebody forgot to sign again.", site =>
        {
            site.Plan = site.Plan with { Expiration = SampleTimes.Now.AddDays(-1) };
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        });
        yield return Bogus("future-signatures.lab", "The zone's signatures are not valid yet: a clock runs ahead somewhere.", site =>
        {
            site.Plan = site.Plan with { Inception = SampleTimes.Now.AddDays(1) };
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        });
        yield return Bogus("wrong-ds.lab", "The parent names a key that the zone does not have: a transfer or key change gone wrong.", site =>
        {
            site.Delegation = SampleDelegation.WrongKey;
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        });
        yield return Bogus("forged-mx.lab", "The MX record was changed after it was signed.", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Except("@", RecordType.MX, set => set with { Forge = _ => new MxRdata(10, DomainName.Parse("mx.provider.lab")) }));
        yield return Bogus("unsigned-mx.lab", "The MX record has lost its signature on the way.", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Except("@", RecordType.MX, set => set with { Damage = SignatureDamage.Omitted }));
        yield return Bogus("forged-tlsa.lab", "MX and addresses are sound, the TLSA record is forged: the host must not be used.", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Except("_25._tcp.mx", RecordType.TLSA, set => set with { Damage = SignatureDamage.Flipped }));
        yield return new Entry(new SampleDomain("silent-dns.lab", "No name server answers for the domain: what is true cannot be found out.", "undeterminable", "5.4.312"), site =>
            site.Delegation = SampleDelegation.Lame);
    }
}
