using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane.Tests;

/// <summary>Services found by SRV records: what signatures lead to counts, and nothing else does (RFC 7673).</summary>
public sealed class SrvLookupTests
{
    private const string Good = "3 1 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Service = "_xmpp-client._tcp.im.example.com";
    private const string Host = "xmpp23.hosting.example.net";
    private const string TlsaAt = "_9999._tcp." + Host;

    private static readonly DomainName Domain = DomainName.Parse("im.example.com");
    private static readonly SrvRdata Record = Srv(10, 0, 9999, Host);

    [Fact]
    public async Task Target_ThatSignaturesLeadTo_IsBoundByItsRecords()
    {
        FakeResolver resolver = World(SecurityStatus.Secure);

        SrvLookupResult.Targets found = await TargetsAsync(resolver);
        SrvTarget target = Assert.Single(found.All);
        TlsaLookupResult.Usable records = Assert.IsType<TlsaLookupResult.Usable>(await TlsaAsync(resolver, found));

        Assert.True(found.AreSecure);
        Assert.Equal("xmpp23.hosting.example.net. 9999", $"{target.Host} {target.Port}");
        Assert.Equal(TlsaAt + ". TLSA", Assert.Single(resolver.AskedForTlsa));
        Assert.Equal("xmpp23.hosting.example.net., im.example.com.", found.NamesFor(target, records).ToString());
    }

    // The same with unsigned SRV records: whoever forged them could have signed TLSA records of his own.
    [Fact]
    public async Task Target_ThatNothingVouchesFor_IsNotAskedForRecords()
    {
        FakeResolver resolver = World(SecurityStatus.Insecure);

        SrvLookupResult.Targets found = await TargetsAsync(resolver);
        TlsaLookupResult records = await TlsaAsync(resolver, found);

        Assert.IsType<TlsaLookupResult.Insecure>(records);
        Assert.Equal("RFC 7673 section 3.1", records.Why.Rfc);
        Assert.Equal("192.0.2.25", Assert.Single(records.Addresses).ToString());
        Assert.Empty(resolver.AskedForTlsa);
        Assert.Equal("im.example.com.", found.NamesFor(found.All[0], records).ToString());
    }

    [Theory]
    [InlineData(SecurityStatus.Bogus)]
    [InlineData(SecurityStatus.Indeterminate)]
    public async Task Records_ThatCouldNotBeFoundOut_EndTheAttempt(SecurityStatus security)
    {
        SrvLookupResult found = await FindAsync(World(security));

        Assert.IsType<SrvLookupResult.Failed>(found);
        Assert.Contains("as the test says", found.Why.Text, StringComparison.Ordinal);
    }

    // A code that settles nothing, from an unsigned zone.
    [Fact]
    public async Task ServerFailure_IsFailedAndNotNone() =>
        Assert.IsType<SrvLookupResult.Failed>(await FindAsync(
            new FakeResolver().WithCode(Service, RecordType.SRV, SecurityStatus.Insecure, ResponseCode.ServFail)));

    [Theory]
    [InlineData(SecurityStatus.Secure)]
    [InlineData(SecurityStatus.Insecure)]
    public async Task Records_ThatAreNotThere_AreNone(SecurityStatus security) =>
        Assert.IsType<SrvLookupResult.None>(await FindAsync(new FakeResolver().With(Service, RecordType.SRV, security, [])));

    [Fact]
    public async Task Root_AsTheOnlyTarget_MeansNotOffered()
    {
        SrvLookupResult found = await FindAsync(With(Srv(0, 0, 0, ".")));

        Assert.IsType<SrvLookupResult.NotOffered>(found);
        Assert.Equal("im.example.com. says that it does not offer xmpp-client", found.Why.Text);
    }

    // Beside others it is only a record that cannot be used, as is one of port 0.
    [Fact]
    public async Task Root_BesideTargets_IsPassedOver()
    {
        SrvLookupResult.Targets found = await TargetsAsync(With(Srv(0, 0, 0, "."), Srv(0, 0, 0, Host), Record));

        Assert.Equal(9999, Assert.Single(found.All).Port);
        Assert.IsType<SrvLookupResult.None>(await FindAsync(With(Srv(0, 0, 0, Host))));
    }

    [Theory]
    [InlineData(SecurityStatus.Bogus)]
    [InlineData(SecurityStatus.Indeterminate)]
    public async Task Target_WhoseAddressesOrRecordsFail_IsNotConnectedTo(SecurityStatus security)
    {
        FakeResolver addresses = With(Record).WithHost(Host, security);
        FakeResolver records = With(Record).WithHost(Host, SecurityStatus.Secure).WithTlsa(TlsaAt, security, Good);

        Assert.IsType<TlsaLookupResult.Failed>(await TlsaAsync(addresses, await TargetsAsync(addresses)));
        Assert.IsType<TlsaLookupResult.Failed>(await TlsaAsync(records, await TargetsAsync(records)));
        Assert.Empty(addresses.AskedForTlsa);
    }

