using System.Net;
using DaneCore.Lab;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Tests.Validation;

/// <summary>Names that an RFC answers, and those it leaves to private networks.</summary>
public sealed class SpecialNamesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", RecordType.A, ResponseCode.NoError, "127.0.0.1")]
    [InlineData("LocalHost", RecordType.AAAA, ResponseCode.NoError, "::1")]
    [InlineData("mail.localhost", RecordType.A, ResponseCode.NoError, "127.0.0.1")]
    [InlineData("localhost", RecordType.TLSA, ResponseCode.NoError, null)]
    [InlineData("www.invalid", RecordType.A, ResponseCode.NXDomain, null)]
    [InlineData("example.onion", RecordType.A, ResponseCode.NXDomain, null)]
    public async Task SpecialName_AskedFor_IsAnsweredWithoutAskingAnybody(string name, RecordType type, ResponseCode code, string? data)
    {
        LabSource source = new(SmallInternet.Zones);
        await using StubResolver resolver = new(source, PublicRoot());

        Answer answer = await resolver.LookupAsync(DomainName.Parse(name), type, Stop);

        Assert.Equal((SecurityStatus.Insecure, ReasonKind.SpecialUseName, code), (answer.Security, answer.Why?.Kind, answer.Code));
        Assert.Equal(data, answer.Records.SingleOrDefault()?.Data.ToString());
        Assert.Empty(source.Asked);
        Assert.Null(answer.Secure);
        Assert.False(answer.NobodyAnswered);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("example.onion")]
    public async Task SpecialName_WithTheListOff_IsJudgedLikeAnyOther(string name)
    {
        LabSource source = new(SmallInternet.Zones);
        await using StubResolver resolver = new(source, PublicRoot() with { Policy = new ValidationPolicy { PrivateZonesAreInsecure = false } });

        Answer answer = await resolver.LookupAsync(DomainName.Parse(name), RecordType.A, Stop);

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (answer.Security, answer.Code));
        Assert.NotEmpty(source.Asked);
    }

    [Fact]
    public async Task SpecialName_UnderARootOfTheUsers_IsJudgedLikeAnyOther()
    {
        LabSource source = new(SmallInternet.Zones);
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(DomainName.Parse("localhost"), RecordType.A, Stop);

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (answer.Security, answer.Code));
    }

    [Theory]
    [InlineData(true, SecurityStatus.Insecure, ReasonKind.PrivateZone)]
    [InlineData(false, SecurityStatus.Bogus, ReasonKind.SignatureMissing)]
    public async Task PrivateName_AnsweredUnsigned_CountsAsUnsignedUnderThePublicRootOnly(bool isPublic, SecurityStatus status, ReasonKind why)
    {
        var printer = DomainName.Parse("printer.local");
        LabSource source = new(SmallInternet.Zones)
        {
            Hook = (question, _) => question is { Type: RecordType.A } && question.Name.Equals(printer)
                ? new SourceReply.Received(
                    new Message
                    {
                        Flags = MessageFlags.Response,
                        Questions = [question],
                        Answer = [new ResourceRecord(printer, RecordClass.IN, 60, new AddressRdata(IPAddress.Parse("10.0.0.1")))],
                    },
                    "lab")
                : null,
        };
        await using StubResolver resolver = new(source, isPublic ? PublicRoot() : SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(printer, RecordType.A, Stop);

        Assert.Equal((status, why), (answer.Security, answer.Why?.Kind));
    }

    [Theory]
    [InlineData("printer.local", "local.")]
    [InlineData("a.b.home.arpa", "home.arpa.")]
    [InlineData("git.internal", "internal.")]
    [InlineData("www.test", "test.")]
    [InlineData("_dns.resolver.arpa", "resolver.arpa.")]
    [InlineData("1.2.3.10.in-addr.arpa", "10.in-addr.arpa.")]
    [InlineData("1.1.168.192.in-addr.arpa", "168.192.in-addr.arpa.")]
    [InlineData("1.1.16.172.in-addr.arpa", "16.172.in-addr.arpa.")]
    [InlineData("1.1.31.172.in-addr.arpa", "31.172.in-addr.arpa.")]
    [InlineData("1.1.64.100.in-addr.arpa", "64.100.in-addr.arpa.")]
    [InlineData("1.1.127.100.in-addr.arpa", "127.100.in-addr.arpa.")]
    [InlineData("1.0.0.127.in-addr.arpa", "127.in-addr.arpa.")]
    [InlineData("4.3.d.f.ip6.arpa", "d.f.ip6.arpa.")]
    [InlineData("1.a.e.f.ip6.arpa", "a.e.f.ip6.arpa.")]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa.")]
    public void PrivateZone_AboveAPrivateName_IsFound(string name, string zone)
    {
        Assert.Equal(DomainName.Parse(zone), PrivateZone.Above(DomainName.Parse(name))?.Name);
        Assert.Equal(DomainName.Parse(zone), PrivateZone.Above(DomainName.Parse(zone))?.Name);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("local.example")]
    [InlineData("arpa")]
    [InlineData("in-addr.arpa")]
    [InlineData("1.1.15.172.in-addr.arpa")]
    [InlineData("1.1.32.172.in-addr.arpa")]
    [InlineData("1.1.63.100.in-addr.arpa")]
    [InlineData("1.1.128.100.in-addr.arpa")]
    [InlineData("8.8.8.8.in-addr.arpa")]
    [InlineData("c.e.f.ip6.arpa")]
    [InlineData("2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa")]
    [InlineData("locale")]
    [InlineData("com")]
    public void PrivateZone_AboveAPublicName_IsNone(string name) => Assert.Null(PrivateZone.Above(DomainName.Parse(name)));

    private static ResolverOptions PublicRoot() => SmallInternet.Options() with { Anchors = SmallInternet.Anchors.AsPublicRoot() };
}
