using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Routing;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Routing;

public sealed class MxLookupTests
{
    private static readonly DomainName Domain = DomainName.Parse("example.lab");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("7672-2.2.1-1")]
    [MailRule(9, RuleSide.Holds)]
    [Requirement("5321-5.1-8")]
    public async Task Hosts_OfSeveralPreferences_StandInOrder()
    {
        TestResolver resolver = new TestResolver().Secure(
            "example.lab. MX 20 c.lab.", "example.lab. MX 10 b.lab.", "example.lab. MX 10 a.lab.", "example.lab. MX 0 d.lab.");

        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver));

        Assert.Equal(["d.lab.", "a.lab.", "b.lab.", "c.lab."], hosts.Exchangers.Select(host => host.Host.ToString()));
        Assert.Equal(SecurityStatus.Secure, hosts.Security);
        Assert.False(hosts.IsImplicit);
    }

    [Fact]
    [Requirement("5321-5.1-9")]
    public async Task Hosts_OfOnePreference_AreThrownAmongThemselvesAlone()
    {
        TestResolver resolver = new TestResolver().Secure(
            "example.lab. MX 5 a.lab.", "example.lab. MX 10 b.lab.", "example.lab. MX 10 c.lab.", "example.lab. MX 10 d.lab.");
        List<int> limits = [];

        // Always the first: Fisher and Yates then turns b c d into c d b.
        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver, limit =>
        {
            limits.Add(limit);
            return 0;
        }));

        Assert.Equal(["a.lab.", "c.lab.", "d.lab.", "b.lab."], hosts.Exchangers.Select(host => host.Host.ToString()));
        Assert.Equal([3, 2], limits);
    }

    [Fact]
    public async Task Host_NamedTwice_CountsOnceAtItsBetterPreference()
    {
        TestResolver resolver = new TestResolver().Secure(
            "example.lab. MX 20 a.lab.", "example.lab. MX 15 b.lab.", "example.lab. MX 10 A.LAB.");

        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver));

        Assert.Equal([10, 15], hosts.Exchangers.Select(host => (int)host.Preference));
    }

    [Fact]
    [MailRule(2, RuleSide.Holds)]
    [MailRule(10, RuleSide.Holds)]
    [Requirement("5321-5.1-4")]
    public async Task Absence_OfMx_MakesTheDomainItsOwnHost()
    {
        TestResolver resolver = new TestResolver().Secure("example.lab. A 192.0.2.1");

        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver));

        Assert.True(hosts.IsImplicit);
        Assert.Equal([new MailExchanger(Domain, 0)], hosts.Exchangers);
    }

    [Fact]
    [MailRule(12, RuleSide.Holds)]
    [Requirement("7505-3-1")]
    public async Task NullMx_Alone_EndsTheSearch()
    {
        TestResolver resolver = new TestResolver().Secure("example.lab. MX 0 .", "example.lab. A 192.0.2.1");

        await FindAsync<MxLookupResult.NullMx>(new MxLookup(resolver));

        Assert.Equal(["example.lab. MX"], resolver.Asked);
    }

    [Fact]
    [MailRule(12, RuleSide.Broken)]
    [Requirement("7505-3-2")]
    public async Task NullMx_BesideAHost_IsARecordThatCannotBeUsed()
    {
        TestResolver resolver = new TestResolver().Secure("example.lab. MX 0 .", "example.lab. MX 10 a.lab.");

        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver));

        Assert.Equal(["a.lab."], hosts.Exchangers.Select(host => host.Host.ToString()));
    }

    [Theory]
    [InlineData("example.lab. MX 10 .", "a preference that RFC 7505 section 3 does not have")]
    [InlineData("example.lab. MX 10 a\\032b.lab.", "a space in the host's name")]
    [MailRule(10, RuleSide.Broken)]
    [Requirement("5321-5.1-4")]
    [Requirement("5321-5.1-5")]
    public async Task Records_ThatNameNoHost_NeverLeadToTheDomainsOwnAddress(string record, string what)
    {
        TestResolver resolver = new TestResolver().Secure(record, "example.lab. A 192.0.2.1");

        MxLookupResult.NoneUsable none = await FindAsync<MxLookupResult.NoneUsable>(new MxLookup(resolver));

        Assert.True(none.Why.Contains("none of the MX records", StringComparison.Ordinal), what);
        Assert.Equal(["example.lab. MX"], resolver.Asked);
    }

    [Fact]
    [MailRule(10, RuleSide.Broken)]
    [MailRule(11, RuleSide.Broken)]
    [Requirement("5321-5.1-2")]
    public async Task Domain_ThatDoesNotExist_HasNoImplicitHost() =>
        await FindAsync<MxLookupResult.NoSuchDomain>(new MxLookup(new TestResolver().NoSuchName("example.lab")));

    [Fact]
    [MailRule(11, RuleSide.Broken)]
    [MailRule(1, RuleSide.Broken)]
    public async Task Answer_ThatIsBogus_HasNoImplicitHost()
    {
        MxLookupResult.Failed failed = await FindAsync<MxLookupResult.Failed>(
            new MxLookup(new TestResolver().Secure("example.lab. A 192.0.2.1").Bogus("example.lab", RecordType.MX)));

        Assert.Equal(SecurityStatus.Bogus, failed.Security);
    }

    [Fact]
    [MailRule(2, RuleSide.Broken)]
    [Requirement("5321-5.1-3")]
    public async Task Question_WithoutAnswer_HasNoImplicitHost() =>
        await FindAsync<MxLookupResult.Failed>(new MxLookup(new TestResolver().Silent("example.lab", RecordType.MX)));

    [Fact]
    [MailRule(2, RuleSide.Broken)]
    [MailRule(15, RuleSide.Broken)]
    public async Task ServerFailure_IsNoProofOfAbsence() =>
        await FindAsync<MxLookupResult.Failed>(new MxLookup(new TestResolver().ServerFailure("example.lab", RecordType.MX)));

    [Fact]
    [MailRule(4, RuleSide.Holds)]
    public async Task Alias_OfTheDomain_IsFollowedAndRemembered()
    {
        TestResolver resolver = new TestResolver().Secure("example.lab. CNAME other.lab.", "other.lab. MX 10 a.lab.");

        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver));

        Assert.Equal(Domain, hosts.NextHop);
        Assert.Equal(DomainName.Parse("other.lab"), hosts.ExpandedNextHop);
    }

    [Fact]
    [Requirement("7672-2.1.3-1")]
    [MailRule(4, RuleSide.Broken)]
    public async Task Alias_ThatIsInsecure_MakesTheRouteInsecure()
    {
        TestResolver resolver = new TestResolver().Insecure("example.lab. CNAME other.lab.").Secure("other.lab. MX 10 a.lab.");

        Assert.Equal(SecurityStatus.Insecure, (await FindAsync<MxLookupResult.Hosts>(new MxLookup(resolver))).Security);
    }

    [Fact]
    [MailRule(14, RuleSide.Holds)]
    [Requirement("5321-5.1-10")]
    public async Task OwnName_AmongTheHosts_DropsItselfAndWhatIsNotBetter()
    {
        TestResolver resolver = new TestResolver().Secure(
            "example.lab. MX 5 a.lab.", "example.lab. MX 10 me.lab.", "example.lab. MX 10 b.lab.", "example.lab. MX 20 c.lab.");

        MxLookupResult.Hosts hosts = await FindAsync<MxLookupResult.Hosts>(
            new MxLookup(resolver, null, [DomainName.Parse("ME.lab")]));

        Assert.Equal(["a.lab."], hosts.Exchangers.Select(host => host.Host.ToString()));
    }

    [Fact]
    [MailRule(14, RuleSide.Broken)]
    [Requirement("5321-5.1-10")]
    public async Task OwnName_AsTheBestHost_LeavesNone()
    {
        TestResolver resolver = new TestResolver().Secure("example.lab. MX 5 me.lab.", "example.lab. MX 10 b.lab.");

        MxLookupResult.NoneUsable none = await FindAsync<MxLookupResult.NoneUsable>(
            new MxLookup(resolver, null, [DomainName.Parse("me.lab")]));

        Assert.Contains("loop", none.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1.", "192.0.2.1")]
    [InlineData("192.0.2.256.", null)]
    [InlineData("a.192.0.2.", null)]
    [InlineData("1.192.0.2.1.", null)]
    [MailRule(13, RuleSide.Holds)]
    [MailRule(13, RuleSide.Broken)]
    public void Exchange_ThatLooksLikeAnAddress_IsOne(string name, string? address) =>
        Assert.Equal(address, new MailExchanger(DomainName.Parse(name), 0).Literal?.ToString());

    private static async Task<T> FindAsync<T>(MxLookup lookup)
        where T : MxLookupResult =>
        Assert.IsType<T>(await lookup.FindAsync(Domain, Stop));
}
