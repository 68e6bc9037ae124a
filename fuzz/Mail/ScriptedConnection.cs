using System.Net.Security;
using System.Security.Authentication;

namespace DaneCore.Fuzz.Mail;

/// <summary>A connection to a server that says what the script says. Where the client begins a handshake there is one, with real certificates.</summary>
internal sealed class ScriptedConnection : IDisposable
{
    private const byte HandshakeRecord = 0x16;

    private readonly MailScenario _scenario;
    private readonly MailScript _script;
    private InlineStream? _tls;
    private bool _isClosed;

    public ScriptedConnection(MailScenario scenario, MailScript script)
    {
        _scenario = scenario;
        _script = script;
        Client = new InlineStream(OnClient, OnClientClosed);
        Clear = new ServerSide(isEncrypted: false, script, octets => Client.Deliver(octets), Close);
    }

    /// <summary>The client's end.</summary>
    public InlineStream Client { get; }

    public ServerSide Clear { get; }

    /// <summary>What was said inside TLS; null when no handshake was done.</summary>
    public ServerSide? Inside { get; private set; }

    public IEnumerable<ServerSide> Sides => Inside is null ? [Clear] : [Clear, Inside];

    public void Close()
    {
        _isClosed = true;
        Client.End();
    }

    public void Dispose()
    {
        Client.Dispose();
        _tls?.Dispose();
    }

    private void OnClient(byte[] octets)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            if (_isClosed)
            {
                return;
            }

            if (_tls is null && octets[i] == HandshakeRecord && Clear.ExpectsHandshake)
            {
                if (_scenario.BreaksHandshake)
                {
                    Close();
                    return;
                }

                _tls = new InlineStream(cipher => Client.Deliver(cipher), () => { });
                _ = ServeAsync(_tls);
            }

            if (_tls is not null)
            {
                _tls.Deliver(octets.AsSpan(i));
                return;
            }

            Clear.Take(octets[i]);
        }
    }

    private void OnClientClosed()
    {
        _isClosed = true;
        _tls?.End();
    }

    private async Task ServeAsync(InlineStream bare)
    {
        SslStream tls = new(bare);
        await using (tls.ConfigureAwait(false))
        {
            try
            {
                await tls.AuthenticateAsServerAsync(MailWorld.Handshake(_scenario.IsRightServer), CancellationToken.None).ConfigureAwait(false);
                Inside = new ServerSide(isEncrypted: true, _script, octets => tls.Write(octets), Close);
                byte[] buffer = new byte[4096];
                int read;
                while ((read = await tls.ReadAsync(buffer).ConfigureAwait(false)) > 0)
                {
                    foreach (byte octet in buffer.AsSpan(0, read))
                    {
                        if (!_isClosed)
                        {
                            Inside.Take(octet);
                        }
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or ObjectDisposedException)
            {
                // The client would not, or is gone.
                Close();
            }
        }
    }
}
