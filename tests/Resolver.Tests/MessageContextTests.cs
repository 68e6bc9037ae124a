using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>What a message carries beside the answer is neither believed nor handed on.</summary>
public sealed class MessageContextTests
{
    private static readonly DomainName Www = DomainName.Parse("www.test");

    private static readonly ZoneSet Zones = new ScenarioWorld()
        .Zone("test", "www 600 A 192.0.2.1\nz A 192.0.2.2\ntree 120 DNAME other.")
        .Zone("other", "www A 192.0.2.3")
        .UnsignedZone("open", "a.b.c A 192.0.2.4")
        .Sign();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Rule(69, RuleSide.Broken)]
    public async Task Additional_WithTheSignedAnswer_IsNoAnswer()
    {
        Answer answer = await LookupAsync(Www, ReplyFaults.MapMessage(message => message with { Answer = [], Additional = message.Answer }).For(RecordType.A));

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.DenialMissing, answer.Why?.Kind);
        Assert.Empty(answer.Records);
    }

    [Fact]
    [Rule(69, RuleSide.Holds)]
    public async Task Additional_WithForgedRecords_DoesNoHarmAndIsNotHandedOn()
    {
        ResourceRecord forged = new(Www, RecordClass.IN, 60, new AddressRdata(System.Net.IPAddress.Parse("203.0.113.66")));
        Answer answer = await LookupAsync(Www, ReplyFaults.MapMessage(message => message with { Additional = [forged] }));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Chain).Data.ToString());
        Assert.Empty(answer.Authority);
    }

    [Fact]
    [Rule(68, RuleSide.Holds)]
    public async Task Answer_WithSignedRecordsOfAnotherName_HasOnlyWhatWasAskedFor()
    {
        Message other = Zones.Answer(new Question(DomainName.Parse("z.test"), RecordType.A));
        Answer answer = await LookupAsync(Www, ReplyFaults.MapMessage(message => message with { Answer = [.. other.Answer, .. message.Answer] }).For(RecordType.A));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(Www, Assert.Single(answer.Chain).Owner);
        Assert.Equal(Www, Assert.Single(answer.Records).Owner);
    }

    [Fact]
    [Rule(67, RuleSide.Holds)]
    public async Task Redirection_MadeHere_HasTheTtlOfTheDname()
    {
        Answer answer = await LookupAsync(DomainName.Parse("www.tree.test"), ReplyFaults.MapRecords(record => record.Type == RecordType.CNAME ? null : record));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(120u, Assert.Single(answer.Chain, record => record.Type == RecordType.CNAME).Ttl);
    }

    [Fact]
    [Rule(65, RuleSide.Holds)]
    public async Task UnsignedZone_OnceProved_IsNotAskedAboutFurtherDown()
    {
        LabSource source = new(Zones);
        await using StubResolver resolver = new(source, Options());

        Answer answer = await resolver.LookupAsync(DomainName.Parse("a.b.c.open"), RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Insecure, answer.Security);
        Assert.DoesNotContain(source.Asked, question => question.Name.LabelCount > 1 && (question.Type is RecordType.DS or RecordType.DNSKEY));
    }

    /// <summary>No scenario: what is remembered would answer it in several goes.</summary>
    [Fact]
    [Rule(77, RuleSide.Broken)]
    public async Task Aliases_BetweenManyDeepNames_CostTooManyQuestions()
    {
        string deep = string.Join('.', Enumerable.Range(0, 24).Select(i => $"l{i}"));
        string links = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"{deep}.n{i} CNAME {deep}.n{i + 1}"));
        ZoneSet zones = new ScenarioWorld().Zone("test", links).Sign();
        await using StubResolver resolver = new(new LabSource(zones), Options() with { Anchors = ScenarioWorld.AnchorsOf(zones) });

        Answer answer = await resolver.LookupAsync(DomainName.Parse($"{deep}.n0.test"), RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.WorkQuestions, answer.Why?.Kind);
        Assert.True(answer.Queries <= new ValidationLimits().Questions, $"{answer.Queries} questions were asked");
    }

    private static ResolverOptions Options() => new() { Anchors = ScenarioWorld.AnchorsOf(Zones), Clock = new FakeTimeProvider(ScenarioWorld.Now) };

    private static async Task<Answer> LookupAsync(DomainName name, IReplyFault fault)
    {
        await using StubResolver resolver = new(new LabSource(Zones, fault), Options());
        return await resolver.LookupAsync(name, RecordType.A, Stop);
    }
}
