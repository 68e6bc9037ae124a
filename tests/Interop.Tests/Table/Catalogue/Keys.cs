using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Several keys: rolls half done, keys that stand by, keys revoked, algorithms side by side; and keys that are missing.</summary>
internal static class Keys
{
    private const string Little = "www A 192.0.2.1\n";

    public static void AddTo(RowList list)
    {
        Whole(list);
        Broken(list);
    }

    private static void Whole(RowList list)
    {
        Zone("key-2ksk.test", SigningTool.Bind, "two KSK, one of them in the DS", new(13, KeyRole.Entry), new(13, KeyRole.Entry) { Delegated = false }, new(13, KeyRole.Zone));
        Zone("key-2ksk-ds.test", SigningTool.Ldns, "two KSK, both in the DS", new(13, KeyRole.Entry), new(13, KeyRole.Entry), new(13, KeyRole.Zone));
        Zone("key-2zsk.test", SigningTool.Bind, "every set signed by two ZSK", new(13, KeyRole.Entry), new(13, KeyRole.Zone), new(13, KeyRole.Zone));
        Zone("key-ready.test", SigningTool.Knot, "a ZSK published ahead", new(13, KeyRole.Entry), new(13, KeyRole.Zone), new(13, KeyRole.Zone) { Signs = false });
        Zone("key-standby.test", SigningTool.Bind, "a KSK in the DS that signs nothing, beside one that does", new(13, KeyRole.Entry), new(13, KeyRole.Entry) { Signs = false }, new(13, KeyRole.Zone));
        Zone("key-revoked.test", SigningTool.Bind, "one of two KSK revoked", new(13, KeyRole.Entry), new(13, KeyRole.Entry) { Revoked = true, Delegated = false }, new(13, KeyRole.Zone));
        Zone("key-8-13.test", SigningTool.Bind, "RSA and ECDSA, both everywhere", [.. KeyPlan.Pair(8), .. KeyPlan.Pair(13)]);
        Zone("key-13-15.test", SigningTool.Ldns, "ECDSA and Ed25519, both everywhere", [.. KeyPlan.One(13), .. KeyPlan.One(15)]);
        Zone("key-8-14.test", SigningTool.Knot, "RSA and ECDSA, both everywhere", [.. KeyPlan.Pair(8), .. KeyPlan.Pair(14)]);
        Zone("key-5-13.test", SigningTool.Bind, "RSA with SHA-1 and ECDSA, both everywhere", [.. KeyPlan.Pair(5), .. KeyPlan.Pair(13)]);
        Zone("key-roll.test", SigningTool.Bind, "a new algorithm signs already, and has no DS yet", [.. KeyPlan.One(8), .. KeyPlan.One(13).Select(key => key with { Delegated = false })]);
        Zone("key-many.test", SigningTool.Ldns, "five keys, all sign", [.. Enumerable.Repeat(new KeyPlan(15, KeyRole.Both), 5)]);
        Zone("key-mixed.test", SigningTool.Knot, "one KSK, one key for both uses", new(13, KeyRole.Both), new(13, KeyRole.Entry));

        // RFC 6840 section 5.11: one algorithm of those in the DS is enough for who validates.
        list.Add(new ZonePlan("key-half.test", SigningTool.Bind, Authority.Nsd)
        {
            Records = Little,
            Keys = [.. KeyPlan.Pair(8), .. KeyPlan.Pair(13)],
        }.With("two algorithms in the DS, one of them signs", zone => zone.Filter(line => line.Covered is null || line.Fields[1] == "13")))
            .Ask("www", "A", Secure)
            .Ask("nothing", "A", SecureNxDomain);
        list.Add(new ZonePlan("key-turn.test", SigningTool.Bind, Authority.Named)
        {
            Records = Little,
            Keys = [.. KeyPlan.Pair(8), .. KeyPlan.Pair(13)],
        }.With("two algorithms; the keys are signed by one, everything else by the other", zone => zone.Filter(
            line => line.Covered is null || line.Fields[1] == (line.Covered == "DNSKEY" ? "8" : "13"))))
            .Ask("www", "A", Secure);
        list.Add(new ZonePlan("key-zsk-ds.test", SigningTool.Bind, Authority.Knotd)
        {
            Records = Little,
            Keys = KeyPlan.Pair(13),
            Delegated = ds => ds.WithDigestAsync(2, 1),
            Story = "the DS names the ZSK, which signs the keys too",
        }).Ask("www", "A", Secure);

        void Zone(string apex, SigningTool tool, string story, params KeyPlan[] keys) => list.Add(
            new ZonePlan(apex, tool, (Authority)(list.Zones.Count % 3)) { Records = Little, Keys = keys, Story = story })
            .Ask("www", "A", Secure)
            .Ask("nothing", "A", SecureNxDomain);
    }

