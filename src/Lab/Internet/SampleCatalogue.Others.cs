using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Internet;

/// <content>Domains whose mail flows without DANE, and domains that take none.</content>
internal static partial class SampleCatalogue
{
    private static IEnumerable<Entry> Unprotected()
    {
        yield return Plain("no-tlsa.lab", "no-dane", "Signed, but without TLSA records: mail flows, with TLS if the server likes.", site =>
            site.MailHost([site.Leaf()]));
        yield return Plain("no-tlsa-no-tls.lab", "no-dane", "Signed, no TLSA records, no TLS: mail flows in clear.", site =>
            site.MailHost(new LabMailBehaviour()));
        yield return Plain("unsigned.lab", "no-dane", "The zone is not signed, proved by its parent: its TLSA records count for nothing.", site =>
        {
            site.Delegation = SampleDelegation.Unsigned;
            site.MailHost([site.Leaf()], site.Leaf(host: "other").Tlsa());
        });
        yield return Plain("unsigned.sample", "no-dane", "Not signed, in a parent zone that names every delegation in its proofs.", site =>
        {
            site.Delegation = SampleDelegation.Unsigned;
            site.MailHost([site.Leaf()]);
        });
        yield return Plain("unsigned-provider.lab", "no-dane", "The domain is signed, its mail provider is not: the host has no DANE.", site =>
            site.Zone("@ MX 10 mx.unsigned-host.lab."));
        yield return Plain("sha1.lab", "no-dane", "Signed with SHA-1 only, which has counted as unsigned since RFC 9905.", site =>
        {
            site.Plan = SigningPlan.Simple("sha1.lab", SampleTimes.Inception, SampleTimes.Expiration, DnssecAlgorithm.RsaSha1Nsec3Sha1);
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        });
        yield return Plain("unusable-usage.lab", "encrypt-only", "1 1 1: this usage means nothing for mail; TLS is required, nobody is authenticated.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa(1)));
        yield return Plain("short-digest.lab", "encrypt-only", "The digest is cut short, so the record is unusable; TLS is required all the same.", site =>
            site.MailHost([site.Leaf()], site.Leaf().Tlsa()[..^2]));
    }

    private static IEnumerable<Entry> NoMail()
    {
        yield return new Entry(new SampleDomain("null-mx.lab", "A null MX: the domain takes no mail and says so.", "null-mx", "5.1.10"), site =>
            site.Zone("@ MX 0 ."));
        yield return new Entry(new SampleDomain("connection-refused.lab", "The host exists and nothing listens there.", "unreachable", "5.4.317"), site =>
            site.MailHost(Sound(site) with { Fault = LabMailFault.RefusesConnection }, site.Leaf().Tlsa()));
        yield return new Entry(new SampleDomain("no-such-domain.sample", "The domain does not exist, proved.", "no-such-domain", "5.1.2"), site =>
            site.Delegation = SampleDelegation.Missing);
    }
}
