using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>Servers that want to be believed about others, or to be asked without end.</summary>
public sealed class HostileServerTests
{
    private const string Evil = "127.9.66.1";

    [Fact]
    public async Task Glue_ForAnotherZone_IsNeitherKeptNorAsked()
    {
        await using IterationLab lab = new();
        lab.Fault(1, null, ReplyFaults.AddToAdditional(
            IterationLab.Record($"ns1.other. 3600 A {Evil}"), IterationLab.Record($"ns1. 3600 A {Evil}"), IterationLab.Record($"www.elsewhere.other. 3600 A {Evil}")));
        await lab.LookupAsync("www.example.lab", RecordType.A);
        Answer answer = await lab.LookupAsync("www.elsewhere.other", RecordType.A);

        Assert.Equal((SecurityStatus.Secure, "192.0.2.81"), (answer.Security, answer.Records[0].Data.ToString()));
        Assert.DoesNotContain(lab.Seen, line => line.StartsWith("66.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Glue_OfAReferralOutsideTheReferringZone_IsNotTakenAndTheNameLookedUp()
    {
        // example.lab. is served by a name under other.; lab.'s servers claim an address for it that they have no say in.
        await using IterationLab lab = new();
        lab.With("lab", "foreign NS ns1.elsewhere.other.").Instead("foreign.lab", "@ NS ns1.elsewhere.other.\nwww A 192.0.2.82").With("elsewhere.other", "")
            .Fault(1, null, ReplyFaults.AddToAdditional(IterationLab.Record($"ns1.elsewhere.other. 3600 A {Evil}")));
        Answer answer = await lab.LookupAsync("www.foreign.lab", RecordType.A);

        Assert.Equal("192.0.2.82", Assert.Single(answer.Records).Data.ToString());
        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.DoesNotContain(lab.Seen, line => line.StartsWith("66.", StringComparison.Ordinal));
        Assert.Contains(lab.Seen, line => line.EndsWith(" ns1.elsewhere.other. A", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delegation_OfAnotherZoneInTheAuthoritySection_IsNotKept()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.AddToAuthority(IterationLab.Record("other. 3600 NS ns.evil.lab.")), ReplyFaults.AddToAdditional(IterationLab.Record($"ns.evil.lab. 3600 A {Evil}")));
        await lab.LookupAsync("www.example.lab", RecordType.A);

        Assert.Null(lab.Source.Cache.Deepest(DomainName.Parse("www.elsewhere.other")) is { Zone.IsRoot: false } kept ? kept : null);
        Assert.Equal(SecurityStatus.Secure, (await lab.LookupAsync("www.elsewhere.other", RecordType.A)).Security);
        Assert.DoesNotContain(lab.Seen, line => line.StartsWith("66.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_WithRecordsOfOthers_ComesWithoutThem()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.AddToAnswer(
            IterationLab.Record("www.elsewhere.other. 3600 A 192.0.2.66"),
            IterationLab.Record("lab. 3600 DNAME evil.other."),
            IterationLab.Record("other. 3600 CNAME evil.lab.")));
        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("www.example.lab", RecordType.A));

        Assert.All(received.Message.Answer.Concat(received.Message.Authority), record => Assert.True(record.Owner.IsAtOrBelow(DomainName.Parse("example.lab"))));
        Assert.Equal(SecurityStatus.Secure, (await lab.LookupAsync("www.elsewhere.other", RecordType.A)).Security);
    }

    [Fact]
    public async Task Alias_OutOfTheZone_IsHandedOnWithoutWhatTheServerSaysOfItsTarget()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.AddToAnswer(IterationLab.Record("www.elsewhere.other. 3600 A 192.0.2.66")), ReplyFaults.MapMessage(message => message with { Code = ResponseCode.NXDomain }));
        SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("out.example.lab", RecordType.A));

        Assert.Equal(ResponseCode.NoError, received.Message.Code);
        Assert.DoesNotContain(received.Message.Answer, record => record.Type == RecordType.A);
        Answer answer = await lab.LookupAsync("out.example.lab", RecordType.A);
        Assert.Equal((SecurityStatus.Secure, "192.0.2.81"), (answer.Security, Assert.Single(answer.Records).Data.ToString()));
    }

    [Fact]
    public async Task Referral_ToVeryManyNames_CostsAFewLookups()
    {
        // CVE-2020-12662: each name leads to servers that do not answer for it.
        string names = string.Join('\n', Enumerable.Range(0, 300).Select(i => $"many NS n{i}.victim{i}.other."));
        await using IterationLab lab = new();
        lab.With("lab", names);

        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.many.lab", RecordType.A));

        // Three to the zone, once more over TCP, one to other., then 4 of the 300 names, each denied shortened and whole.
        Assert.Equal(3 + 1 + 1 + (4 * 2), lab.Seen.Count);
        Assert.Contains("many.lab.", failed.Text, StringComparison.Ordinal);
        Assert.Equal(SecurityStatus.Indeterminate, (await lab.LookupAsync("www.many.lab", RecordType.A)).Security);
    }