    // Also behind unsigned SRV records: an address that could not be found out is not "none".
    [Fact]
    public async Task Target_OfUnsignedRecordsWithFailedAddresses_IsFailed()
    {
        FakeResolver resolver = new FakeResolver().With(Service, RecordType.SRV, SecurityStatus.Insecure, [Record]).WithHost(Host, SecurityStatus.Bogus);

        Assert.IsType<TlsaLookupResult.Failed>(await TlsaAsync(resolver, await TargetsAsync(resolver)));
    }

    // RFC 7673 section 4.1: the domain is asked for in TLS, and a secure target's name does as well.
    [Fact]
    public async Task Names_WithoutUsableRecords_AreTheDomainFirst()
    {
        FakeResolver resolver = With(Record).WithHost(Host, SecurityStatus.Secure).WithTlsa(TlsaAt, SecurityStatus.Secure);
        SrvLookupResult.Targets found = await TargetsAsync(resolver);

        TlsaLookupResult records = await TlsaAsync(resolver, found);

        Assert.IsType<TlsaLookupResult.None>(records);
        ReferenceNames names = found.NamesFor(found.All[0], records);
        Assert.Equal("im.example.com., xmpp23.hosting.example.net.", names.ToString());
        Assert.Equal("im.example.com", names.ServerName);
    }

    // The records of a hosted service, against its certificate and against one of another host.
    [Theory]
    [InlineData(Host, DaneStatus.Matched, "")]
    [InlineData("im.example.com", DaneStatus.Matched, "")]
    [InlineData("xmpp24.hosting.example.net", DaneStatus.Mismatched, "the certificate is for xmpp24.hosting.example.net")]
    public async Task Certificate_UnderAnAnchor_BearsTheTargetOrTheDomain(string name, DaneStatus status, string reason)
    {
        var root = TestCertificate.Root();
        TlsaRecord anchor = root.Record(CertificateUsage.DaneTa);
        FakeResolver resolver = With(Record).WithHost(Host, SecurityStatus.Secure).WithTlsa(TlsaAt, SecurityStatus.Secure, anchor.ToString());
        SrvLookupResult.Targets found = await TargetsAsync(resolver);
        ReferenceNames names = found.NamesFor(found.All[0], await TlsaAsync(resolver, found));

        var server = TestCertificate.Server(root, plan => plan.DnsNames = [name]);
        Judging.Is(Judging.Verify(UsageProfile.Xmpp, Judging.Chain(server, root), names, anchor), status, reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_xmpp-client")]
    [InlineData("xmpp.client")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123")]
    public async Task Service_ThatIsNoName_IsTheCallersMistake(string service) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await new SrvLookup(new FakeResolver(), UsageProfile.Xmpp).FindAsync(Domain, service, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Domain_TooLongForTheService_HasNone()
    {
        var domain = DomainName.Parse(string.Join('.', Enumerable.Repeat(new string('a', 62), 4))[..245]);
        FakeResolver resolver = new FakeResolver().With(domain.ToString(), RecordType.SRV, SecurityStatus.Secure, []);

        Assert.IsType<SrvLookupResult.None>(await new SrvLookup(resolver, UsageProfile.Xmpp).FindAsync(domain, "xmpp-client", TestContext.Current.CancellationToken));
    }

    private static SrvRdata Srv(ushort priority, ushort weight, ushort port, string target) => new(priority, weight, port, DomainName.Parse(target));

    private static FakeResolver With(params Rdata[] records) => new FakeResolver().With(Service, RecordType.SRV, SecurityStatus.Secure, records);

    private static FakeResolver World(SecurityStatus srv) => new FakeResolver().With(Service, RecordType.SRV, srv, [Record])
        .WithHost(Host, SecurityStatus.Secure).WithTlsa(TlsaAt, SecurityStatus.Secure, Good);

    private static ValueTask<SrvLookupResult> FindAsync(FakeResolver resolver) =>
        new SrvLookup(resolver, UsageProfile.Xmpp).FindAsync(Domain, "xmpp-client", TestContext.Current.CancellationToken);

    private static async Task<SrvLookupResult.Targets> TargetsAsync(FakeResolver resolver) =>
        Assert.IsType<SrvLookupResult.Targets>(await FindAsync(resolver));

    private static ValueTask<TlsaLookupResult> TlsaAsync(FakeResolver resolver, SrvLookupResult.Targets found) =>
        new SrvLookup(resolver, UsageProfile.Xmpp).FindTlsaAsync(found, found.All[0], TestContext.Current.CancellationToken);
}
