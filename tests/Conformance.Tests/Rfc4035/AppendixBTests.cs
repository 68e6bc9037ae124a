using DaneCore.Conformance.Tests.Recorded;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Rfc4035;

/// <summary>The zone of RFC 4035 appendix A and the responses of appendix B, as printed: the RFC's own keys and signatures.</summary>
public sealed class AppendixBTests
{
    private static readonly RfcExample Example = new("rfc4035", "2004-05-01T00:00:00Z");

    [Fact]
    [Requirement("4035-5.3.2-1")]
    public void Zone_EverySetThatIsSigned_VerifiesUnderItsPrintedKeys()
    {
        // Parent-side NSEC records of delegations belong to no answer.
        RecordSet[] sets =
        [
            .. from set in RecordSet.Group(Example.Zone)
               where set.Signatures.Count > 0 && !(set.Type == RecordType.NSEC && set.Owner.ToString() is "a.example." or "b.example.")
               select set,
        ];

        Assert.Equal(24, sets.Length);
        Assert.All(sets, set => RecordedChainTests.Expect(
            Example.Judge(new Question(set.Owner, set.Type)), SecurityStatus.Secure, ReasonKind.None));
    }

    [Theory]
    [Requirement("4035-5.4-1")]
    [Requirement("4035-5.4-3")]
    [InlineData("b.1.txt", ResponseCode.NoError, 1)]
    [InlineData("b.2.txt", ResponseCode.NXDomain, 0)]
    [InlineData("b.3.txt", ResponseCode.NoError, 0)]
    [InlineData("b.6.txt", ResponseCode.NoError, 1)]
    [InlineData("b.7.txt", ResponseCode.NoError, 0)]
    public void Response_AsPrinted_IsSecure(string file, ResponseCode code, int sets)
    {
        Judgement judgement = Example.Judge(file);

        RecordedChainTests.Expect(judgement, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal((code, sets), (judgement.Code, judgement.Data.Count));
    }

    [Theory]
    [Requirement("4035-5.4-4")]
    [InlineData("b.1.txt", RecordType.MX, ReasonKind.SignatureWrong)]
    [InlineData("b.2.txt", RecordType.NSEC, ReasonKind.SignatureWrong)]
    [InlineData("b.3.txt", RecordType.NSEC, ReasonKind.SignatureWrong)]
    [InlineData("b.6.txt", RecordType.MX, ReasonKind.SignatureWrong)]
    [InlineData("b.6.txt", RecordType.NSEC, ReasonKind.WildcardWithoutProof)]
    [InlineData("b.7.txt", RecordType.NSEC, ReasonKind.SignatureWrong)]
    public void Response_WithOneOctetAltered_IsBogus(string file, RecordType type, ReasonKind why)
    {
        Judgement judgement = Example.Judge(file, record => record.Type == type ? OctetDamage.Of(record) : record);

        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, why);
    }

    /// <summary>Each NSEC has its part in the proof: without it something stays open.</summary>
    [Theory]
    [Requirement("4035-5.4-3")]
    [InlineData("b.2.txt", "example.", ReasonKind.WildcardNotDenied)]
    [InlineData("b.2.txt", "b.example.", ReasonKind.NameNotDenied)]
    [InlineData("b.3.txt", "ns1.example.", ReasonKind.DenialMissing)]
    [InlineData("b.6.txt", "x.y.w.example.", ReasonKind.WildcardWithoutProof)]
    [InlineData("b.7.txt", "x.y.w.example.", ReasonKind.NameNotDenied)]
    [InlineData("b.7.txt", "*.w.example.", ReasonKind.WildcardNotDenied)]
    public void Response_WithoutOneOfItsNsec_IsBogus(string file, string owner, ReasonKind why)
    {
        bool found = false;
        Judgement judgement = Example.Judge(file, record =>
        {
            bool drop = record.Type == RecordType.NSEC && record.Owner.Equals(DomainName.Parse(owner));
            found |= drop;
            return drop ? null : record;
        });

        Assert.True(found);
        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, why);
    }

    /// <summary>B.4: a referral answers nothing; the DS in it is signed by the parent.</summary>
    [Fact]
    [Requirement("4035-5.2-1")]
    public void ReferralToSignedZone_AsPrinted_BringsASecureDs()
    {
        RecordedChainTests.Expect(Example.Judge("b.4.txt"), SecurityStatus.Indeterminate, ReasonKind.UpstreamRefers);

        Judgement ds = Example.JudgeRecordsOf("b.4.txt", new Question(DomainName.Parse("a.example."), RecordType.DS));

        RecordedChainTests.Expect(ds, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal(57855, Assert.IsType<DsRdata>(Assert.Single(Assert.Single(ds.Data).Data)).KeyTag);
    }

    /// <summary>B.5: the NSEC at the delegation shows that there is no DS, so what lies below is unsigned.</summary>
    [Fact]
    [Requirement("4035-5.2-5")]
    [Requirement("4035-5.2-8")]
    public void ReferralToUnsignedZone_AsPrinted_ProvesThatItIsUnsigned()
    {
        RecordedChainTests.Expect(Example.Judge("b.5.txt"), SecurityStatus.Indeterminate, ReasonKind.UpstreamRefers);

        Judgement ds = Example.JudgeRecordsOf("b.5.txt", new Question(DomainName.Parse("b.example."), RecordType.DS));
        Judgement below = Example.JudgeRecordsOf("b.5.txt", new Question(DomainName.Parse("ns1.b.example."), RecordType.A));

        RecordedChainTests.Expect(ds, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal((ResponseCode.NoError, 0), (ds.Code, ds.Data.Count));
        RecordedChainTests.Expect(below, SecurityStatus.Insecure, ReasonKind.InsecureDelegation);
    }

    /// <summary>B.8: the child's apex cannot deny its own DS; with no anchor above it nobody can tell.</summary>
    [Fact]
    [Requirement("4035-3.1.4.1-1")]
    [Requirement("4035-5.2-8")]
    public void DsAskedOfTheChild_AsPrinted_ProvesNothing() =>
        RecordedChainTests.Expect(Example.Judge("b.8.txt"), SecurityStatus.Indeterminate, ReasonKind.NoTrustAnchor);
}
