using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>An answer is remembered with its proof, as one thing, and goes when the first part of it runs out; a failure hands nothing on.</summary>
public sealed class CachedAnswerTests
{
    // The zone's SOA says 300 seconds for denials; the data live for an hour.
    private static readonly ZoneSet Zones = new ScenarioWorld()
        .Zone("test", "*.wild 3600 A 192.0.2.9\nwww 3600 A 192.0.2.1", plan => plan with { Denial = new DenialScheme.Nsec3() })
        .Sign();

    private static readonly Question Wild = new(DomainName.Parse("any.wild.test"), RecordType.A);

    private readonly FakeTimeProvider _clock = new(ScenarioWorld.Now);

    [Fact]
    [Requirement("4035-4.5-1")]
    [Requirement("4033-8.1-1")]
    public async Task Answer_WhoseProofRunsOutFirst_IsRememberedNoLongerThanThat()
    {
        LabSource source = new(Zones);
        await using StubResolver resolver = new(source, Options());

        Answer first = await AskAsync(resolver, Wild);
        _clock.Advance(TimeSpan.FromSeconds(299));
        Answer kept = await AskAsync(resolver, Wild);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Answer fresh = await AskAsync(resolver, Wild);

        Assert.Equal([(SecurityStatus.Secure, false), (SecurityStatus.Secure, true), (SecurityStatus.Secure, false)], new[] { first, kept, fresh }.Select(answer => (answer.Security, answer.FromCache)));
        Assert.Equal(2, source.Asked.Count(asked => asked == Wild));
    }

    [Theory]
    [Requirement("5155-9.1-1")]
    [InlineData("any.wild.test", RecordType.A)]
    [InlineData("any.wild.test", RecordType.TXT)]
    [InlineData("nothing.test", RecordType.A)]
    [InlineData("www.test", RecordType.TXT)]
    public async Task Answer_FromMemory_BringsTheNsec3RecordsThatCameWithIt(string name, RecordType type)
    {
        await using StubResolver resolver = new(new LabSource(Zones), Options());
        Question question = new(DomainName.Parse(name), type);

        Answer first = await AskAsync(resolver, question);
        Answer kept = await AskAsync(resolver, question);

        Assert.Equal((SecurityStatus.Secure, true), (kept.Security, kept.FromCache));
        Assert.Contains(kept.Authority, record => record.Type == RecordType.NSEC3);
        Assert.Equal(first.Authority.Select(record => (record.Owner, record.Data)), kept.Authority.Select(record => (record.Owner, record.Data)));
    }

    [Fact]
    [Requirement("4035-4.7-1")]
    [Requirement("4035-4.7-2")]
    [Requirement("4035-4.7-4")]
    [Requirement("6840-3.1-1")]
    public async Task Failure_Remembered_HasATimeOfItsOwnAndHandsNothingOn()
    {
        // The forged record claims to live for an hour.
        LabSource source = new(Zones, ReplyFaults.StripSignatures(RecordType.A));
        await using StubResolver resolver = new(source, Options());
        Question www = new(DomainName.Parse("www.test"), RecordType.A);

        await AskAsync(resolver, www);
        int asked = source.Asked.Count;
        Answer kept = await AskAsync(resolver, www);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureMissing, true), (kept.Security, kept.Why?.Kind, kept.FromCache));
        Assert.Equal((ResponseCode.ServFail, 0, 0), (kept.Code, kept.Records.Count, kept.Chain.Count));
        Assert.Equal(asked, source.Asked.Count);

        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await AskAsync(resolver, www)).FromCache);
        Assert.True(source.Asked.Count > asked);
    }

    private ResolverOptions Options() => new() { Anchors = ScenarioWorld.AnchorsOf(Zones), Clock = _clock };

    private static async Task<Answer> AskAsync(StubResolver resolver, Question question) =>
        await resolver.LookupAsync(question.Name, question.Type, TestContext.Current.CancellationToken);
}
