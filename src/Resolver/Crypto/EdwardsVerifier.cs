using System.Globalization;
using DaneCore.Resolver.Wire.Rdata;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// Ed25519 and Ed448 (RFC 8080, RFC 8032). The platform has neither; BouncyCastle does both, without state, so a key can
/// be used by several threads as it is.
/// </summary>
internal sealed class EdwardsVerifier : VerificationKey
{
    private readonly Check _check;
    private readonly int _signatureLength;

    private EdwardsVerifier(Check check, int signatureLength)
    {
        _check = check;
        _signatureLength = signatureLength;
    }

    private delegate bool Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    public static KeyImport ImportEd25519(DnskeyRdata key)
    {
        ReadOnlySpan<byte> octets = key.PublicKey.Span;
        if (octets.Length != Ed25519.PublicKeySize)
        {
            return WrongLength("Ed25519", octets.Length, Ed25519.PublicKeySize);
        }

        return Ed25519.ValidatePublicKeyPartialExport(octets) is { } point
            ? Imported((data, signature) => Ed25519.Verify(signature, point, data), Ed25519.SignatureSize)
            : NoPoint("Ed25519");
    }

    public static KeyImport ImportEd448(DnskeyRdata key)
    {
        ReadOnlySpan<byte> octets = key.PublicKey.Span;
        if (octets.Length != Ed448.PublicKeySize)
        {
            return WrongLength("Ed448", octets.Length, Ed448.PublicKeySize);
        }

        // RFC 8080 section 4: the context is empty.
        return Ed448.ValidatePublicKeyPartialExport(octets) is { } point
            ? Imported((data, signature) => Ed448.Verify(signature, point, [], data), Ed448.SignatureSize)
            : NoPoint("Ed448");
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == _signatureLength && _check(data, signature);

    public override void Dispose()
    {
        // Nothing of the platform is held.
    }

    private static KeyImport.Imported Imported(Check check, int signatureLength) => new(new EdwardsVerifier(check, signatureLength));

    private static KeyImport.Malformed WrongLength(string name, int length, int right) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the {name} key has {length} octets instead of {right}"));

    private static KeyImport.Malformed NoPoint(string name) => new($"the key is no point of the curve of {name}");
}
