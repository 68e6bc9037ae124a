using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using static DaneCore.Interop.Tests.MailTable.Catalogue.MailList;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>DNS that is signed otherwise, does not hold, or does not come (RFC 7672 section 2.1).</summary>
internal static class Lookups
{
    public static IEnumerable<MailDomain> Domains =>
    [
        Authenticated("hashed.test", "absence is proved by hashed names", site =>
        {
            site.Plan = site.Plan! with { Denial = new DenialScheme.Nsec3() };
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        }),
        Authenticated("rsa.test", "a zone signed with RSA and SHA-256", site =>
        {
            site.Plan = SigningPlan.Simple(site.Domain, MailTimes.Start, MailTimes.End, DnssecAlgorithm.RsaSha256);
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        }),
        Encrypted("sha1.test", "a zone signed with SHA-1 counts as unsigned; its TLSA records are wrong", site =>
        {
            site.Plan = SigningPlan.Simple(site.Domain, MailTimes.Start, MailTimes.End, DnssecAlgorithm.RsaSha1Nsec3Sha1);
            site.MailHost([site.Leaf()], site.Leaf(host: "wrong").Tlsa());
        }),
        Refused("expired-zone.test", "5.7.324", "the zone's signatures have expired", site =>
        {
            site.Plan = site.Plan! with { Inception = MailTimes.Now.AddDays(-20), Expiration = MailTimes.Now.AddDays(-2) };
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        }),
        Refused("wrong-ds.test", "5.7.324", "the zone above names a key that is not there", site =>
        {
            site.Delegation = $"DS 4711 13 2 {new string('b', 64)}";
            site.MailHost([site.Leaf()], site.Leaf().Tlsa());
        }),
        Refused("stripped.test", "5.7.324", "the zone has lost its signatures", site =>
        {
            site.Delegation = $"DS 4711 13 2 {new string('b', 64)}";
            site.Unsigned().MailHost([site.Leaf()], site.Leaf().Tlsa());
        }),
        Refused("bogus-mx.test", "5.7.324", "the signature of the MX records is broken", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Except("@", RecordType.MX, set => set with { Damage = SignatureDamage.Flipped })),
        Refused("bogus-address.test", "5.7.324", "the signature of the address is broken", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Except("mx", RecordType.A, set => set with { Damage = SignatureDamage.Flipped })),
        Refused("bogus-tlsa.test", "5.7.324", "the signature of the TLSA records is broken", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Except(site.TlsaOwner("mx"), RecordType.TLSA, set => set with { Damage = SignatureDamage.Flipped })),
        Refused("bogus-denial.test", "5.7.324", "the signature that proves that there are no TLSA records is broken", site => site
            .MailHost([site.Leaf()])
            .Except("mx", RecordType.NSEC, set => set with { Damage = SignatureDamage.Flipped })),
        Authenticated("bogus-then-right.test", "the better host's TLSA records are forged, the other one is right", site => site
            .Zone("@ MX 5 odd")
            .Host("odd", site.Leaf(host: "odd"))
            .Tlsa("odd", site.Leaf(host: "odd").Tlsa())
            .Except(site.TlsaOwner("odd"), RecordType.TLSA, set => set with { Damage = SignatureDamage.Omitted })
            .MailHost([site.Leaf()], site.Leaf().Tlsa())),
        Refused("bogus-alias.test", "5.7.324", "the host is an alias whose signature is broken", site => site
            .Zone("@ MX 10 mx\nmx CNAME mx.provider.test.")
            .Except("mx", RecordType.CNAME, set => set with { Damage = SignatureDamage.Flipped })),
        Authenticated("broken-six.test", "that there are no IPv6 addresses is proved wrongly, the IPv4 address is right", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .Zone("mx AAAA 2001:db8::1")
            .Except("mx", RecordType.AAAA, set => set with { Damage = SignatureDamage.Flipped })),
        Authenticated("no-answer-six.test", "the question for IPv6 addresses fails, the IPv4 address is right", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .FaultFor(RecordType.AAAA, ReplyFaults.Fail(ResponseCode.ServFail))),
        Authenticated("both-families.test", "an address of each family, one server behind each", site => site
            .Zone("@ MX 10 mx\nmx AAAA ::1")
            .Host("mx", site.Leaf())
            .Tlsa("mx", site.Leaf().Tlsa(), site.Hosts.Six.Tlsa())) with { NeedsSix = true },
        Authenticated("six-alone.test", "the host has an IPv6 address only", site => site
            .Zone("@ MX 10 mx\nmx AAAA ::1")
            .Tlsa("mx", site.Hosts.Six.Tlsa())) with { NeedsSix = true },
        Authenticated("broken-four.test", "the signature of the IPv4 address is broken, the IPv6 address is right", site => site
            .Zone("@ MX 10 mx\nmx AAAA ::1")
            .Host("mx", site.Leaf())
            .Tlsa("mx", site.Hosts.Six.Tlsa())
            .Except("mx", RecordType.A, set => set with { Damage = SignatureDamage.Flipped })) with { NeedsSix = true },
        Refused("tlsa-servfail.test", "5.7.324", "signed addresses, SERVFAIL for TLSA", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .FaultFor(RecordType.TLSA, ReplyFaults.Fail(ResponseCode.ServFail))),
        Refused("tlsa-notimp.test", "5.7.324", "signed addresses, NOTIMP for TLSA", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .FaultFor(RecordType.TLSA, ReplyFaults.Fail(ResponseCode.NotImp))),
        Encrypted("unsigned-servfail.test", "unsigned addresses, SERVFAIL for TLSA: nobody asks", site => site
            .Unsigned()
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .FaultFor(RecordType.TLSA, ReplyFaults.Fail(ResponseCode.ServFail))),
        Encrypted("unsigned-notimp.test", "unsigned addresses, NOTIMP for TLSA: nobody asks", site => site
            .Unsigned()
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .FaultFor(RecordType.TLSA, ReplyFaults.Fail(ResponseCode.NotImp))),
        Authenticated("tlsa-servfail-then-right.test", "SERVFAIL for the better host's TLSA records, the other one is right", site => site
            .Zone("@ MX 5 odd")
            .Host("odd", site.Leaf(host: "odd"))
            .Tlsa("odd", site.Leaf(host: "odd").Tlsa())
            .Fault(ReplyFaults.Fail(ResponseCode.ServFail), site.TlsaOwner("odd"))
            .MailHost([site.Leaf()], site.Leaf().Tlsa())),
        Refused("mx-servfail.test", "5.4.312", "SERVFAIL for MX", site => site
            .MailHost([site.Leaf()], site.Leaf().Tlsa())
            .FaultFor(RecordType.MX, ReplyFaults.Fail(ResponseCode.ServFail))),
    ];
}