    [Fact]
    public async Task Names_ThatLeadToManyNamesEach_EndAtTheLimit()
    {
        await using IterationLab lab = new() { Limits = new IterationLimits { Queries = 60 } };
        foreach (int level in Enumerable.Range(0, 8))
        {
            lab.With("lab", string.Join('\n', Enumerable.Range(0, 8).SelectMany(i => Enumerable.Range(0, 8).Select(j => $"z{level}x{i} NS a{i}.z{level + 1}x{j}"))));
        }

        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.z0x0.lab", RecordType.A));

        Assert.True(lab.Seen.Count <= 60, $"{lab.Seen.Count}");
        Assert.Contains("work limit: 16 lookups of server names", failed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_BeyondTheLimit_EndTheWalkAndSaySo()
    {
        await using IterationLab lab = new() { Limits = new IterationLimits { Queries = 2 } };
        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.example.lab", RecordType.A));

        Assert.Equal(2, lab.Seen.Count);
        Assert.Contains("work limit: 2 queries", failed.Text, StringComparison.Ordinal);
        await using IterationLab enough = new() { Limits = new IterationLimits { Queries = 4 } };
        Assert.IsType<SourceReply.Received>(await enough.AskAsync("www.example.lab", RecordType.A));
    }

    [Fact]
    public async Task Referrals_BeyondTheLimit_EndTheWalkAndSaySo()
    {
        await using IterationLab lab = new() { Limits = new IterationLimits { Referrals = 1 } };
        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.example.lab", RecordType.A));
        Assert.Contains("work limit: 1 referrals", failed.Text, StringComparison.Ordinal);

        await using IterationLab enough = new() { Limits = new IterationLimits { Referrals = 2 } };
        Assert.IsType<SourceReply.Received>(await enough.AskAsync("www.example.lab", RecordType.A));
    }

    [Fact]
    public async Task Zones_WhoseServersNeedOneAnother_AreAFailureAndNoHang()
    {
        await using IterationLab lab = new();
        lab.With("lab", "round NS ns.circle.other.").With("other", "circle NS ns.round.lab.");

        Task<SourceReply> one = lab.AskAsync("www.round.lab", RecordType.A).AsTask();
        Task<SourceReply> two = lab.AskAsync("www.circle.other", RecordType.A).AsTask();
        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await one);

        Assert.IsType<SourceReply.Failed>(await two);
        Assert.Contains("no server of the zone", failed.Text, StringComparison.Ordinal);
        Assert.True(lab.Seen.Count < 30, string.Join('\n', lab.Seen));
    }

    [Fact]
    public async Task Zone_WhoseOnlyServerIsInsideAndHasNoGlue_IsAFailure()
    {
        await using IterationLab lab = new();
        lab.With("lab", "inside NS ns.inside");
        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.inside.lab", RecordType.A));

        Assert.Equal("no server of the zone has an address that can be used: inside.lab.", failed.Text);
        Assert.Equal([". NS", "lab. A", "inside.lab. A"], lab.Seen.Select(line => line.Split(' ', 2)[1]));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    public async Task Glue_ThatMakesNoSense_IsNotAsked(string address)
    {
        await using IterationLab lab = new();
        lab.With("lab", $"inside NS ns.inside\nns.inside A {address}");
        SourceReply.Failed failed = Assert.IsType<SourceReply.Failed>(await lab.AskAsync("www.inside.lab", RecordType.A));

        Assert.Contains("no server of the zone has an address", failed.Text, StringComparison.Ordinal);
        Assert.Equal(3, lab.Seen.Count);
    }

    [Fact]
    public async Task Loopback_ForHintsOfThePublicDns_IsNotAsked()
    {
        AddressRule rule = new(RootHints.Iana);
        Assert.False(rule.Allows(System.Net.IPAddress.Loopback));
        Assert.False(rule.Allows(System.Net.IPAddress.IPv6Loopback));
        Assert.False(rule.Allows(System.Net.IPAddress.Parse("fe80::1")));
        Assert.False(rule.Allows(System.Net.IPAddress.Parse("fd00::1")));
        Assert.False(rule.Allows(System.Net.IPAddress.Parse("ff02::1")));
        Assert.False(rule.Allows(System.Net.IPAddress.Parse("::")));
        Assert.False(rule.Allows(System.Net.IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.True(rule.Allows(System.Net.IPAddress.Parse("198.41.0.4")));
        Assert.True(rule.Allows(System.Net.IPAddress.Parse("2001:503:ba3e::2:30")));
        await using IterationLab lab = new();
        Assert.True(new AddressRule(lab.Internet.RootHints).Allows(System.Net.IPAddress.Loopback));
    }

    [Fact]
    [Requirement("4035-4.2-3")]
    [Requirement("4035-4.2-4")]
    public async Task Ds_AnsweredFromBelowTheCut_IsNotTaken()
    {
        // One server has example.lab. and sub.example.lab.: asked for the DS it must speak for the zone above, and here it does not.
        await using IterationLab lab = new();
        lab.Fault(1, 1, ReplyFaults.AnswerFrom(new DaneCore.Lab.Authority.ZoneSet(lab.Zones.Find(DomainName.Parse("example.lab"))!)).For(RecordType.DS));
        foreach (int _ in Enumerable.Range(0, 4))
        {
            SourceReply.Received received = Assert.IsType<SourceReply.Received>(await lab.AskAsync("example.lab", RecordType.DS));
            Assert.Contains(received.Message.Answer, record => record.Type == RecordType.DS);
        }
    }
}
