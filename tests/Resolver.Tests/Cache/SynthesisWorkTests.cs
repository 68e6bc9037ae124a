using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>What it costs to look whether memory denies a name, by counting: little, and nothing that grows with the name.</summary>
public sealed class SynthesisWorkTests
{
    private const string Gap = "c9.test";

    // Labels of the name, and NSEC3 iterations of its zone; whether memory still denies it.
    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(5, 0, true)]
    [InlineData(5, 10, true)]
    [InlineData(2, 150, false)]
    [InlineData(40, 0, false)]
    [InlineData(120, 0, false)]
    [InlineData(120, 150, false)]
    public async Task Name_Denied_CostsLittleHoweverDeepItIs(int labels, int iterations, bool isDenied)
    {
        await using CacheLab lab = new(new ScenarioWorld().Zone("test", CacheLab.TestZone, plan => plan with { Denial = new DenialScheme.Nsec3((ushort)iterations) }));
        ProofStore store = new(lab.Options.Cache!, new ValidationPolicy());
        foreach (string each in (string[])["c.test", "c1.test", "c2.test", "c3.test", "c4.test", "c5.test", "a.b.test", "x.www.test"])
        {
            Play(lab, store, each);
        }

        (ValidationSession session, Judgement judgement, int asked) = Play(lab, store, string.Concat(Enumerable.Repeat("x.", labels - 2)) + Gap);

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (judgement.Verdict.Status, judgement.Code));
        Assert.Equal(isDenied, asked == 0);
        Assert.InRange(session.Synthesis!.Work, 0, SynthesisCheck.MaxWork);
        Assert.InRange(session.Synthesis.Looks, isDenied ? 1 : 0, 3 * SynthesisCheck.MaxWork);
    }

    // Sixteen aliases, each to a deep name that memory may deny: together they cost no more than one.
    [Fact]
    public async Task Aliases_ToDeepNames_ShareWhatMayBeSpent()
    {
        string deep = string.Concat(Enumerable.Repeat("x.", 6));
        string zone = string.Concat(Enumerable.Range(0, 15).Select(i => $"{(i == 0 ? "start" : $"{deep}n{i}")} CNAME {deep}n{i + 1}\n"));
        await using CacheLab lab = new(new ScenarioWorld().Zone("test", CacheLab.TestZone + zone, plan => plan with { Denial = new DenialScheme.Nsec3(0) }));
        ProofStore store = new(lab.Options.Cache!, new ValidationPolicy());
        Play(lab, store, "c.test");

        (ValidationSession session, Judgement judgement, int asked) = Play(lab, store, "start.test");

        Assert.Equal(SecurityStatus.Secure, judgement.Verdict.Status);
        Assert.InRange(asked, 15, 160);
        Assert.InRange(session.Synthesis!.Work, 0, SynthesisCheck.MaxWork);
        Assert.InRange(session.Synthesis.Looks, 0, 3 * SynthesisCheck.MaxWork);
    }

    private static (ValidationSession Session, Judgement Judgement, int Asked) Play(CacheLab lab, ProofStore store, string name)
    {
        DateTimeOffset now = lab.Clock.GetUtcNow();
        ValidationSession session = new(
            new Question(DomainName.Parse(name), RecordType.A), lab.Options.Anchors!, new ValidationPolicy(), new ValidationLimits(), now, new ProofView(store, now, place: 0));
        int asked = 0;
        while (true)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    store.Keep(session, now);
                    return (session, done.Judgement, asked);
                case Progress.Needs needs:
                    foreach (Question question in needs.Questions)
                    {
                        asked++;
                        session.Offer(question, lab.Zones.Answer(new Message { Questions = [question], Edns = new Edns { DnssecOk = true } }));
                    }

                    break;
            }
        }
    }
}
