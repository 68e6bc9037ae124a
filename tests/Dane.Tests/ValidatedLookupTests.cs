using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>TLSA records through a validating resolver, over signed zones: what its verdicts mean for the host.</summary>
public sealed class ValidatedLookupTests
{
    private const string Record = "3 1 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigningPlan Plan = SigningPlan.Simple("lab", Now.AddDays(-7), Now.AddDays(7));
    private static readonly DomainName Wildcarded = DomainName.Parse("_25._tcp.mx.lab");

    private static readonly SignedZone Plain = SignedZone.AsIs(ZoneContent.Parse("plain.lab", $"mx A 192.0.2.2\n_25._tcp.mx TLSA {Record}\n"));

    // No digest of plain.lab stands in its parent: that proves it unsigned. The one of signed.lab does.
    private static readonly SignedZone Signed = ZoneSigner.Sign(ZoneContent.Parse("signed.lab", $"mx A 192.0.2.3\n_25._tcp.mx TLSA {Record}\n"), Plan);

    private static readonly SignedZone Lab = ZoneSigner.Sign(
        ZoneContent.Parse(
            "lab",
            $"plain NS ns.plain\nns.plain A 192.0.2.54\nsigned NS ns.signed\nns.signed A 192.0.2.55\nmx A 192.0.2.1\n*.mx TLSA {Record}\nother A 192.0.2.9\n*.other TXT \"x\"\n")
            .With(Signed.DelegationSigners(DigestType.Sha256)),
        Plan);

    private static readonly SignedZone Root = ZoneSigner.Sign(
        ZoneContent.Parse(".", "lab NS ns.lab\nns.lab A 192.0.2.53\n").With(Lab.DelegationSigners(DigestType.Sha256)), Plan);

    private static readonly ZoneSet Zones = new(Root, Lab, Plain, Signed);

    [Fact]
    [MailRule(21, RuleSide.Holds)]
    public async Task Wildcard_WithProofThatNothingIsCloser_IsUsable()
    {
        TlsaLookupResult.Usable found = Assert.IsType<TlsaLookupResult.Usable>(await FindAsync("mx.lab"));

        Assert.Equal("mx.lab.", found.BaseDomain.ToString());
        Assert.Equal(Record, Assert.Single(found.Records.Records).ToString());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("of another name")]
    [MailRule(21, RuleSide.Broken)]
    public async Task Wildcard_WithoutThatProof_FailsAndSaysWhy(string proof)
    {
        ResourceRecord[] elsewhere = [.. Zones.Answer(new Question(DomainName.Parse("a.other.lab"), RecordType.TXT)).Authority];
        IReplyFault fault = proof == "none"
            ? ReplyFaults.StripDenial()
            : ReplyFaults.MapMessage(message => message with { Authority = elsewhere });

        TlsaLookupResult.Failed failed = Assert.IsType<TlsaLookupResult.Failed>(await FindAsync("mx.lab", fault.For(Wildcarded)));

        Assert.Equal(SecurityStatus.Bogus, failed.Answer.Security);
    }

    [Theory]
    [InlineData("plain.lab", typeof(TlsaLookupResult.Insecure))]
    [InlineData("signed.lab", typeof(TlsaLookupResult.Usable))]
    [MailRule(15, RuleSide.Holds)]
    public async Task Host_OfAZoneProvedUnsigned_IsInsecureAndNoOther(string zone, Type expected) =>
        Assert.IsType(expected, await FindAsync("mx." + zone));

    [Theory]
    [InlineData("signatures gone")]
    [InlineData("SERVFAIL")]
    [InlineData("digest gone")]
    [MailRule(15, RuleSide.Broken)]
    public async Task Host_OfASignedZone_IsNeverMadeInsecureByAServer(string damage)
    {
        IReplyFault fault = damage switch
        {
            "signatures gone" => ReplyFaults.StripSignatures().For(DomainName.Parse("mx.signed.lab")),
            "SERVFAIL" => ReplyFaults.Fail(ResponseCode.ServFail).For(RecordType.TLSA),
            _ => ReplyFaults.Empty().For(RecordType.DS),
        };

        TlsaLookupResult found = await FindAsync("mx.signed.lab", fault);

        Assert.IsType<TlsaLookupResult.Failed>(found);
        Assert.Equal("RFC 7672 section 2.1.2", found.Why.Rfc);
    }

    private static async Task<TlsaLookupResult> FindAsync(string host, params IReplyFault[] faults)
    {
        ResolverOptions options = new()
        {
            Anchors = new TrustAnchorSet([TrustAnchor.FromKey(DomainName.Root, Root.Keys.First())]),
            Clock = new FakeTimeProvider(Now),
        };
        await using StubResolver resolver = new(new LabSource(Zones, faults), options);
        return await resolver.FindTlsaAsync(DomainName.Parse(host), 25, UsageProfile.Smtp, TestContext.Current.CancellationToken);
    }
}
