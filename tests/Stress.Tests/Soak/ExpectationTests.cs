using System.Net;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Stress.Soak;

namespace DaneCore.Stress.Tests.Soak;

/// <summary>An answer that is what it has to be passes; one altered in a single point does not.</summary>
public sealed class ExpectationTests
{
    private static readonly DomainName Name = DomainName.Parse("www.example");
    private static readonly DateTimeOffset Now = SoakWorld.Start;
    private static readonly AddressRdata Data = new(IPAddress.Parse("192.0.2.1"));

    private static readonly Answer Insecure = new()
    {
        Question = new Question(Name, RecordType.A),
        Security = SecurityStatus.Insecure,
        Code = ResponseCode.NoError,
        FinalName = Name,
        Why = new Reason(ReasonKind.InsecureDelegation, "so it is"),
        Records = [Record(Data)],
        ValidUntil = Now.AddSeconds(1),
    };

    private static readonly Answer Bogus = Insecure with
    {
        Security = SecurityStatus.Bogus,
        Code = ResponseCode.ServFail,
        Why = new Reason(ReasonKind.SignatureExpired, "so it is"),
        Records = [],
    };

    private static readonly Expectation ExpectsInsecure = new(SecurityStatus.Insecure, [ReasonKind.InsecureDelegation], ResponseCode.NoError, [Data], Name);
    private static readonly Expectation ExpectsBogus = new(SecurityStatus.Bogus, [ReasonKind.SignatureExpired], ResponseCode.ServFail, [], null);

    public static TheoryData<string, string> Alterations => new()
    {
        { "status", "Secure instead of Insecure" },
        { "reason", "Insecure, but for OptOutDelegation instead of InsecureDelegation" },
        { "no reason", "Insecure, but for  instead of InsecureDelegation" },
        { "code", "NXDomain instead of NoError" },
        { "data", "1 records" },
        { "more data", "2 records" },
        { "no data", "0 records" },
        { "name", "ends at example." },
        { "ttl", "a TTL is longer than the zone's" },
        { "time", "held until" },
        { "age", "is 00:20:01 old" },
    };

    [Fact]
    public void Answer_AsItHasToBe_HasNoFault()
    {
        Assert.Null(ExpectsInsecure.Fault(Insecure, Now));
        Assert.Null(ExpectsBogus.Fault(Bogus, Now));
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public void Answer_AlteredInOnePoint_HasThatFault(string what, string fault)
    {
        Answer altered = what switch
        {
            "status" => Insecure with { Security = SecurityStatus.Secure },
            "reason" => Insecure with { Why = new Reason(ReasonKind.OptOutDelegation, "another") },
            "no reason" => Insecure with { Why = null },
            "code" => Insecure with { Code = ResponseCode.NXDomain },
            "data" => Insecure with { Records = [Record(new AddressRdata(IPAddress.Parse("192.0.2.2")))] },
            "more data" => Insecure with { Records = [Record(Data), Record(Data)] },
            "no data" => Insecure with { Records = [] },
            "name" => Insecure with { FinalName = DomainName.Parse("example") },
            "ttl" => Insecure with { Records = [Record(Data) with { Ttl = ZoneSpec.DataTtl + 1 }] },
            "time" => Insecure with { ValidUntil = Now },
            _ => Insecure with { Age = TimeSpan.FromSeconds(ZoneMaker.DelegationTtl + 1) },
        };

        Assert.StartsWith(fault, ExpectsInsecure.Fault(altered, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void BogusAnswer_Altered_HasAFault()
    {
        Assert.StartsWith("Bogus, but for SignatureMissing", ExpectsBogus.Fault(Bogus with { Why = new Reason(ReasonKind.SignatureMissing, "another") }, Now), StringComparison.Ordinal);
        Assert.StartsWith("1 records", ExpectsBogus.Fault(Bogus with { Records = [Record(Data)] }, Now), StringComparison.Ordinal);
        Assert.StartsWith("records of what may not be used", ExpectsBogus.Fault(Bogus with { Chain = [Record(Data)] }, Now), StringComparison.Ordinal);
        Assert.StartsWith("Indeterminate instead of Bogus", ExpectsBogus.Fault(Bogus with { Security = SecurityStatus.Indeterminate }, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void SecureAnswer_WithoutEvidence_HasAFault()
    {
        Expectation secure = new(SecurityStatus.Secure, [], ResponseCode.NoError, [Data], Name);

        Assert.Equal("evidence is missing", secure.Fault(Insecure with { Security = SecurityStatus.Secure, Why = null }, Now));
    }

    private static ResourceRecord Record(Rdata data) => new(Name, RecordClass.IN, ZoneSpec.DataTtl, data);
}
