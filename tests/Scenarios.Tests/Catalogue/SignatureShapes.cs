using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>RFC 4035 section 5.3.1, further shapes: unusual and sound, or usual and damaged.</summary>
internal static class SignatureShapes
{
    private const string Www = "www A 192.0.2.1";

    private static readonly DomainName Test = DomainName.Parse("test");
    private static readonly DomainName Name = DomainName.Parse("www.test");

    public static IEnumerable<ScenarioFile> All() => [.. Signers(), .. Labels(), .. Times(), .. Several()];

    private static SetPlan Set => new(Name, RecordType.A);

    private static ScenarioWorld World(params SetPlan[] exceptions) =>
        new ScenarioWorld().Zone("test", Www, plan => exceptions.Aggregate(plan, (changed, exception) => changed.Except(exception)));

    private static IEnumerable<ScenarioFile> Signers()
    {
        SetPlan byParent = new(DomainName.Parse("sub.test"), RecordType.A) { Keys = [ScenarioWorld.KeyOf("test")], Signer = Test };
        ScenarioWorld Below(SetPlan? exception = null) => new ScenarioWorld().Zone("test", Www)
            .Zone("sub.test", "@ A 192.0.2.2\n*.wild A 192.0.2.3", plan => exception is null ? plan : plan.Except(exception));
        yield return ScenarioFile.Of("signer/data-at-an-apex-is-the-childs", "What stands at the apex of a zone is signed by that zone.", Below(), "sub.test").Holds(1);
        yield return ScenarioFile.Of("signer/data-at-an-apex-by-the-parent-is-bogus", "What stands at the apex of a zone, signed by its parent, is bogus.", Below(byParent), "sub.test").Bogus(ReasonKind.SignerNotZone).Breaks(1);
        yield return ScenarioFile.Of("signer/child-for-a-name-of-its-parent-is-bogus", "A zone cannot sign for a name above it.", World(Set with { Keys = [ScenarioWorld.KeyOf("sub.test")], Signer = DomainName.Parse("sub.test") }).Zone("sub.test", ""), "www.test").Bogus(ReasonKind.SignerNotZone).Breaks(1);
        yield return ScenarioFile.Of("signer/key-of-the-parent-under-the-childs-name-is-bogus", "The parent's key does not become the child's by naming the child as signer.", Below(byParent with { Signer = DomainName.Parse("sub.test") }), "sub.test").Bogus(ReasonKind.SignatureKeyUnknown).Breaks(1);
        yield return ScenarioFile.Of("signer/wildcard-by-the-parent-below-a-cut-is-bogus", "A wildcard of the parent does not reach below a signed cut.", new ScenarioWorld().Zone("test", "*.sub A 192.0.2.66").Zone("sub.test", ""), "x.sub.test")
            .Answering((reply, _) => FromParentWildcard() with { Questions = reply.Questions }).Bogus(ReasonKind.SignerNotZone).Breaks(1);
        yield return ScenarioFile.Of("signer/same-key-in-two-zones-is-secure", "Two zones may share a key; each signs for itself.", new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => plan with { Keys = [ScenarioWorld.KeyOf("test")] }), "www.sub.test").Holds(1);
        yield return ScenarioFile.Of("signer/parent-with-the-childs-key-is-bogus", "Where two zones share a key, who signs is still told by the signer's name.", new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => (plan with { Keys = [ScenarioWorld.KeyOf("test")] }).Except(
            new SetPlan(DomainName.Parse("www.sub.test"), RecordType.A) { Signer = Test })), "www.sub.test").Bogus(ReasonKind.SignerNotZone).Breaks(1);
    }

    // What the zone test would have signed before a zone began at sub.test, proof and all.
    private static Message FromParentWildcard() =>
        new ScenarioWorld().Zone("test", "*.sub A 192.0.2.66").Sign().Answer(new Question(DomainName.Parse("x.sub.test"), RecordType.A));

    private static IEnumerable<ScenarioFile> Labels()
    {
        ScenarioWorld wild = new ScenarioWorld().Zone("test", "* A 192.0.2.1\n*.*.deep A 192.0.2.2\na.*.mid A 192.0.2.3\nwww TXT \"\"");
        yield return ScenarioFile.Of("labels/as-many-as-the-signer-is-secure", "A wildcard at the apex: the signature counts as many labels as its signer has, no more are needed.", wild, "any.test").Holds(2);
        yield return ScenarioFile.Of("labels/of-a-star-asked-for-itself-is-secure", "The first label is a star and not counted.", wild, "*.test").Holds(2, 3);
        yield return ScenarioFile.Of("labels/of-two-stars-count-one", "Two stars in front: the first is not counted, the second is.", wild, "*.*.deep.test").Holds(3);
        yield return ScenarioFile.Of("labels/from-under-two-stars-is-secure", "What a wildcard below a star answers for.", wild, "x.*.deep.test").Holds(3);
        yield return ScenarioFile.Of(
            "labels/counting-a-leading-star-is-bogus",
            "A signature that counts the star in front counts one too many.",
            new ScenarioWorld().Zone("test", "*.a A 192.0.2.1", plan => plan.Except(new SetPlan(DomainName.Parse("*.a.test"), RecordType.A) { Labels = 3 })),
            "*.a.test").Bogus(ReasonKind.SignatureTooManyLabels).Breaks(2, 3);
        yield return ScenarioFile.Of(
            "labels/not-counting-a-star-inside-is-bogus",
            "A signature that leaves out a star inside the name claims a wildcard, and there is no proof for it.",
            new ScenarioWorld().Zone("test", "a.*.b A 192.0.2.1", plan => plan.Except(new SetPlan(DomainName.Parse("a.*.b.test"), RecordType.A) { Labels = 3 })),
            "a.*.b.test").Bogus(ReasonKind.WildcardWithoutProof).Breaks(3);
        yield return ScenarioFile.Of(
            "labels/reaching-above-the-signer-is-bogus",
            "Fewer labels than the signer has would make the name of another zone of it.",
            new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => plan.Except(new SetPlan(DomainName.Parse("www.sub.test"), RecordType.A) { Labels = 1 })),
            "www.sub.test").Bogus(ReasonKind.SignatureTooFewLabels).Breaks(2);
    }

    private static IEnumerable<ScenarioFile> Times()
    {
        foreach ((string name, DateTimeOffset instant) in new[]
        {
            ("2038", DateTimeOffset.FromUnixTimeSeconds(0x8000_0000)),
            ("2106", DateTimeOffset.FromUnixTimeSeconds(0x1_0000_0000)),
        })
        {
            ScenarioWorld Around(DateTimeOffset from, DateTimeOffset to) => new ScenarioWorld()
                .Zone(".", "", plan => plan with { Inception = from, Expiration = to })
                .Zone("test", Www, plan => plan with { Inception = from, Expiration = to });
            ScenarioWorld across = Around(instant.AddDays(-1), instant.AddDays(1));
            yield return ScenarioFile.Of($"time/across-{name}-is-secure", "The numbers that stand for times wrap around within the window.", across, "www.test").At(instant.AddSeconds(1)).Holds(4);
            yield return ScenarioFile.Of($"time/before-{name}-is-secure", "The window ends beyond the wrap, now is before it.", across, "www.test").At(instant.AddSeconds(-1)).Holds(4);
            yield return ScenarioFile.Of($"time/expired-before-{name}-is-bogus", "The window ended before the wrap, now is after it.", Around(instant.AddDays(-2), instant.AddSeconds(-1)), "www.test").At(instant).Bogus(ReasonKind.SignatureExpired).Breaks(4);
            yield return ScenarioFile.Of($"time/not-yet-valid-after-{name}-is-bogus", "The window begins after the wrap, now is before it.", Around(instant.AddSeconds(1), instant.AddDays(2)), "www.test").At(instant.AddSeconds(-1)).Bogus(ReasonKind.SignatureNotYetValid).Breaks(4);
        }

        yield return ScenarioFile.Of("time/one-second-long-is-secure", "A window of one second holds in that second.", World(Set with { Inception = ScenarioWorld.Now, Expiration = ScenarioWorld.Now }), "www.test").Holds(4);
    }

    private static IEnumerable<ScenarioFile> Several()
    {
        DateTimeOffset now = ScenarioWorld.Now;
        SetPlan expired = Set with { IsAddition = true, Expiration = now.AddSeconds(-1) };
        SetPlan early = Set with { IsAddition = true, Inception = now.AddSeconds(1) };
        SetPlan wrong = Set with { IsAddition = true, Damage = SignatureDamage.Flipped };

        // An exception that is no addition takes the usual signature's place, so that the good one comes last.
        SetPlan first = wrong with { IsAddition = false };
        SetPlan good = Set with { IsAddition = true };
        yield return ScenarioFile.Of("several/wrong-signature-first-is-harmless", "A signature that does not fit stands before one that does.", World(first, good), "www.test").Holds(6);
        yield return ScenarioFile.Of("several/wrong-signature-last-is-harmless", "A signature that does not fit stands after one that does.", World(wrong), "www.test").Holds(6);
        yield return ScenarioFile.Of("several/twenty-expired-ones-are-harmless", "Expired signatures cost nothing, however many stand before the good one.",
            World([first, .. Enumerable.Range(1, 20).Select(day => expired with { Expiration = now.AddDays(-day), Inception = now.AddDays(-30) }), good]), "www.test").Holds(6);
        yield return ScenarioFile.Of("several/expired-and-early-without-a-good-one-is-bogus", "None of several signatures holds now.",
            World(expired with { IsAddition = false }, early), "www.test").Bogus(ReasonKind.SignatureExpired).Breaks(6);
        yield return ScenarioFile.Of("several/seven-wrong-ones-are-harmless", "Seven signatures that do not fit stand before the good one.",
            World([first, .. Wrongs(6), good]), "www.test").Holds(6);
        yield return ScenarioFile.Of("several/eight-wrong-ones-are-the-limit", "Signatures that do not fit are paid for: after eight no more is tried over one set.",
            World([first, .. Wrongs(7), good]), "www.test").Bogus(ReasonKind.WorkSignatures).Breaks(6);
        yield return ScenarioFile.Of("several/by-unknown-keys-do-not-count", "Twenty signatures by keys the zone does not have stand before the good one.",
            World([Set with { Keys = [ScenarioWorld.KeyOf("gone 0")] }, .. Enumerable.Range(1, 19).Select(i => Set with { IsAddition = true, Keys = [ScenarioWorld.KeyOf($"gone {i}")] }), good]), "www.test").Holds(25);
        yield return ScenarioFile.Of("several/by-unknown-keys-only-is-bogus", "None of several signatures is by a key of the zone.",
            World([Set with { Keys = [ScenarioWorld.KeyOf("gone 0")] }, .. Enumerable.Range(1, 3).Select(i => Set with { IsAddition = true, Keys = [ScenarioWorld.KeyOf($"gone {i}")] })]), "www.test").Bogus(ReasonKind.SignatureKeyUnknown).Breaks(25);
        yield return ScenarioFile.Of("several/of-an-unknown-algorithm-beside-a-good-one-is-secure", "A signature of an algorithm nobody knows stands before the good one.",
            World(Set with { Algorithm = (DnssecAlgorithm)99 }, good), "www.test").Holds(24);

        IEnumerable<SetPlan> Wrongs(int count) => Enumerable.Range(1, count).Select(i => wrong with { Expiration = now.AddHours(i) });
    }
}
