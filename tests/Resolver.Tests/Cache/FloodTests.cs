using System.Globalization;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>However many names are asked for, what is kept stays within its bounds, and the keys of zones stay.</summary>
public sealed class FloodTests
{
    private const int Names = 100_000;

    private static readonly CacheOptions Small = new() { Zones = 8, UnsignedDelegations = 64, PlainNames = 64, Answers = 64, Links = 64, Failures = 64 };

    [Fact]
    public async Task Flood_OfNames_StaysWithinBoundsAndLeavesTheKeys()
    {
        await using CacheLab lab = new(cache: Small);
        await lab.AskAsync("www.test");
        await lab.AskAsync("www.plain");

        // Names of an unsigned zone, answered without a lookup in zone data, so that a hundred thousand take seconds.
        Message sample = lab.Zones.Answer(new Question(DomainName.Parse("www.plain"), RecordType.A));
        var under = DomainName.Parse("flood.plain");
        lab.Source.Hook = (question, _) => question.Name.IsStrictlyBelow(under)
            ? new SourceReply.Received(sample with { Questions = [question], Answer = [new ResourceRecord(question.Name, RecordClass.IN, 3600, sample.Answer[0].Data)] }, "lab")
            : null;
        for (int i = 0; i < Names; i++)
        {
            await lab.AskAsync(string.Create(CultureInfo.InvariantCulture, $"n{i}.flood.plain"));
        }

        ResolverMemory.Epoch memory = lab.Resolver.Memory!;
        Assert.InRange(memory.Answers.Count, 1, 66);
        Assert.InRange(memory.Proofs.Links.Count, 1, 66);
        Assert.InRange(memory.Proofs.Zones.Count, 3, 8 + 64 + 64 + 66);
        AssertAsked(await NewNameAsync(lab, "short.test"));
    }

    [Fact]
    public async Task Flood_OfNamesInASignedZone_LeavesTheKeys()
    {
        await using CacheLab lab = new(cache: Small);
        for (int i = 0; i < 500; i++)
        {
            Answer answer = await lab.AskAsync(string.Create(CultureInfo.InvariantCulture, $"n{i}.wild.test"));
            Assert.Equal(SecurityStatus.Secure, answer.Security);
        }

        Assert.InRange(lab.Resolver.Memory!.Proofs.Zones.Zones, 2, 8);
        AssertAsked(await NewNameAsync(lab, "short.test"));
    }

    [Fact]
    public async Task Flood_OfFailures_StaysWithinBounds()
    {
        await using CacheLab lab = new(cache: Small);
        await lab.AskAsync("www.test");
        lab.Source.Hook = (question, _) => question.Type == RecordType.TXT ? new SourceReply.Received(
            new Message { Flags = MessageFlags.Response, Questions = [question], Code = ResponseCode.ServFail }, "lab") : null;
        for (int i = 0; i < 1000; i++)
        {
            await lab.AskAsync(string.Create(CultureInfo.InvariantCulture, $"n{i}.test"), RecordType.TXT);
        }

        Assert.InRange(lab.Resolver.Memory!.Failures.Count, 1, 66);
        (Answer kept, int asked) = await lab.CountAsync("www.test");
        Assert.Equal((SecurityStatus.Secure, 0), (kept.Security, asked));
    }

    [Fact]
    public async Task Entry_LargerThanTheBound_IsNotKept()
    {
        string large = string.Concat(Enumerable.Range(0, 80).Select(i => string.Create(CultureInfo.InvariantCulture, $"large TXT \"{i} {new string('x', 200)}\"\n")));
        await using CacheLab lab = new(new ScenarioWorld().Zone("test", large));
        Answer first = await lab.AskAsync("large.test", RecordType.TXT);

        (Answer second, int asked) = await lab.CountAsync("large.test", RecordType.TXT);

        Assert.Equal((SecurityStatus.Secure, 80), (first.Security, first.Records.Count));
        Assert.Equal(80, second.Records.Count);
        Assert.True(asked > 0);
    }

    [Fact]
    public async Task Lookups_InParallel_ComeOutAsAlone()
    {
        await using CacheLab lab = new(cache: Small);
        string[] names = ["www.test", "alias.test", "none.test", "x.wild.test", "www.plain", "none.plain", "mx.test", "b.test", "c.test", "deep.none.test"];
        Dictionary<string, (SecurityStatus, ResponseCode, string)> alone = [];
        foreach (string name in names)
        {
            await using CacheLab fresh = new();
            alone[name] = Outcome(await fresh.AskAsync(name));
        }

        await Parallel.ForAsync(0, 2000, TestContext.Current.CancellationToken, async (i, _) =>
        {
            string name = names[i * 7 % names.Length];
            Assert.Equal(alone[name], Outcome(await lab.AskAsync(name)));
            if (i % 50 == 0)
            {
                lab.WaitSeconds(20);
            }
        });
    }

    private static (SecurityStatus Security, ResponseCode Code, string Data) Outcome(Answer answer) =>
        (answer.Security, answer.Code, string.Join(' ', answer.Chain.Select(record => record.Data)) + answer.Why?.Text);

    /// <summary>Looks up a name that was never asked for, and says what had to be asked.</summary>
    private static async Task<IReadOnlyList<Question>> NewNameAsync(CacheLab lab, string name)
    {
        int before = lab.Asked;
        Answer answer = await lab.AskAsync(name);
        Assert.Equal(SecurityStatus.Secure, answer.Security);
        return [.. lab.Source.Asked.Skip(before)];
    }

    private static void AssertAsked(IReadOnlyList<Question> asked)
    {
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, question => question.Type == RecordType.DNSKEY);
    }
}
