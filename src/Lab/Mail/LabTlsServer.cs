using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace DaneCore.Lab.Mail;

/// <summary>What the server says in the handshake: the certificates it was given, TLS 1.2 or 1.3, P-256 signatures.</summary>
internal sealed class LabTlsServer : DefaultTlsServer
{
    private readonly BcTlsCrypto _crypto;
    private readonly Func<string?, LabTlsIdentity>? _choose;

    private IReadOnlyList<ReadOnlyMemory<byte>> _sent = [];
    private AsymmetricKeyParameter? _key;

    public LabTlsServer(IReadOnlyList<LabCertificate> chain)
        : this(new BcTlsCrypto(new SecureRandom()))
    {
        _sent = [.. chain.Select(one => one.Der)];
        _key = chain[0].Key;
    }

    /// <summary>A server that shows what belongs to the name it is asked for.</summary>
    public LabTlsServer(Func<string?, LabTlsIdentity> choose)
        : this(new BcTlsCrypto(new SecureRandom())) => _choose = choose;

    private LabTlsServer(BcTlsCrypto crypto)
        : base(crypto) => _crypto = crypto;

    /// <summary>The name the client asked for in SNI; null when it asked for none.</summary>
    public string? ServerName { get; private set; }

    /// <summary>The suites the client offered, before one was chosen.</summary>
    public IReadOnlyList<int> OfferedSuites { get; private set; } = [];

    public override void NotifyOfferedCipherSuites(int[] offeredCipherSuites)
    {
        base.NotifyOfferedCipherSuites(offeredCipherSuites);
        OfferedSuites = offeredCipherSuites;
    }

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        base.ProcessClientExtensions(clientExtensions);
        ServerName = TlsExtensionsUtilities.GetServerNameExtensionClient(clientExtensions) is [var first, ..]
            ? Encoding.ASCII.GetString(first.NameData)
            : null;
        if (_choose is not null)
        {
            LabTlsIdentity identity = _choose(ServerName);
            if (identity.Alert is { } alert)
            {
                throw new TlsFatalAlert(alert);
            }

            _sent = identity.Sent;
            _key = PrivateKeyFactory.CreateKey(identity.PrivateKey.ToArray());
        }
    }

    public override TlsCredentials GetCredentials() => SignerCredentials();

    protected override TlsCredentialedSigner GetECDsaSignerCredentials() => SignerCredentials();

    protected override ProtocolVersion[] GetSupportedVersions() =>
        ProtocolVersion.TLSv13.DownTo(ProtocolVersion.TLSv12);

    // The keys are P-256: a suite for RSA keys must not be chosen.
    protected override int[] GetSupportedCipherSuites() =>
    [
        CipherSuite.TLS_AES_256_GCM_SHA384,
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    ];

    private BcDefaultTlsCredentialedSigner SignerCredentials() =>
        new(
            new TlsCryptoParameters(m_context),
            _crypto,
            _key,
            Message(),
            SignatureAndHashAlgorithm.GetInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));

    // TLS 1.3 wraps each certificate in an entry of its own (RFC 8446 section 4.4.2).
    private Certificate Message()
    {
        SentCertificate[] certificates = [.. _sent.Select(octets => new SentCertificate(octets))];
        return TlsUtilities.IsTlsV13(m_context)
            ? new Certificate([], [.. certificates.Select(one => new CertificateEntry(one, null))])
            : new Certificate(certificates);
    }
}
