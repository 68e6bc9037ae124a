using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace DaneCore.Lab.Mail;

/// <summary>ECDSA with SHA-256 whose nonce comes from key and message (RFC 6979), so that a certificate is the same each time it is made.</summary>
internal sealed class LabSignatureFactory(ECPrivateKeyParameters key) : ISignatureFactory
{
    public object AlgorithmDetails { get; } = new AlgorithmIdentifier(X9ObjectIdentifiers.ECDsaWithSha256);

    public IStreamCalculator<IBlockResult> CreateCalculator()
    {
        DsaDigestSigner signer = new(new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest())), new Sha256Digest());
        signer.Init(forSigning: true, key);
        return new DefaultSignatureCalculator(signer);
    }
}
