using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Internet;

/// <summary>The sample domains, each a few lines, in reading order: what works, what fails, and what is not protected.</summary>
internal static partial class SampleCatalogue
{
    /// <summary>A domain and how it is built.</summary>
    public sealed record Entry(SampleDomain Domain, Action<SampleSite> Build);

    /// <summary>Every sample domain.</summary>
    public static IReadOnlyList<Entry> Domains { get; } = [.. Sound(), .. FailingDane(), .. FailingDns(), .. Unprotected(), .. NoMail()];

    /// <summary>Zones that sample domains lean on and that are no samples themselves.</summary>
    public static IReadOnlyList<(string Domain, Action<SampleSite> Build)> Infrastructure { get; } =
    [
        ("provider.lab", site => site
            .Host("mx", Sound(site))
            .Host("spare", Sound(site, "spare"))
            .Tlsa("mx", site.Leaf().Tlsa())
            .Tlsa("spare", site.Leaf(host: "spare").Tlsa())
            .Zone($"shared-tlsa TLSA {site.Leaf().Tlsa()}")),
        ("unsigned-host.lab", site =>
        {
            site.Delegation = SampleDelegation.Unsigned;
            site.Host("mx", Sound(site)).Tlsa("mx", site.Leaf().Tlsa());
        }),
    ];

    private static LabMailBehaviour Sound(SampleSite site, string host = "mx") => new() { Chain = [site.Leaf(host: host)] };

    private static Entry Ok(string name, string says, Action<SampleSite> build) => new(new SampleDomain(name, says, "dane-ok", null), build);

    private static Entry Dane(string name, string code, string says, Action<SampleSite> build) =>
        new(new SampleDomain(name, says, "dane-failed", code), build);

    private static Entry Bogus(string name, string says, Action<SampleSite> build) =>
        new(new SampleDomain(name, says, "dnssec-bogus", "5.7.324"), build);

    private static Entry Plain(string name, string verdict, string says, Action<SampleSite> build) =>
        new(new SampleDomain(name, says, verdict, null), build);

    private static IEnumerable<Entry> Sound()
    {
        yield return Ok("key-digest.lab", "3 1 1: the digest of the server's key, the record most often recommended.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa()));
        yield return Ok("key-digest-512.lab", "3 1 2: the same with SHA-512.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 2)));
        yield return Ok("certificate-digest.lab", "3 0 1: the digest of the whole certificate; it changes with every renewal.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa(selector: 0)));
        yield return Ok("whole-key.sample", "3 1 0: the key itself, not a digest.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa(matching: 0)));
        yield return Ok("both-families.lab", "The host has an IPv4 and an IPv6 address; both lead to the same server.", site => site
            .Zone("@ MX 10 mx")
            .Host("mx", Sound(site), bothFamilies: true)
            .Tlsa("mx", site.Leaf().Tlsa()));
        yield return Ok("rollover.sample", "The keys of today and tomorrow, published side by side.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa(), site.Leaf(host: "tomorrow").Tlsa()));
        yield return Ok("expired-but-named.lab", "The certificate has expired; under usage 3 its dates do not count.", site =>
        {
            LabCertificate expired = LabCertificates.Leaf("mx.expired-but-named.lab", SampleTimes.Now.AddDays(-90), SampleTimes.Now.AddDays(-1));
            site.MailHost([expired], expired.Tlsa());
        });
        yield return Ok("other-name.lab", "The certificate bears another name; under usage 3 names do not count.", site =>
            site.MailHost([site.Leaf(host: "elsewhere")], site.Leaf(host: "elsewhere").Tlsa()));
        yield return Ok("authority.lab", "2 1 1: the digest of the authority's key; the authority is sent along.", site =>
            site.MailHost([site.Leaf(site.Authority()), site.Authority()], site.Authority().Tlsa(2)));
        yield return Ok("authority-in-dns.lab", "2 0 0: the authority's certificate stands in DNS and is not sent.", site =>
            site.MailHost([site.Leaf(site.Authority())], site.Authority().Tlsa(2, 0, 0)));
        yield return Ok("second-host.lab", "The better host fails DANE, the next one passes: mail flows, and the first should be mended.", site => site
            .Zone("@ MX 10 mx\n@ MX 20 mx.provider.lab.")
            .Host("mx", Sound(site))
            .Tlsa("mx", site.Leaf(host: "lost").Tlsa()));
        yield return Ok("hosted.lab", "Mail is hosted elsewhere; the provider's records count.", site => site.Zone("@ MX 10 mx.provider.lab."));
        yield return Ok("alias-host.lab", "The MX host is an alias; the records of the name behind it count.", site => site
            .Zone("@ MX 10 mx\nmx CNAME mx.provider.lab."));
        yield return Ok("alias-tlsa.lab", "The TLSA name is an alias to records shared by many domains.", site => site
            .Zone("@ MX 10 mx\n_25._tcp.mx CNAME shared-tlsa.provider.lab.")
            .Host("mx", new LabMailBehaviour { Chain = [LabCertificates.Leaf("mx.provider.lab", SampleTimes.CertificateStart, SampleTimes.CertificateEnd)] }));
        yield return Ok("wildcard-tlsa.sample", "A wildcard answers for the TLSA name, with proof that nothing closer exists.", site => site
            .Zone($"@ MX 10 mx\n*.mx TLSA {site.Leaf().Tlsa()}")
            .Host("mx", Sound(site)));
        yield return Ok("implicit-mx.lab", "No MX record, proved; mail goes to the domain's own address.", site => site
            .Host("@", new LabMailBehaviour { Chain = [LabCertificates.Leaf("implicit-mx.lab", SampleTimes.CertificateStart, SampleTimes.CertificateEnd)] })
            .Zone($"_25._tcp TLSA {LabCertificates.Leaf("implicit-mx.lab", SampleTimes.CertificateStart, SampleTimes.CertificateEnd).Tlsa()}"));
        yield return Ok("nsec3.lab", "A zone that proves absence by hashed names.", site =>
        {
            site.Plan = site.Plan with { Denial = new DenialScheme.Nsec3() };
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        });
        foreach ((string name, DnssecAlgorithm algorithm, string says) in new[]
        {
            ("rsa.lab", DnssecAlgorithm.RsaSha256, "A zone signed with RSA and SHA-256 (algorithm 8)."),
            ("p384.lab", DnssecAlgorithm.EcdsaP384Sha384, "A zone signed with P-384 (algorithm 14)."),
            ("ed25519.lab", DnssecAlgorithm.Ed25519, "A zone signed with Ed25519 (algorithm 15)."),
        })
        {
            yield return Ok(name, says, site =>
            {
                site.Plan = SigningPlan.Simple(name, SampleTimes.Inception, SampleTimes.Expiration, algorithm);
                site.MailHost([site.Leaf()], site.Leaf().Tlsa());
            });
        }
    }
}
