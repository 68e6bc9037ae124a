using DaneCore.Conformance.Tests.Recorded;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Rfc5155;

/// <summary>
/// The zone of RFC 5155 appendix A and the responses of appendix B, as printed. Every NSEC3 of it has the opt-out flag, so
/// where a name is shown not to exist the answer is insecure (RFC 5155 section 9.2); where the name itself matches it is secure.
/// </summary>
public sealed class AppendixBTests
{
    private static readonly RfcExample Example = new("rfc5155", "2010-01-01T00:00:00Z");

    [Fact]
    public void Zone_EverySetThatIsSigned_VerifiesUnderItsPrintedKeys()
    {
        // NSEC3 records are asked for by nobody; the responses show them.
        RecordSet[] sets = [.. RecordSet.Group(Example.Zone).Where(set => set.Signatures.Count > 0 && set.Type != RecordType.NSEC3)];

        Assert.Equal(18, sets.Length);
        Assert.All(sets, set => RecordedChainTests.Expect(
            Example.Judge(new Question(set.Owner, set.Type)), SecurityStatus.Secure, ReasonKind.None));
    }

    [Theory]
    [Requirement("5155-8.4-1")]
    [Requirement("5155-8.5-1")]
    [Requirement("5155-9.2-1")]
    [InlineData("b.1.txt", SecurityStatus.Insecure, ReasonKind.OptOutDelegation, ResponseCode.NXDomain, 0)]
    [InlineData("b.2.txt", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError, 0)]
    [InlineData("b.2.1.txt", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError, 0)]
    [InlineData("b.4.txt", SecurityStatus.Insecure, ReasonKind.OptOutDelegation, ResponseCode.NoError, 1)]
    [InlineData("b.5.txt", SecurityStatus.Insecure, ReasonKind.OptOutDelegation, ResponseCode.NoError, 0)]
    public void Response_AsPrinted_IsJudgedByItsProof(string file, SecurityStatus status, ReasonKind why, ResponseCode code, int sets)
    {
        Judgement judgement = Example.Judge(file);

        RecordedChainTests.Expect(judgement, status, why);
        Assert.Equal((code, sets), (judgement.Code, judgement.Data.Count));
    }

    [Theory]
    [InlineData("b.1.txt", RecordType.NSEC3, ReasonKind.SignatureWrong)]
    [InlineData("b.2.txt", RecordType.NSEC3, ReasonKind.SignatureWrong)]
    [InlineData("b.2.1.txt", RecordType.NSEC3, ReasonKind.SignatureWrong)]
    [InlineData("b.4.txt", RecordType.MX, ReasonKind.SignatureWrong)]
    [InlineData("b.4.txt", RecordType.NSEC3, ReasonKind.WildcardWithoutProof)]
    [InlineData("b.5.txt", RecordType.NSEC3, ReasonKind.SignatureWrong)]
    public void Response_WithOneOctetAltered_IsBogus(string file, RecordType type, ReasonKind why)
    {
        Judgement judgement = Example.Judge(file, record => record.Type == type ? OctetDamage.Of(record) : record);

        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, why);
    }

    /// <summary>Each NSEC3 has its part in the proof (RFC 5155 section 8): without it something stays open.</summary>
    [Theory]
    [Requirement("5155-8.4-1")]
    [Requirement("5155-8.7-1")]
    [Requirement("5155-8.8-1")]
    [InlineData("b.1.txt", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom", ReasonKind.NextCloserNotCovered)]
    [InlineData("b.1.txt", "b4um86eghhds6nea196smvmlo4ors995", ReasonKind.NextCloserNotCovered)]
    [InlineData("b.1.txt", "35mthgpgcu1qg68fab165klnsnk3dpvl", ReasonKind.WildcardNotDenied)]
    [InlineData("b.2.txt", "2t7b4g4vsa5smi47k61mv5bv1a22bojr", ReasonKind.DenialMissing)]
    [InlineData("b.4.txt", "q04jkcevqvmu85r014c7dkba38o0ji5r", ReasonKind.WildcardWithoutProof)]
    [InlineData("b.5.txt", "k8udemvp1j2f7eg6jebps17vp3n8i58h", ReasonKind.ClosestEncloserMissing)]
    [InlineData("b.5.txt", "q04jkcevqvmu85r014c7dkba38o0ji5r", ReasonKind.NextCloserNotCovered)]
    [InlineData("b.5.txt", "r53bq7cc2uvmubfu5ocmm6pers9tk9en", ReasonKind.WildcardNotDenied)]
    public void Response_WithoutOneOfItsNsec3_IsBogus(string file, string hash, ReasonKind why)
    {
        var owner = DomainName.Parse($"{hash}.example.");
        bool found = false;
        Judgement judgement = Example.Judge(file, record =>
        {
            bool drop = record.Type == RecordType.NSEC3 && record.Owner.Equals(owner);
            found |= drop;
            return drop ? null : record;
        });

        Assert.True(found);
        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, why);
    }

    /// <summary>B.3: nothing for the delegation is signed; the span over it has the opt-out flag.</summary>
    [Fact]
    [Requirement("5155-8.6-2")]
    [Requirement("5155-8.9-3")]
    public void ReferralToAnOptedOutZone_AsPrinted_LeavesItInsecure()
    {
        RecordedChainTests.Expect(Example.Judge("b.3.txt"), SecurityStatus.Indeterminate, ReasonKind.UpstreamRefers);

        Judgement ds = Example.JudgeRecordsOf("b.3.txt", new Question(DomainName.Parse("c.example."), RecordType.DS));
        Judgement below = Example.JudgeRecordsOf("b.3.txt", new Question(DomainName.Parse("ns1.c.example."), RecordType.A));

        RecordedChainTests.Expect(ds, SecurityStatus.Insecure, ReasonKind.OptOutDelegation);
        RecordedChainTests.Expect(below, SecurityStatus.Insecure, ReasonKind.OptOutDelegation);
    }

    /// <summary>B.6: the child's apex cannot deny its own DS; with no anchor above it nobody can tell.</summary>
    [Fact]
    public void DsAskedOfTheChild_AsPrinted_ProvesNothing() =>
        RecordedChainTests.Expect(Example.Judge("b.6.txt"), SecurityStatus.Indeterminate, ReasonKind.NoTrustAnchor);
}
