using System.Security.Authentication;
using System.Security.Cryptography;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Tests.Session;

/// <summary>The alert with which a server refuses a handshake is told by name.</summary>
public sealed class AlertTests
{
    // As OpenSSL packs it: library 20, reason 1000 and the number of the alert.
    [Theory]
    [InlineData((20 << 23) | 1040, "the server refused: handshake_failure (40)")]
    [InlineData((20 << 23) | 1070, "the server refused: protocol_version (70)")]
    [InlineData((20 << 23) | 134, "no alert")]
    [InlineData((19 << 23) | 1040, "no alert")]
    public void Handshake_RefusedByTheServer_SaysWithWhichAlert(int error, string expected)
    {
        using PatienceTimer timer = new(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
        CryptographicException inner = new("no alert") { HResult = error };

        SmtpLoss? loss = timer.Explain(new AuthenticationException("see inside", inner), SmtpPhase.Handshake);

        Assert.Equal((SmtpLossKind.Garbled, expected), (loss!.Kind, loss.Text));
    }
}
