using System.Net;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Tests.Checking;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Session;

/// <summary>The gate between a handshake and the first octet of SMTP over it.</summary>
public sealed class HandshakeVerdictTests
{
    private static readonly ReferenceNames Names = new(DomainName.Parse("mx.lab"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handshake_ThatNobodyJudged_IsRefusedThoughItStands(bool isJudged)
    {
        DaneHandshake judged = Handshake(CheckBench.Leaf.Tlsa());

        // Options that ask somebody else: the platform calls the handshake done, and the one in question saw nothing of it.
        DaneHandshake asked = isJudged ? judged : DaneHandshake.WithoutAuthentication(Names, UsageProfile.Smtp);
        await using LabMailNet net = new();
        LabMailServer server = net.Add(IPAddress.Loopback, new LabMailBehaviour { Chain = [CheckBench.Leaf] });
        await using SmtpConnection connection = new(
            await net.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 25), Stop), SmtpTimeouts.Delivery, TimeProvider.System);
        StartTlsUpgrade upgrade = new(
            asked.Options, isEstablished => HandshakeVerdict.RefusalOf(judged, isEstablished, mustMatch: true));

        SmtpStep end = await SmtpOpening.OpenAsync(new SmtpSession("client.lab", TlsDemand.Required), connection, upgrade, Stop);

        if (isJudged)
        {
            Assert.IsType<SmtpStep.Ready>(end);
            return;
        }

        SmtpRefusal why = Assert.IsType<SmtpStep.GiveUp>(end).Why;
        Assert.Equal(SmtpRefusalKind.NotAuthenticated, why.Kind);
        Assert.Equal("TLS stands and no certificate was shown to be judged", why.Text);
        Assert.Equal(["EHLO client.lab", "STARTTLS"], server.Commands);
    }

    [Fact]
    public void Handshake_LostBeforeACertificate_IsLeftToTheLoss()
    {
        DaneHandshake handshake = Handshake("3 1 1 " + new string('0', 64));

        Assert.Null(HandshakeVerdict.RefusalOf(handshake, isEstablished: false, mustMatch: true));
        Assert.NotNull(HandshakeVerdict.RefusalOf(handshake, isEstablished: true, mustMatch: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Records_ThatCannotBeUsed_PassOnlyWhereNoneHasToMatch(bool mustMatch)
    {
        DaneHandshake handshake = Handshake("3 1 1 abcd");
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(CheckBench.Leaf.Der.Span);
        Assert.True(handshake.Judge(certificate, chain: null));

        SmtpRefusal? refusal = HandshakeVerdict.RefusalOf(handshake, isEstablished: true, mustMatch);

        Assert.Equal(mustMatch, refusal is not null);
    }

    private static DaneHandshake Handshake(string record) => new(
        new DaneVerifier(UsageProfile.Smtp, new FakeTimeProvider(CheckBench.Now)),
        TlsaRecordSet.FromTrustedInput([TlsaRecord.Parse(record)]),
        Names)
    {
        RefusesInside = false,
    };
}
