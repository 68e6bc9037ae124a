using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Differential.Worlds;

/// <summary>Throws dice for a world: two zones below the root, others below those, one of them under a name without records.</summary>
internal static class WorldMaker
{
    private static readonly DnssecAlgorithm[] Algorithms =
    [
        DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha256,
        DnssecAlgorithm.RsaSha512, DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed25519, DnssecAlgorithm.EcdsaP256Sha256,
    ];

    private static readonly DenialKind[] Denials =
    [
        DenialKind.Nsec, DenialKind.Nsec, DenialKind.Nsec, DenialKind.Nsec, DenialKind.Nsec3, DenialKind.Nsec3, DenialKind.Nsec3,
        DenialKind.Nsec3Salted, DenialKind.OptOut, DenialKind.OptOut, DenialKind.OptOut,
    ];

    private static readonly KeyFlaw[] SoundKeys =
    [
        KeyFlaw.WithoutSep, KeyFlaw.RevokedToo, KeyFlaw.Standby, KeyFlaw.UnknownAlgorithmToo, KeyFlaw.SameTag, KeyFlaw.MalformedToo, KeyFlaw.SecondAlgorithm,
    ];

    private static readonly DelegationKind[] SoundDelegations =
    [
        DelegationKind.Sha384, DelegationKind.TwoDigests, DelegationKind.Without, DelegationKind.UnknownAlgorithm, DelegationKind.UnknownAlgorithmToo,
        DelegationKind.UnknownDigest, DelegationKind.UnknownDigestToo, DelegationKind.Sha1, DelegationKind.WrongDigestToo,
    ];

    private static readonly RecordType[] Bits =
    [
        RecordType.A, RecordType.NS, RecordType.SOA, RecordType.CNAME, RecordType.DNAME, RecordType.DS, RecordType.TXT, RecordType.RRSIG,
    ];

    /// <summary>What every zone has, below its own apex. <c>{0}</c> is another zone.</summary>
    private const string Usual =
        """
        @            MX    10 mail
        @            TXT   "apex"
        www          A     192.0.2.1
        www          A     192.0.2.2
        www          TXT   "www"
        mail         A     192.0.2.25
        _25._tcp.mail TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922
        a.ent        A     192.0.2.3
        *.wild       A     192.0.2.4
        *.wild       TXT   "wild"
        own.wild     A     192.0.2.5
        alias        CNAME www
        nowhere      CNAME nothing
        out          CNAME www.{0}.
        awry         CNAME any.wild.{0}.
        lost         CNAME nothing.{0}.
        *.also       CNAME www.{0}.
        moved        DNAME {0}.
        within       DNAME ent

        """;

    private static readonly (string Owner, RecordType Type)[] Sets =
    [
        ("@", RecordType.SOA), ("@", RecordType.NS), ("@", RecordType.MX), ("@", RecordType.DNSKEY), ("www", RecordType.A), ("www", RecordType.A), ("www", RecordType.TXT),
        ("mail", RecordType.A), ("_25._tcp.mail", RecordType.TLSA), ("a.ent", RecordType.A), ("*.wild", RecordType.A), ("*.wild", RecordType.TXT), ("own.wild", RecordType.A),
        ("alias", RecordType.CNAME), ("out", RecordType.CNAME), ("awry", RecordType.CNAME), ("*.also", RecordType.CNAME), ("moved", RecordType.DNAME), ("within", RecordType.DNAME),
    ];

    private static readonly string[] Denied = ["@", "www", "mail", "ent", "a.ent", "wild", "*.wild", "own.wild", "alias", "moved", "also", "_tcp.mail"];

