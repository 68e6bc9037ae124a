using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests;

/// <summary>A lookup has one account of work, however often it starts over; a server that uses it up does not take the domain away.</summary>
public sealed class WorkAcrossAttemptsTests
{
    // Every reply comes with 5000 records that nobody asked for.
    private static readonly IReplyFault Padding = new MessageFault((_, message) => new LabReply.Sent(message with
    {
        Answer = [.. message.Answer, .. Enumerable.Range(0, 5000).Select(i => new ResourceRecord(
            DomainName.Parse($"n{i}.example.lab"), RecordClass.IN, 300, new AddressRdata(System.Net.IPAddress.Loopback)))],
    }));

    [Theory]
    [InlineData(0, 35_000)]
    [InlineData(10_000, 25_000)]
    [InlineData(34_000, 2_000)]
    [InlineData(35_000, 2_000)]
    [InlineData(37_000, 2_000)]
    [InlineData(38_000, 1_000)]
    [InlineData(39_000, 0)]
    [InlineData(50_000, 0)]
    public void Account_AfterTriesThatCost_HasWhatIsLeft(int used, int left) =>
        Assert.Equal(left, new ValidationLimits { Work = 35_000, WorkElsewhere = 2_000 }.After(used).Work);

    /// <summary>Conclusions from memory have an account of their own, and it too is one for all tries.</summary>
    [Theory]
    [InlineData(0, 750)]
    [InlineData(250, 500)]
    [InlineData(750, 0)]
    [InlineData(900, 0)]
    public void Conclusions_AfterTriesThatDrewSome_HaveWhatIsLeft(int concluded, int left)
    {
        Assert.Equal(left, new ValidationLimits().After(0, concluded).Conclusions);
        Assert.Equal(new ValidationLimits().Work, new ValidationLimits().After(0, concluded).Work);
    }

    [Fact]
    [Rule(77, RuleSide.Holds)]
    public async Task Lookup_AfterAServerThatUsesUpEverything_IsAnsweredByTheNext()
    {
        await using StubResolver resolver = new(
            new LabSource(new LabNameServer(SmallInternet.Zones, Padding), new LabNameServer(SmallInternet.Zones)), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal((SecurityStatus.Secure, 1), (answer.Security, answer.Records.Count));
    }

    [Fact]
    [Rule(77, RuleSide.Broken)]
    public async Task Lookup_WhereEveryServerUsesUpEverything_IsBogusByTheLimit()
    {
        LabSource source = new(Enumerable.Repeat(new LabNameServer(SmallInternet.Zones, Padding), 9));
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.WorkTotal), (answer.Security, answer.Why?.Kind));
        Assert.Empty(answer.Records);
        Assert.InRange(source.Asked.Count, 1, 40);
    }
}
