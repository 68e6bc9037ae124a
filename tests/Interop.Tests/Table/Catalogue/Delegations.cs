using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>What a parent says of a child: a DS, several, none, ones that nobody can use; and how far that reaches.</summary>
internal static class Delegations
{
    private const string Little = "www A 192.0.2.1\n";

    public static void AddTo(RowList list)
    {
        Unsigned(list);
        OptOut(list);
        Records(list);
        Deep(list);
        BrokenAbove(list);
    }

    private static void Unsigned(RowList list)
    {
        list.Add(new ZonePlan("plain.test", SigningTool.None, Authority.Named))
            .Ask("www", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("nothing", "A", Insecure(ReasonKind.InsecureDelegation, exists: false))
            .Ask("www", "TXT", Insecure(ReasonKind.InsecureDelegation))
            .Ask("alias", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("", "DS", Secure);
        list.Add(new ZonePlan("signed.plain.test", SigningTool.Bind, Authority.Nsd) { Records = Little, Story = "its DS is in an unsigned zone" })
            .Ask("www", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("nothing", "A", Insecure(ReasonKind.InsecureDelegation, exists: false));
        list.Add(new ZonePlan("island.test", SigningTool.Ldns, Authority.Knotd) { Records = Little, Delegated = Nothing, Story = "signed, no DS" })
            .Ask("www", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("nothing", "A", Insecure(ReasonKind.InsecureDelegation, exists: false));
        list.Add(new ZonePlan("ruin.test", SigningTool.Bind, Authority.Nsd)
        {
            Records = Little,
            Delegated = Nothing,
            Window = SigningWindow.DaysFromNow(-20, -10),
            Story = "signatures expired, no DS",
        }).Ask("www", "A", Insecure(ReasonKind.InsecureDelegation));
        list.Add(new ZonePlan("par3.test", SigningTool.Ldns, Authority.Nsd) { Records = Little, Denial = new DenialPlan(true, 3, "BEEF") })
            .Ask("un", "DS", Secure)
            .Ask("www", "A", Secure);
        list.Add(new ZonePlan("un.par3.test", SigningTool.None, Authority.Knotd) { Records = Little })
            .Ask("www", "A", Insecure(ReasonKind.InsecureDelegation))
            .Ask("a.b.c", "A", Insecure(ReasonKind.InsecureDelegation, exists: false));
        list.Add(new ZonePlan("par151.test", SigningTool.Ldns, Authority.Named) { Records = Little, Denial = new DenialPlan(true, 151) });
        list.Add(new ZonePlan("un.par151.test", SigningTool.None, Authority.Nsd) { Records = Little })
            .Ask("www", "A", Insecure(ReasonKind.Nsec3IterationsTooHigh));
        list.Add(new ZonePlan("sec.par151.test", SigningTool.Knot, Authority.Nsd) { Records = Little })
            .Ask("www", "A", Secure);
    }

    private static void OptOut(RowList list)
    {
        (string Apex, SigningTool Tool, Authority Server)[] parents =
            [("opt-b.test", SigningTool.Bind, Authority.Nsd), ("opt-l.test", SigningTool.Ldns, Authority.Named), ("opt-k.test", SigningTool.Knot, Authority.Knotd)];
        foreach ((string apex, SigningTool tool, Authority server) in parents)
        {
            list.Add(new ZonePlan(apex, tool, server) { Denial = new DenialPlan(true, 0, OptOut: true) })
                .Ask("www", "A", Secure)
                .Ask("www", "TXT", Secure)
                .Ask("nothing", "A", Insecure(ReasonKind.OptOutDelegation, exists: false))
                .Ask("any.wild", "A", Insecure(ReasonKind.OptOutDelegation));
            // ldns sets the flag, and yet gives every delegation a record of its own.
            list.Add(new ZonePlan("un." + apex, SigningTool.None, Authority.Named) { Records = Little })
                .Ask("www", "A", Insecure(tool == SigningTool.Ldns ? ReasonKind.InsecureDelegation : ReasonKind.OptOutDelegation))
                .Ask("", "DS", tool == SigningTool.Ldns ? Secure : Insecure(ReasonKind.OptOutDelegation));
            list.Add(new ZonePlan("sec." + apex, SigningTool.Bind, Authority.Knotd) { Records = Little })
                .Ask("www", "A", Secure)
                .Ask("nothing", "A", SecureNxDomain);
        }
    }

    private static void Records(RowList list)
    {
        Zone("ds-384.test", "DS with SHA-384 only", ds => ds.WithDigestAsync(4)).Ask("www", "A", Secure);
        Zone("ds-both.test", "DS with SHA-256 and SHA-384", async ds => ds.Own + await ds.WithDigestAsync(4)).Ask("www", "A", Secure);
        Zone("ds-1-2.test", "DS with SHA-1 and SHA-256", async ds => await ds.WithDigestAsync(1) + ds.Own).Ask("www", "A", Secure);
        Zone("ds-1.test", "DS with SHA-1 only", ds => ds.WithDigestAsync(1)).Ask("www", "A", Insecure(ReasonKind.Sha1Policy));
        Zone("ds-bad1-2.test", "DS with SHA-1 wrong, with SHA-256 right", async ds => Delegation.Spoilt(await ds.WithDigestAsync(1)) + ds.Own).Ask("www", "A", Secure);

        // RFC 4509 section 3: where there is a DS with SHA-256, those with SHA-1 are ignored.
        Zone("ds-1-bad2.test", "DS with SHA-1 right, with SHA-256 wrong", async ds => await ds.WithDigestAsync(1) + Delegation.Spoilt(ds.Own))
            .Ask("www", "A", Bogus(ReasonKind.NoKeyMatchesDelegation));
        Zone("ds-2-bad4.test", "DS with SHA-256 right, with SHA-384 wrong", async ds => ds.Own + Delegation.Spoilt(await ds.WithDigestAsync(4))).Ask("www", "A", Secure);
        Zone("ds-bad.test", "digest of the DS wrong", ds => Task.FromResult(Delegation.Spoilt(ds.Own)))
            .Ask("www", "A", Bogus(ReasonKind.NoKeyMatchesDelegation))
            .Ask("nothing", "A", Bogus(ReasonKind.NoKeyMatchesDelegation))
            .Ask("", "DNSKEY", Bogus(ReasonKind.NoKeyMatchesDelegation))
            .Ask("", "DS", Secure);
        Zone("ds-other.test", "DS for a key that is not there", ds => Task.FromResult(ds.Fake())).Ask("www", "A", Bogus(ReasonKind.NoKeyMatchesDelegation));
        Zone("ds-spare.test", "a second DS fits no key", ds => Task.FromResult(ds.Own + ds.Fake())).Ask("www", "A", Secure);
        Zone("ds-alg253.test", "DS for an algorithm nobody knows", ds => Task.FromResult(ds.Fake(algorithm: 253)))
            .Ask("www", "A", Insecure(ReasonKind.DelegationAlgorithmsUnsupported))
            .Ask("nothing", "A", Insecure(ReasonKind.DelegationAlgorithmsUnsupported, exists: false));
        Zone("ds-alg200.test", "DS for an algorithm not in use", ds => Task.FromResult(ds.Fake(algorithm: 200))).Ask("www", "A", Insecure(ReasonKind.DelegationAlgorithmsUnsupported));
        Zone("ds-dig200.test", "DS with a digest nobody knows", ds => Task.FromResult(ds.Fake(digest: 200)))
            .Ask("www", "A", Insecure(ReasonKind.DelegationDigestsUnsupported));
        Zone("ds-alg253-13.test", "one DS for an algorithm nobody knows, one right", ds => Task.FromResult(ds.Fake(algorithm: 253) + ds.Own)).Ask("www", "A", Secure);
        Zone("ds-dig200-2.test", "one DS with a digest nobody knows, one right", ds => Task.FromResult(ds.Fake(digest: 200) + ds.Own)).Ask("www", "A", Secure);
        Zone("ds-alg253-bad.test", "one DS for an algorithm nobody knows, one wrong", ds => Task.FromResult(ds.Fake(algorithm: 253) + Delegation.Spoilt(ds.Own)))
            .Ask("www", "A", Bogus(ReasonKind.NoKeyMatchesDelegation));
        Zone("ds-dig200-bad.test", "one DS with a digest nobody knows, one wrong", ds => Task.FromResult(ds.Fake(digest: 200) + Delegation.Spoilt(ds.Own)))
            .Ask("www", "A", Bogus(ReasonKind.NoKeyMatchesDelegation));
        Zone("ds-short.test", "digest of the DS cut short", ds => Task.FromResult(ds.Fake(octets: 20))).Ask("www", "A", Bogus(ReasonKind.NoKeyMatchesDelegation));
        Zone("ds-many.test", "eight DS that fit nothing, and the right one", ds => Task.FromResult(
            string.Concat(Enumerable.Range(1, 8).Select(i => ds.Fake().Replace("BBBB", $"A{i}A{i}", StringComparison.Ordinal))) + ds.Own)).Ask("www", "A", Secure);
        list.Add(new ZonePlan("ds-none.test", SigningTool.None, Authority.Knotd) { Records = Little, Delegated = ds => Task.FromResult(ds.Fake()), Story = "a DS, and no signature in the zone" })
            .Ask("www", "A", Bogus(ReasonKind.KeysMissing))
            .Ask("nothing", "A", Bogus(ReasonKind.KeysMissing));

        RowList.Asked Zone(string apex, string story, Func<Delegation, Task<string>> delegated) => list.Add(
            new ZonePlan(apex, SigningTool.Bind, (Authority)(list.Zones.Count % 3)) { Records = Little, Delegated = delegated, Story = story });
    }

    private static void Deep(RowList list)
    {
        string apex = "test";
        SigningTool[] tools = [SigningTool.Bind, SigningTool.Ldns, SigningTool.Knot];
        for (int i = 1; i <= 6; i++)
        {
            apex = $"c{i}.{apex}";
            RowList.Asked asked = list.Add(new ZonePlan(apex, tools[i % 3], (Authority)(i % 2))
            {
                Records = Little,
                Denial = i % 2 == 0 ? DenialPlan.Nsec3 : DenialPlan.Nsec,
                Keys = KeyPlan.One(i % 2 == 0 ? 13 : 15),
                Story = "a chain of six zones",
            });
            if (i == 6)
            {
                asked.Ask("www", "A", Secure).Ask("nothing", "A", SecureNxDomain).Ask("", "DS", Secure);
            }
        }

        list.Add(new ZonePlan("z.y.x.w.test", SigningTool.Knot, Authority.Named) { Records = Little, Story = "three empty names between it and its parent" })
            .Ask("www", "A", Secure)
            .Ask("a.b.c.d.e.f", "A", SecureNxDomain)
            .Ask("", "DS", Secure);
        list.Add(new ZonePlan("u.y.x.w.test", SigningTool.None, Authority.Named) { Records = Little, Story = "the same, unsigned" })
            .Ask("www", "A", Insecure(ReasonKind.InsecureDelegation));
    }

    private static void BrokenAbove(RowList list)
    {
        Parent("up-sig.test", "signature over the DS of 'sub' spoilt", zone => zone.Damage("sub", "DS"), SigningTool.Bind, ReasonKind.SignatureWrong);
        Parent("up-nosig.test", "signature over the DS of 'sub' gone", zone => zone.RemoveSignatures("sub", "DS"), SigningTool.Bind, ReasonKind.SignatureMissing);
        Parent("up-nods.test", "DS of 'sub' gone, NSEC still says that there is one", zone => zone.RemoveSigned("sub", "DS"), SigningTool.Bind, ReasonKind.TypeExists);
        Parent("up-nonsec.test", "NSEC of 'sub' gone", zone => zone.RemoveSigned("sub", "NSEC"), SigningTool.None, ReasonKind.NameNotDenied);
        Parent("up-nsecsig.test", "signature over the NSEC of 'sub' spoilt", zone => zone.Damage("sub", "NSEC"), SigningTool.None, ReasonKind.SignatureWrong);

        void Parent(string apex, string story, Action<SignedZone> edit, SigningTool child, ReasonKind why)
        {
            list.Add(new ZonePlan(apex, SigningTool.Bind, Authority.Nsd) { Records = Little }.With(story, edit)).Ask("www", "A", Secure);
            list.Add(new ZonePlan("sub." + apex, child, Authority.Knotd) { Records = Little }).Ask("www", "A", Bogus(why));
        }
    }

    private static Task<string> Nothing(Delegation own) => Task.FromResult("");
}