    public static WorldPlan Make(Dice dice)
    {
        // Parent before child; a zone without a row of its own here is below a name that has nothing.
        List<string> apexes = ["lab", "lib", "one.lab", "two.lab", "plain.lab", "three.lib", "far.off.lib"];
        apexes.Add("sub." + dice.Pick("one.lab", "two.lab", "three.lib"));
        apexes.Add("bare." + dice.Pick("one.lab", "two.lab", "three.lib", "sub.one.lab"));

        // Every third world is sound, odd as it may be: there, nothing may go wrong.
        bool isSound = dice.OneIn(3);
        List<ZonePlan> zones = [];
        foreach (string apex in apexes)
        {
            string other = dice.Pick(apexes.Where(each => each != apex).ToArray());
            var zone = new ZonePlan(apex, Usual.Replace("{0}", other, StringComparison.Ordinal)) { Denial = dice.Pick(Denials) };
            zones.Add(apex is "plain.lab" || apex.StartsWith("bare.", StringComparison.Ordinal) ? Unsigned(zone, isSound, dice) : Signed(zone, apexes, isSound, dice));
        }

        return new WorldPlan(dice.Pick(Algorithms.Where(algorithm => algorithm != DnssecAlgorithm.Ed448).ToArray()), zones);
    }

    // Below an unsigned zone there may be a DS by mistake.
    private static ZonePlan Unsigned(ZonePlan zone, bool isSound, Dice dice) => zone with
    {
        IsSigned = false,
        Delegation = dice.OneIn(8) ? dice.Pick(isSound ? DelegationKind.UnknownAlgorithm : DelegationKind.ForNoKey, DelegationKind.UnknownAlgorithm, DelegationKind.UnknownDigest) : DelegationKind.Without,
    };

    private static ZonePlan Signed(ZonePlan zone, IReadOnlyList<string> apexes, bool isSound, Dice dice)
    {
        // What is wrong near the root is wrong for everything below: there, less is.
        bool isHigh = zone.Name.LabelCount == 1;
        zone = zone with { Algorithm = dice.OneIn(isHigh ? 80 : 30) ? DnssecAlgorithm.Ed448 : dice.Pick(Algorithms), HasTwoKeys = dice.OneIn(3) };
        if (dice.OneIn(isHigh ? 40 : 5))
        {
            zone = zone with { Keys = isSound ? dice.Pick(SoundKeys) : (KeyFlaw)(1 + dice.Below((int)KeyFlaw.Unsigned)) };
        }

        if (zone.Keys == KeyFlaw.SameTag && zone.Algorithm is not (DnssecAlgorithm.RsaSha256 or DnssecAlgorithm.RsaSha512))
        {
            zone = zone with { Algorithm = DnssecAlgorithm.RsaSha256 };
        }

        if (dice.OneIn(isHigh ? 40 : 5))
        {
            zone = zone with { Delegation = isSound ? dice.Pick(SoundDelegations) : (DelegationKind)(1 + dice.Below((int)DelegationKind.ForNoKey)) };
        }

        if (isSound)
        {
            return zone;
        }

        if (dice.OneIn(isHigh ? 80 : 20))
        {
            zone = zone with { Denial = dice.Pick(DenialKind.ManyIterations, DenialKind.Absent) };
        }

        for (int left = dice.Below(isHigh ? 2 : 4); left > 0; left--)
        {
            zone = zone with { Flaws = [.. zone.Flaws, Flaw(zone, apexes, dice)] };
        }

        return zone;
    }

    private static SetFlaw Flaw(ZonePlan zone, IReadOnlyList<string> apexes, Dice dice)
    {
        string[] children = [.. apexes.Where(apex => apex.EndsWith("." + zone.Apex, StringComparison.Ordinal)).Select(apex => apex[..^(zone.Apex.Length + 1)])];
        RecordType denial = zone.Denial == DenialKind.Nsec ? RecordType.NSEC : RecordType.NSEC3;
        if (dice.OneIn(3))
        {
            string owner = children.Length > 0 && dice.OneIn(2) ? dice.Pick(children) : dice.Pick(Denied);
            return dice.OneIn(2)
                ? new SetFlaw(dice.Pick(SetFlawKind.BitAdded, SetFlawKind.BitRemoved), owner, denial, dice.Pick(Bits))
                : new SetFlaw(dice.Pick(SetFlawKind.LeftOut, (SetFlawKind)dice.Below((int)SetFlawKind.LeftOut)), owner, denial);
        }

        (string Owner, RecordType Type) set = children.Length > 0 && dice.OneIn(6) ? (dice.Pick(children), RecordType.DS) : dice.Pick(Sets);
        return new SetFlaw((SetFlawKind)dice.Below((int)SetFlawKind.BitAdded), set.Owner, set.Type);
    }
}
