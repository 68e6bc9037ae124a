using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>A-66 to A-69: records made for publication, each proved first.</summary>
public sealed class TlsaGeneratorTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);
    private static readonly PeerChain Sent = Judging.Chain(Server, Issuer, Root);

    [Fact]
    [Requirement("7672-3.1.1-2")]
    [MailRule(68, RuleSide.Holds)]
    [Requirement("7671-5.1-3")]
    [Requirement("7671-2-2")]
    public void Record_ByDefault_Is311OfTheServer()
    {
        TlsaCreation made = Generator().Create(Sent);

        Assert.True(made.IsProved);
        Assert.Equal("3 1 1 " + Server.AsPeer.SubjectPublicKeySha256, made.Record.ToString());
        Assert.Empty(made.Warnings);
        Assert.Equal(
            "_25._tcp.mx.example.com. IN TLSA " + made.Record, TlsaGenerator.ToZoneLine(DomainName.Parse("mx.example.com"), 25, made.Record));
    }

    [Fact]
    [Requirement("7671-5.2-1")]
    public void Record_OfUsage2_IsOfTheHighestIssuerSent()
    {
        TlsaCreation whole = Generator().Create(Sent, CertificateUsage.DaneTa, Selector.Cert, names: Judging.Mx);
        TlsaCreation partial = Generator().Create(Judging.Chain(Server, Issuer), CertificateUsage.DaneTa, Selector.Cert, names: Judging.Mx);

        Assert.Equal(Root.Record(CertificateUsage.DaneTa, Selector.Cert), whole.Record);
        Assert.Equal(Issuer.Record(CertificateUsage.DaneTa, Selector.Cert), partial.Record);
        Assert.Contains(partial.Warnings, warning => warning.Contains("has to send CN=Test Issuer", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(VerifierMatrixTests.Usable), MemberType = typeof(VerifierMatrixTests))]
    [MailRule(69, RuleSide.Holds)]
    [MailRule(68, RuleSide.Broken)]
    [Requirement("7671-10.1.2-1")]
    [Requirement("7671-10.1.2-2")]
    [Requirement("7671-5.2.1-1")]
    [Requirement("7671-10.1.1-1")]
    [Requirement("7672-3.1.2-2")]
    [Requirement("7672-9.2-2")]
    public void Record_OfAnyKind_HoldsAgainstItsChain(CertificateUsage usage, Selector selector, MatchingType matchingType)
    {
        TlsaCreation made = Generator().Create(Sent, usage, selector, matchingType, Judging.Mx);

        Assert.True(made.IsProved, made.Reason.Text);
        Judging.Is(Judging.Verify(Sent, made.Record), DaneStatus.Matched, "");
        Assert.Equal(matchingType == MatchingType.Full, made.Warnings.Any(warning => warning.Contains("keeps DNS replies small", StringComparison.Ordinal)));
    }

    [Fact]
    [MailRule(69, RuleSide.Broken)]
    public void Record_OfNothing_IsRefused()
    {
        Assert.Contains("no certificate", Refusal(Generator().Create(PeerChain.FromDer())), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refusal(Generator().Create(PeerChain.FromDer(ReadOnlyMemory<byte>.Empty))), StringComparison.Ordinal);
        Assert.Contains("no issuer was sent", Refusal(Generator().Create(Judging.Chain(Server), CertificateUsage.DaneTa)), StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OfAnIssuer_SaysWhatMayBreakIt()
    {
        var soon = TestCertificate.Intermediate(Root, "O=Let's Encrypt R99", plan => plan.NotAfter = TestCertificate.Now.AddDays(89));
        PeerChain chain = Judging.Chain(TestCertificate.Server(soon), soon);

        IReadOnlyList<string> key = Generator().Create(chain, CertificateUsage.DaneTa, Selector.Spki, names: Judging.Mx).Warnings;
        IReadOnlyList<string> whole = Generator().Create(Sent, CertificateUsage.DaneTa, Selector.Cert, names: Judging.Mx).Warnings;

        Assert.Contains(key, text => text.Contains("ends on 2026-08-29", StringComparison.Ordinal));
        Assert.Contains(key, text => text.Contains("issues from several intermediates", StringComparison.Ordinal));
        Assert.Contains(key, text => text.Contains("RFC 7671 section 5.2.1", StringComparison.Ordinal));
        Assert.DoesNotContain(whole, text => text.Contains("ends on", StringComparison.Ordinal) || text.Contains("several intermediates", StringComparison.Ordinal)
            || text.Contains("RFC 7671 section 5.2.1", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_OfSeveralParameters_AreEachProved()
    {
        TlsaParameters[] parameters = [TlsaParameters.Recommended, new(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Sha256), TlsaParameters.Recommended];

        IReadOnlyList<TlsaCreation> made = Generator().CreateSet(Sent, parameters, Judging.Mx);

        Assert.Equal([Server.Record(CertificateUsage.DaneEe), Root.Record(CertificateUsage.DaneTa, Selector.Cert)], made.Select(creation => creation.Record));
        Assert.Equal([true, false], Generator().CreateSet(Judging.Chain(Server), parameters, Judging.Mx).Select(creation => creation.IsProved));
    }

    [Fact]
    [MailRule(69, RuleSide.Broken)]
    public void Record_ThatWouldNotHold_IsRefusedWithTheReason()
    {
        var late = TestCertificate.Server(Issuer, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1));
        ReferenceNames other = new(DomainName.Parse("other.example.net"));

        Assert.Contains("expired", Refusal(Generator().Create(Judging.Chain(late, Issuer), CertificateUsage.DaneTa)), StringComparison.Ordinal);
        Assert.Contains("the certificate is for", Refusal(Generator().Create(Sent, CertificateUsage.DaneTa, names: other)), StringComparison.Ordinal);
        Assert.Contains("public authorities", Refusal(Generator().Create(Sent, CertificateUsage.PkixEe)), StringComparison.Ordinal);
        Assert.Contains("5.7.322", Assert.Single(Generator().Create(Judging.Chain(late), names: Judging.Mx).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("7672-4-1")]
    [MailRule(66, RuleSide.Holds)]
    [Requirement("7671-8-1")]
    [Requirement("7671-8.1-1")]
    [Requirement("7671-8.4-1")]
    [Requirement("7672-9.2-1")]
    public void Rollover_BetweenTwoKeys_KeepsBothForTwoTtls()
    {
        var next = TestCertificate.Server(Issuer, plan => plan.Key = TestCertificate.EllipticKey("next"));

        RolloverPlan plan = Plan(Sent, Judging.Chain(next, Issuer, Root));

        Assert.Equal(["before", "during", "after"], plan.Steps.Select(step => step.Title));
        Assert.Equal([plan.Current.Record!], plan.Steps[0].Records);
        Assert.Equal([plan.Current.Record!, plan.Next.Record!], plan.Steps[1].Records);
        Assert.Equal([plan.Next.Record!], plan.Steps[2].Records);
        Assert.Equal(TimeSpan.FromHours(2), plan.Steps[1].Wait);
        Judging.Is(Judging.Verify(Sent, [.. plan.Steps[1].Records]), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(Judging.Chain(next), [.. plan.Steps[1].Records]), DaneStatus.Matched, "");
    }

    [Fact]
    public void Rollover_WithTheSameKey_ChangesNothing()
    {
        var renewed = TestCertificate.Server(Issuer, plan => plan.NotAfter = plan.NotAfter.AddYears(1));

        Assert.Equal("no change", Assert.Single(Plan(Sent, Judging.Chain(renewed)).Steps).Title);
    }

    [Fact]
    public void Rollover_ToACertificateOfTomorrow_IsProvedAsOfTomorrow()
    {
        var next = TestCertificate.Server(Issuer, plan => (plan.Key, plan.NotBefore) = (TestCertificate.EllipticKey("next"), TestCertificate.Now.AddDays(1)));

        RolloverPlan plan = Generator().PlanRollover(
            Sent, Judging.Chain(next, Issuer, Root), CertificateUsage.DaneTa, Selector.Cert, MatchingType.Sha256, TimeSpan.FromHours(1), Judging.Mx);

        Assert.True(plan.Next.IsProved, plan.Next.Reason.Text);
        Assert.Equal("no change", Assert.Single(plan.Steps).Title);
    }

    [Fact]
    public void Rollover_ToNothing_HasNoSteps() => Assert.Empty(Plan(Sent, PeerChain.FromDer()).Steps);

    private static RolloverPlan Plan(PeerChain current, PeerChain next) =>
        Generator().PlanRollover(current, next, CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256, TimeSpan.FromHours(1));

    private static TlsaGenerator Generator() => new(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None);

    private static string Refusal(TlsaCreation made)
    {
        Assert.False(made.IsProved);
        return made.Reason.Text;
    }
}
