using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Tests;

/// <summary>What Microsoft documents beside RFC 7672; the RFC's verdict is told along with it.</summary>
public sealed class ExchangeOnlineTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);

    public static TheoryData<string, string, ResultType, Action<CertificatePlan>> Refused => new()
    {
        { "expired", "7.322", ResultType.CertificateExpired, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1) },
        { "is not valid before", "7.323", ResultType.TlsaInvalid, plan => plan.NotBefore = TestCertificate.Now.AddDays(1) },
        { "other.example.net", "7.325", ResultType.CertificateHostMismatch, plan => (plan.Subject, plan.DnsNames) = ("CN=other.example.net", ["other.example.net"]) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Certificate_OddUnderUsage3_IsRefusedHereAndAcceptedByTheRfc(string why, string code, ResultType type, Action<CertificatePlan> change)
    {
        var server = TestCertificate.Server(Root, change);
        TlsaRecord record = server.Record(CertificateUsage.DaneEe);

        Judging.Is(Judging.Verify(Judging.Chain(server), record), DaneStatus.Matched, "");
        DaneOutcome outcome = Judging.Verify(UsageProfile.ExchangeOnline, Judging.Chain(server), Judging.Mx, record);

        Judging.Is(outcome, DaneStatus.Mismatched, why);
        Assert.Equal(type, outcome.ResultType);
        Assert.Equal(code, ResultTypes.ToCodeSuffix(outcome.ResultType));
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("RFC 7672 accepts", StringComparison.Ordinal));
        Assert.Equal(RecordState.NoMatch, outcome.Records[0].State);
        Assert.StartsWith("RFC 7672 section 3", outcome.Reason.Rfc, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_InOrder_MatchesInBothProfiles()
    {
        TlsaRecord record = Server.Record(CertificateUsage.DaneEe);

        Judging.Is(Judging.Verify(UsageProfile.ExchangeOnline, Judging.Chain(Server), Judging.Mx, record), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(Judging.Chain(Server), record), DaneStatus.Matched, "");
    }

    [Fact]
    public void CommonName_BesideOtherDnsNames_IsEnough()
    {
        var server = TestCertificate.Server(Root, plan => plan.DnsNames = ["other.example.net"]);
        TlsaRecord record = Root.Record(CertificateUsage.DaneTa);

        Judging.Is(Judging.Verify(UsageProfile.ExchangeOnline, Judging.Chain(server, Root), Judging.Mx, record), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(Judging.Chain(server, Root), record), DaneStatus.Mismatched, "other.example.net");
    }

    [Fact]
    public void Certificate_ThatMatchesNothing_IsTlsaInvalidOrExpired()
    {
        TlsaRecord record = Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe));
        var late = TestCertificate.Server(Root, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1));

        DaneOutcome mismatch = Judging.Verify(UsageProfile.ExchangeOnline, Judging.Chain(Server), Judging.Mx, record);
        DaneOutcome expired = Judging.Verify(UsageProfile.ExchangeOnline, Judging.Chain(late), Judging.Mx, record);

        Judging.Is(mismatch, DaneStatus.Mismatched, "");
        Assert.Equal(ResultType.TlsaInvalid, mismatch.ResultType);
        Judging.Is(expired, DaneStatus.Mismatched, "expired");
        Assert.Equal(ResultType.CertificateExpired, expired.ResultType);
        Assert.Contains(expired.Warnings, warning => warning.StartsWith("RFC 7672 refuses this server too", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_OfTheDomain_AreAccepted()
    {
        var names = ReferenceNames.ForExchanger(DomainName.Parse("mx.example.net"), DomainName.Parse("mx.example.com"), null, mxIsSecure: true);

        Judging.Is(
            Judging.Verify(UsageProfile.ExchangeOnline, Judging.Chain(Server), names, Server.Record(CertificateUsage.DaneEe)), DaneStatus.Matched, "");
    }
}
