using System.Globalization;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Cases;

/// <summary>Throws dice for questions about a world and for what befalls the replies.</summary>
internal static class CaseMaker
{
    /// <summary>Signing takes longer than asking, so a world serves for so many cases.</summary>
    public const int CasesPerWorld = 32;

    private const ulong ForWorlds = 0x57;
    private const ulong ForCases = 0xCA;

    private static readonly string[] Labels =
    [
        "@", "www", "www", "www", "mail", "_25._tcp.mail", "ent", "a.ent", "nothing.ent", "nothing", "no.thing", "zzz", "any.wild", "any.wild", "some.any.wild", "own.wild",
        "below.own.wild", "wild", "*.wild", "alias", "nowhere", "out", "awry", "lost", "any.also", "moved", "www.moved", "any.wild.moved", "nothing.moved", "a.within", "no.within",
        "below.www", "_tcp.mail", "_443._tcp.mail",
    ];

    private static readonly RecordType[] Types =
    [
        RecordType.A, RecordType.A, RecordType.A, RecordType.A, RecordType.A, RecordType.A, RecordType.TXT, RecordType.TXT, RecordType.TLSA, RecordType.MX, RecordType.AAAA,
        RecordType.CNAME, RecordType.DNAME, RecordType.DS, RecordType.NS, RecordType.SOA, RecordType.DNSKEY, RecordType.NSEC,
    ];

    public static WorldPlan WorldOf(ulong seed, long number) => WorldMaker.Make(Dice.For(seed, ForWorlds, (ulong)(number / CasesPerWorld)));

    public static CasePlan Make(ulong seed, long number, WorldPlan world)
    {
        var dice = Dice.For(seed, ForCases, (ulong)number);
        Question question = Ask(world, dice);
        List<ReplyAct> acts = [];
        for (int left = dice.Pick(0, 0, 1, 1, 1, 1, 2); left > 0; left--)
        {
            acts.Add(new ReplyAct((ReplyActKind)dice.Below((int)ReplyActKind.Authentic + 1), Target(world, question, dice), Ask(world, dice), dice.Below(1 << 16)));
        }

        return new CasePlan(string.Create(CultureInfo.InvariantCulture, $"{seed}:{number}"), world, question, acts);
    }

    private static Question Ask(WorldPlan world, Dice dice)
    {
        ZonePlan zone = dice.Pick(world.Zones);
        if (dice.OneIn(8))
        {
            // Something about a zone as such.
            return new Question(zone.Name, dice.Pick(RecordType.DS, RecordType.DNSKEY, RecordType.SOA, RecordType.NS, RecordType.A, RecordType.MX));
        }

        if (zone.Flaws.Count > 0 && dice.OneIn(2))
        {
            SetFlaw flaw = dice.Pick(zone.Flaws);
            bool isDenial = flaw.Type is RecordType.NSEC or RecordType.NSEC3;
            string owner = flaw.Owner.Replace("*.", dice.Pick("any.", "some.any."), StringComparison.Ordinal);
            return new Question(ZoneSigning.NameOf(zone, owner), isDenial ? dice.Pick(RecordType.A, RecordType.AAAA, RecordType.DS) : dice.OneIn(4) ? RecordType.A : flaw.Type);
        }

        DomainName name = ZoneSigning.NameOf(zone, dice.Pick(Labels));
        RecordType type = dice.Pick(Types);
        return new Question(name, dice.OneIn(100) ? dice.Pick(RecordType.RRSIG, RecordType.ANY, RecordType.NSEC3PARAM) : type);
    }

    // Mostly the reply itself, sometimes one that is needed to judge it.
    private static Question Target(WorldPlan world, Question question, Dice dice)
    {
        ZonePlan[] above = [.. world.Above(question.Name)];
        return above.Length == 0 || !dice.OneIn(4) ? question : new Question(dice.Pick(above).Name, dice.Pick(RecordType.DS, RecordType.DNSKEY));
    }
}
