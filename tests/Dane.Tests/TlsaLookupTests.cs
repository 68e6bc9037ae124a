using System.Net;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>A-3 to: where TLSA records are looked for, and what each answer means.</summary>
public sealed class TlsaLookupTests
{
    private const string Good = "3 1 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Other = "3 1 1 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Useless = "1 1 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Host = "mx.example.com";
    private const string Target = "target.example.net";

    private static readonly AddressRdata Address = new(IPAddress.Parse("192.0.2.25"));
    private static readonly AddressRdata Address6 = new(IPAddress.Parse("2001:db8::25"));

    // The five cases.
    [Fact]
    [Requirement("6698-4.1-2")]
    [MailRule(1, RuleSide.Holds)]
    public async Task Records_SecureAndUsable_AreFound()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        TlsaLookupResult.Usable found = Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(resolver));

        Assert.Equal("mx.example.com.", found.BaseDomain.ToString());
        Assert.Equal(Good, found.Records.Records[0].ToString());
        Assert.True(found.Records.IsAttested);
        Assert.Equal(TestCertificate.Now.AddHours(1), found.Records.ValidUntil);
        Assert.Equal("192.0.2.25", Assert.Single(found.Addresses).ToString());
    }

    [Fact]
    [MailRule(24, RuleSide.Broken)]
    [Requirement("7671-4.1-2")]
    public async Task Records_SecureAndUnusable_AreTold()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Useless);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.Unusable>(found);
        Assert.Contains("public authorities", found.Why.Text, StringComparison.Ordinal);
        Assert.IsType<TlsaLookupResult.Usable>(await resolver.FindTlsaAsync(DomainName.Parse(Host), 25, UsageProfile.Https, TestContext.Current.CancellationToken));
    }

    // A record too short to be read is one all the same: the host has promised TLS.
    [Fact]
    [MailRule(23, RuleSide.Broken)]
    public async Task Records_NotReadable_AreUnusableAndNotNone()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure)
            .With("_25._tcp." + Host, RecordType.TLSA, SecurityStatus.Secure, [new UnknownRdata(RecordType.TLSA, [3])]);

        Assert.IsType<TlsaLookupResult.Unusable>(await FindAsync(resolver));
    }

    // proved absence is an answer.
    [Fact]
    [MailRule(2, RuleSide.Holds)]
    public async Task Records_ProvedAbsent_AreNone()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.None>(found);
        Assert.Equal("RFC 7672 section 2.2.3", found.Why.Rfc);
    }

    [Fact]
    [Requirement("6698-4.1-1")]
    [Requirement("6698-4.1-4")]
    [MailRule(1, RuleSide.Holds)]
    public async Task Records_InsecureAnswer_AreInsecure()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Insecure, Good);

        Assert.IsType<TlsaLookupResult.Insecure>(await FindAsync(resolver));
    }

    // bogus and indeterminate alike, and a code that settles nothing.
    [Theory]
    [InlineData(SecurityStatus.Bogus)]
    [InlineData(SecurityStatus.Indeterminate)]
    [Requirement("6698-4.1-1")]
    [Requirement("6698-4.1-10")]
    [Requirement("7672-2.1.1-2")]
    [MailRule(1, RuleSide.Broken)]
    [MailRule(2, RuleSide.Broken)]
    public async Task Records_LookupError_IsFailed(SecurityStatus security)
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, security, Good);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.Failed>(found);
        Assert.Contains("as the test says", found.Why.Text, StringComparison.Ordinal);
        Assert.Equal("RFC 7672 section 2.1.2", found.Why.Rfc);
    }

    [Fact]
    [MailRule(15, RuleSide.Broken)]
    [MailRule(2, RuleSide.Broken)]
    public async Task Records_InsecureServerFailure_IsFailedAndNotInsecure()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure)
            .WithCode("_25._tcp." + Host, RecordType.TLSA, SecurityStatus.Insecure, ResponseCode.ServFail);

        Assert.IsType<TlsaLookupResult.Failed>(await FindAsync(resolver));
    }

    // a server of an unsigned zone that does not answer TLSA questions is never asked one.
    [Fact]
    [Requirement("7672-2.2.2-2")]
    [MailRule(6, RuleSide.Broken)]
    public async Task Addresses_Insecure_AskForNoTlsa()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Insecure);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.Insecure>(found);
        Assert.Empty(resolver.AskedForTlsa);
        Assert.Single(found.Addresses);
    }

    // addresses come before TLSA.
    [Fact]
    [Requirement("7672-2.2.2-1")]
    [MailRule(6, RuleSide.Holds)]
    public async Task Addresses_AreAskedBeforeTlsa()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        await FindAsync(resolver);

        Assert.Equal(["mx.example.com. AAAA", "mx.example.com. A", "_25._tcp.mx.example.com. TLSA"], resolver.Asked);
    }

    // one family that fails does not block the other, in either direction.
    [Theory]
    [InlineData(RecordType.A, RecordType.AAAA)]
    [InlineData(RecordType.AAAA, RecordType.A)]
    [MailRule(7, RuleSide.Holds)]
    public async Task Family_ThatFails_DoesNotBlockTheOther(RecordType good, RecordType bad)
    {
        AddressRdata address = good == RecordType.A ? Address : Address6;
        FakeResolver resolver = new FakeResolver()
            .With(Host, good, SecurityStatus.Secure, [address]).With(Host, bad, SecurityStatus.Bogus, [])
            .WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.Usable>(found);
        Assert.Equal([address.Address], found.Addresses);
        Assert.Equal(FamilyState.Failed, (bad == RecordType.A ? found.Host.V4 : found.Host.V6).State);
    }

    [Fact]
    [MailRule(7, RuleSide.Broken)]
    public async Task Families_NoAddressAndAFailure_AreFailedAndNotNone()
    {
        FakeResolver resolver = new FakeResolver().With(Host, RecordType.A, SecurityStatus.Secure, []).With(Host, RecordType.AAAA, SecurityStatus.Bogus, []);

        Assert.IsType<TlsaLookupResult.Failed>(await FindAsync(resolver));
    }

    [Fact]
    public async Task Families_BothAbsent_LeaveNothingToConnectTo()
    {
        FakeResolver resolver = new FakeResolver().With(Host, RecordType.A, SecurityStatus.Secure, []).With(Host, RecordType.AAAA, SecurityStatus.Secure, []);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.None>(found);
        Assert.True(found.Host.HasNoAddress);
        Assert.Empty(found.Addresses);
        Assert.Empty(resolver.AskedForTlsa);
    }

    // One secure family asks for records, and they bind the connection to the other family too.
    [Fact]
    public async Task Families_OneSecureOneInsecure_AskForTlsa()
    {
        FakeResolver resolver = new FakeResolver()
            .With(Host, RecordType.A, SecurityStatus.Insecure, [Address]).With(Host, RecordType.AAAA, SecurityStatus.Secure, [Address6])
            .WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType<TlsaLookupResult.Usable>(found);
        Assert.Equal(2, found.Addresses.Count);
    }

    //
    [Fact]
    [Requirement("6698-4-1")]
    [Requirement("7672-2.2.3-1")]
    [MailRule(16, RuleSide.Holds)]
    public async Task Port_OfTheConnection_IsInTheName()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure).WithTlsa("_2525._tcp." + Host, SecurityStatus.Secure, Good);

        Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(resolver, 2525));
    }

    // the records of one port say nothing about another.
    [Fact]
    [MailRule(16, RuleSide.Broken)]
    public async Task Port_OtherThanThatOfTheRecords_HasNone()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good).WithTlsa("_2525._tcp." + Host, SecurityStatus.Secure);

        Assert.IsType<TlsaLookupResult.None>(await FindAsync(resolver, 2525));
        Assert.Equal(["_2525._tcp.mx.example.com. TLSA"], resolver.AskedForTlsa);
    }

    // the expanded name first, then the host's own; never one between.
    [Fact]
    [Requirement("7672-2.2.3-2")]
    [MailRule(17, RuleSide.Holds)]
    [MailRule(20, RuleSide.Broken)]
    [Requirement("7671-7-1")]
    [Requirement("7671-7-2")]
    [Requirement("7671-7-3")]
    [MailRule(20, RuleSide.Holds)]
    public async Task Alias_SecureToItsEnd_TriesTheEndThenTheHost()
    {
        FakeResolver both = Aliased(SecurityStatus.Secure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Secure, Good).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Other);
        FakeResolver second = Aliased(SecurityStatus.Secure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Other);
        FakeResolver none = Aliased(SecurityStatus.Secure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Secure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure);

        // never merged.
        TlsaLookupResult.Usable first = Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(both));
        Assert.Equal("target.example.net.", first.BaseDomain.ToString());
        Assert.Equal([Good], first.Records.Records.Select(record => record.ToString()));
        Assert.Equal("mx.example.com.", Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(second)).BaseDomain.ToString());
        Assert.IsType<TlsaLookupResult.None>(await FindAsync(none));
        Assert.Equal(["_25._tcp.target.example.net. TLSA", "_25._tcp.mx.example.com. TLSA"], none.AskedForTlsa);
    }

    // an error at the first name ends it, whatever the second holds; so does a set without a usable record.
    [Fact]
    [MailRule(18, RuleSide.Holds)]
    [MailRule(18, RuleSide.Broken)]
    public async Task Alias_ErrorOrUnusableAtItsEnd_DoesNotFallThrough()
    {
        FakeResolver error = Aliased(SecurityStatus.Secure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Bogus).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);
        FakeResolver unusable = Aliased(SecurityStatus.Secure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Secure, Useless).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        Assert.IsType<TlsaLookupResult.Failed>(await FindAsync(error));
        Assert.IsType<TlsaLookupResult.Unusable>(await FindAsync(unusable));
        Assert.Single(error.AskedForTlsa);
        Assert.Single(unusable.AskedForTlsa);
    }

    // An insecure set at the end is as good as none: the host's own name is tried.
    [Fact]
    [Requirement("7672-2.2.3-2")]
    [Requirement("7671-7-3")]
    public async Task Alias_InsecureRecordsAtItsEnd_FallToTheHost()
    {
        FakeResolver resolver = Aliased(SecurityStatus.Secure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Insecure, Other).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        Assert.Equal("mx.example.com.", Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(resolver)).BaseDomain.ToString());
    }

    // insecure addresses behind a signed alias: the host's own name alone.
    [Fact]
    [MailRule(17, RuleSide.Holds)]
    [MailRule(17, RuleSide.Broken)]
    public async Task Alias_SignedItselfWithInsecureEnd_TriesTheHostAlone()
    {
        FakeResolver resolver = Aliased(SecurityStatus.Insecure, SecurityStatus.Secure)
            .WithTlsa("_25._tcp." + Target, SecurityStatus.Secure, Other).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        Assert.Equal("mx.example.com.", Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(resolver)).BaseDomain.ToString());
        Assert.Equal(["_25._tcp.mx.example.com. TLSA"], resolver.AskedForTlsa);
    }

    [Fact]
    [MailRule(17, RuleSide.Broken)]
    [MailRule(4, RuleSide.Broken)]
    [Requirement("7672-2.1.1-4")]
    public async Task Alias_UnsignedItself_AsksForNoTlsa()
    {
        FakeResolver resolver = Aliased(SecurityStatus.Insecure, SecurityStatus.Insecure).WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        Assert.IsType<TlsaLookupResult.Insecure>(await FindAsync(resolver));
        Assert.Empty(resolver.AskedForTlsa);
    }

    // a resolver that does not say what the first hop is worth is asked for it.
    [Theory]
    [InlineData(SecurityStatus.Secure, typeof(TlsaLookupResult.Usable))]
    [InlineData(SecurityStatus.Insecure, typeof(TlsaLookupResult.Insecure))]
    [InlineData(SecurityStatus.Bogus, typeof(TlsaLookupResult.Failed))]
    [InlineData(SecurityStatus.Indeterminate, typeof(TlsaLookupResult.Failed))]
    [MailRule(5, RuleSide.Holds)]
    [MailRule(5, RuleSide.Broken)]
    [MailRule(4, RuleSide.Broken)]
    [Requirement("7672-2.1.3-2")]
    [Requirement("7672-2.2.2-3")]
    public async Task Alias_OfUnknownStatus_IsAskedForByItself(SecurityStatus alias, Type expected)
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Insecure, Target)
            .With(Host, RecordType.CNAME, alias, [new NameRdata(RecordType.CNAME, DomainName.Parse(Target))])
            .WithTlsa("_25._tcp." + Host, SecurityStatus.Secure, Good);

        TlsaLookupResult found = await FindAsync(resolver);

        Assert.IsType(expected, found);
        Assert.NotNull(found.Host.AliasAnswer);
        Assert.Contains("mx.example.com. CNAME", resolver.Asked);
    }

    // an alias at the TLSA name itself leaves the base domain as it was.
    [Fact]
    [MailRule(19, RuleSide.Holds)]
    public async Task TlsaName_ThatIsAnAlias_KeepsTheBaseDomain()
    {
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure)
            .With("_25._tcp." + Host, RecordType.TLSA, SecurityStatus.Secure, [new TlsaRdata(2, 0, 1, new byte[32])], "tlsa201._dane.example.com");

        Assert.Equal("mx.example.com.", Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(resolver)).BaseDomain.ToString());
    }

    // nor does the alias lend its name to a certificate.
    [Fact]
    [MailRule(19, RuleSide.Broken)]
    public async Task TlsaName_ThatIsAnAlias_LendsNoName()
    {
        const string Shared = "tlsa201._dane.example.com";
        var root = TestCertificate.Root();
        TlsaRecord anchor = root.Record(CertificateUsage.DaneTa, Selector.Cert);
        FakeResolver resolver = new FakeResolver().WithHost(Host, SecurityStatus.Secure)
            .With("_25._tcp." + Host, RecordType.TLSA, SecurityStatus.Secure, [new TlsaRdata(2, 0, 1, anchor.Data.ToArray())], Shared);

        TlsaLookupResult.Usable found = Assert.IsType<TlsaLookupResult.Usable>(await FindAsync(resolver));

        Assert.Equal(DaneStatus.Matched, Judge(Host).Status);
        Judging.Is(Judge(Shared), DaneStatus.Mismatched, "the certificate is for " + Shared);

        DaneOutcome Judge(string name) => Judging.Verify(
            UsageProfile.Smtp,
            Judging.Chain(TestCertificate.Server(root, plan => plan.DnsNames = [name]), root),
            new ReferenceNames(found.BaseDomain),
            [.. found.Records.Records]);
    }

    // A name so long that no TLSA name fits before it has no records, and is not an error.
    [Fact]
    public async Task Name_TooLongForTlsa_HasNone()
    {
        string host = string.Join('.', Enumerable.Repeat(new string('a', 62), 4))[..248];
        FakeResolver resolver = new FakeResolver().WithHost(host, SecurityStatus.Secure);

        Assert.IsType<TlsaLookupResult.None>(await resolver.FindTlsaAsync(DomainName.Parse(host), 25, UsageProfile.Smtp, TestContext.Current.CancellationToken));
    }

    private static FakeResolver Aliased(SecurityStatus end, SecurityStatus firstHop) => new FakeResolver().WithHost(
        Host, end, Target, [new AliasHop(DomainName.Parse(Host), DomainName.Parse(Target), firstHop)]);

    private static ValueTask<TlsaLookupResult> FindAsync(FakeResolver resolver, int port = 25) =>
        resolver.FindTlsaAsync(DomainName.Parse(Host), port, UsageProfile.Smtp, TestContext.Current.CancellationToken);
}
