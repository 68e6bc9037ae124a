using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>The server's end of DNS over TLS, one step at a time.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _between = [X509CertificateLoader.LoadCertificate(DnsCertificates.Between.Der.Span)];
    private SslStream? _stream;

    public TlsListener(LabCertificate certificate)
    {
        _certificate = certificate.ToPlatform();
        _listener.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Accepted so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Octets of the last query.</summary>
    public int LastLength { get; private set; }

    public async Task AcceptAsync(CancellationToken stop)
    {
        await HangUpAsync();
        TcpClient client = await _listener.AcceptTcpClientAsync(stop);
        _stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        Connections++;
        await _stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, _between, offline: true) }, stop);
    }

    public async Task<Message> ReceiveAsync(CancellationToken stop)
    {
        byte[] length = new byte[sizeof(ushort)];
        await _stream!.ReadExactlyAsync(length, stop);
        LastLength = BinaryPrimitives.ReadUInt16BigEndian(length);
        byte[] octets = new byte[LastLength];
        await _stream.ReadExactlyAsync(octets, stop);
        Assert.True(Message.TryRead(octets, out Message? query, out _));
        return query;
    }

    public Task SendAsync(Message message, CancellationToken stop)
    {
        byte[] octets = message.ToWire();
        return SendOctetsAsync([(byte)(octets.Length >> 8), (byte)(octets.Length & 0xFF), .. octets], stop);
    }

    public async Task SendOctetsAsync(byte[] octets, CancellationToken stop) => await _stream!.WriteAsync(octets, stop);

    public async Task HangUpAsync()
    {
        if (_stream is { } stream)
        {
            await stream.DisposeAsync();
            _stream = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_stream?.DisposeAsync() ?? ValueTask.CompletedTask);
        _listener.Dispose();
        _certificate.Dispose();
    }
}
