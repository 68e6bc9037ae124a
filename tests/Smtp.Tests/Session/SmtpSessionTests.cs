using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Session;

/// <summary>What a dialogue cannot show: the state between two replies.</summary>
public sealed class SmtpSessionTests
{
    [Fact]
    [MailRule(43, RuleSide.Broken)]
    [Requirement("3207-4.2-1")]
    [Requirement("3207-4.2-3")]
    public void Capabilities_BetweenHandshakeAndEhlo_AreNone()
    {
        SmtpSession session = new("client.lab", TlsDemand.Required);
        session.Start();
        session.OnReply(new SmtpReply(220, ["mx.lab"]));
        session.OnReply(new SmtpReply(250, ["mx.lab", "STARTTLS", "CHUNKING"]));
        Assert.IsType<SmtpStep.Upgrade>(session.OnReply(new SmtpReply(220, ["go"])));
        Assert.True(session.Capabilities.Chunking);

        session.OnTlsEstablished();

        Assert.Empty(session.Capabilities.Keywords);
        Assert.True(session.IsEncrypted);
    }
}
