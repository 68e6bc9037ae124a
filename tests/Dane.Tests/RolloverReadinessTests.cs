using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Whether a key could be changed: by keys that count, not by how many records there are.</summary>
public sealed class RolloverReadinessTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);
    private static readonly TestCertificate Next = TestCertificate.Server(Root, plan => plan.Key = TestCertificate.EllipticKey("next"));
    private static readonly TestCertificate Stranger = TestCertificate.Root("Stranger");
    private static readonly PeerChain Sent = Judging.Chain(Server, Root);

    private static readonly TlsaRecord Key = Server.Record(CertificateUsage.DaneEe);
    private static readonly TlsaRecord NextKey = Next.Record(CertificateUsage.DaneEe);
    private static readonly TlsaRecord Authority = Root.Record(CertificateUsage.DaneTa);

    [Fact]
    public void Key_AndTheNext_IsReady() => AssertState(RolloverState.NextPublished, Key, NextKey);

    [Fact]
    public void Key_AndItsIssuer_IsReady() => AssertState(RolloverState.KeyAndIssuer, Key, Authority);

    [Fact]
    public void Issuer_Alone_IsReady() => AssertState(RolloverState.IssuerPublished, Authority);

    [Fact]
    public void Key_Alone_IsNot() => AssertState(RolloverState.CurrentOnly, Key);

    [Fact]
    public void SameKey_InOtherWords_IsNoSpare()
    {
        AssertState(RolloverState.CurrentOnly, Key, Key);
        AssertState(RolloverState.CurrentOnly, Key, Server.Record(CertificateUsage.DaneEe, Selector.Cert));
        AssertState(RolloverState.CurrentOnly, Key, Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Full));
        AssertState(RolloverState.CurrentOnly, Key, Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512));
    }

    [Fact]
    public void Garbage_IsNoSpare()
    {
        AssertState(RolloverState.CurrentOnly, Key, TlsaRecord.Parse("3 1 1 abcd"));
        AssertState(RolloverState.CurrentOnly, Key, TlsaRecord.Parse("3 1 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        AssertState(RolloverState.CurrentOnly, Key, Server.Record(CertificateUsage.DaneTa));
        AssertState(RolloverState.CurrentOnly, Key, Root.Record(CertificateUsage.DaneEe));
        AssertState(RolloverState.CurrentOnly, Key, Server.Record(CertificateUsage.PkixEe));
        AssertState(RolloverState.CurrentOnly, Key, Stranger.Record(CertificateUsage.DaneTa));
    }

    [Fact]
    public void NextKey_UnderOtherParameters_IsNoSpare() =>
        AssertState(RolloverState.CurrentOnly, Key, Next.Record(CertificateUsage.DaneEe, Selector.Cert));

    [Fact]
    public void NextKey_WithTheWeakerDigestOnly_IsNoSpare() => AssertState(
        RolloverState.CurrentOnly, Key, NextKey, Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512));

    [Fact]
    public void Records_OfNobody_FitNothing() => AssertState(RolloverState.NothingFits, NextKey, Stranger.Record(CertificateUsage.DaneTa));

    [Fact]
    public void Servers_WithKeysOfTheirOwn_LeaveNoSpare()
    {
        PeerChain[] seen = [Sent, Judging.Chain(Next, Root)];

        Assert.Equal(RolloverState.CurrentOnly, Judge(seen, Key, NextKey).State);
        Assert.Equal(RolloverState.CurrentOnly, Judge([.. seen.Reverse()], NextKey, Key).State);
    }

    [Fact]
    public void Nothing_Seen_IsUnknown()
    {
        Assert.Equal(RolloverState.Unknown, Judge([], Key).State);
        Assert.Equal(RolloverState.Unknown, Judge([Sent], TlsaRecord.Parse("3 1 1 abcd")).State);
        Assert.Equal(RolloverState.Unknown, Judge([PeerChain.FromDer()], Key).State);
    }

    private static void AssertState(RolloverState state, params TlsaRecord[] records)
    {
        RolloverReadiness found = Judge([Sent], records);

        Assert.True(found.State == state, $"{found.State}: {found.Reason}");
        Assert.Equal(found, Judge([Sent], [.. records.Reverse()]));
        Assert.Equal(state is RolloverState.NextPublished or RolloverState.IssuerPublished or RolloverState.KeyAndIssuer, found.IsReady);
        Assert.Matches("^RFC 7671 section 8", found.Reason.Rfc);
        Assert.NotEqual("unknown", found.StateText);
    }

    private static RolloverReadiness Judge(IReadOnlyList<PeerChain> seen, params TlsaRecord[] records) => RolloverReadiness.Judge(
        records, seen, Judging.Mx, new DaneVerifier(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None), TestCertificate.Now);
}