    private static void Broken(RowList list)
    {
        Zone("key-none.test", "no DNSKEY", zone => zone.RemoveSigned("", "DNSKEY"), ReasonKind.KeysMissing);
        Zone("key-unsigned.test", "DNSKEY without signature", zone => zone.RemoveSignatures("", "DNSKEY"), ReasonKind.KeysUnsigned);
        Zone("key-badsig.test", "signatures over the DNSKEY spoilt", zone => zone.Damage("", "DNSKEY"), ReasonKind.SignatureWrong);
        Zone("key-bykey.test", "DNSKEY signed by the ZSK alone", zone => zone.ChangeSignatures(
            "", "DNSKEY", line => line.Fields[6] == zone.Signed("", "SOA").Single(other => other.Covered == "SOA").Fields[6] ? [line] : []), ReasonKind.KeysNotSelfSigned);
        Zone("key-lost.test", "the ZSK taken out of the DNSKEY", zone => zone.Change("", "DNSKEY", line => line.Fields[0] == "256" ? [] : [line]), ReasonKind.SignatureWrong);
        Zone("key-more.test", "a key more than was signed", zone => zone.Add("", "DNSKEY", "256 3 13 " + Convert.ToBase64String(new byte[64])), ReasonKind.SignatureWrong);
        Zone("key-flag.test", "the zone bit of the KSK cleared", zone => zone.Change(
            "", "DNSKEY", line => [line.Fields[0] == "257" ? line.WithField(0, "1") : line]), ReasonKind.NoKeyMatchesDelegation);
        Zone("key-proto.test", "protocol of the KSK not 3", zone => zone.Change(
            "", "DNSKEY", line => [line.Fields[0] == "257" ? line.WithField(1, "2") : line]), ReasonKind.NoKeyMatchesDelegation);
        Zone("key-ttl.test", "TTL of the keys 0", zone => zone.SetTtl("", "DNSKEY", 0), null);

        list.Add(new ZonePlan("key-gone.test", SigningTool.Bind, Authority.Nsd)
        {
            Records = Little,
            Keys = KeyPlan.Pair(13),
            Story = "signed by a ZSK that has left the DNSKEY",
            Edited = async work =>
            {
                SignedZone without = await work.SignAgainAsync(plan => plan with { Keys = [plan.Keys[0], plan.Keys[1] with { Published = false }] });
                work.Zone.RemoveSigned("", "DNSKEY");
                work.Zone.Add(without.Signed("", "DNSKEY"));
            },
        }).Ask("www", "A", Bogus(ReasonKind.SignatureKeyUnknown)).Ask("nothing", "A", Bogus(ReasonKind.SignatureKeyUnknown)).Ask("", "DNSKEY", Secure);
        list.Add(new ZonePlan("key-revoked-ds.test", SigningTool.Bind, Authority.Named)
        {
            Records = Little,
            Keys = [new(13, KeyRole.Entry) { Revoked = true }, new(13, KeyRole.Zone)],
            Delegated = ds => ds.ByLdnsAsync(0),
            Story = "the DS names a revoked key",
        }).Ask("www", "A", Bogus(ReasonKind.KeyRevoked));

        void Zone(string apex, string story, Action<SignedZone> edit, ReasonKind? why) => list.Add(
            new ZonePlan(apex, SigningTool.Bind, (Authority)(list.Zones.Count % 3)) { Records = Little, Keys = KeyPlan.Pair(13) }.With(story, edit))
            .Ask("www", "A", why is { } kind ? Bogus(kind) : Secure);
    }
}
