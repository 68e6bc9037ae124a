using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>One step of the chain as a sentence, with the tags and algorithms of the records it is about.</summary>
internal static class StepWords
{
    public static string Of(Evidence step) => step switch
    {
        { Kind: EvidenceKind.ZoneKeys, Records: { } keys } =>
            $"{step.Name} has the keys {string.Join(", ", keys.Data.OfType<DnskeyRdata>().Select(KeyText))}; {By(step)} signed them, and {(step.Name.IsRoot ? "the trust anchor" : "what stands above")} names it",
        { Kind: EvidenceKind.Delegation, Records: { } signers } =>
            $"{step.Name} is delegated to the keys {string.Join(", ", signers.Data.OfType<DsRdata>().Select(DigestText))}; {By(step)} of {step.Zone} signed this",
        { Kind: EvidenceKind.Signature, Records: { Type: RecordType.CNAME or RecordType.DNAME, Data: [NameRdata alias] } } =>
            $"{step.Name} {(step.Type == RecordType.CNAME ? "is an alias of" : "and all below it are redirected to")} {alias.Target}; {By(step)} of {step.Zone} signed this",
        { Kind: EvidenceKind.Signature, Records: { } set } =>
            $"{step.Name} {RecordTypes.ToText(step.Type)}, {Count(set)}; {By(step)} of {step.Zone} signed this",
        _ => step.Text,
    };

    public static string AlgorithmText(DnssecAlgorithm algorithm) => algorithm switch
    {
        DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3Sha1 => "RSA/SHA-1",
        DnssecAlgorithm.RsaSha256 => "RSA/SHA-256",
        DnssecAlgorithm.RsaSha512 => "RSA/SHA-512",
        DnssecAlgorithm.EcdsaP256Sha256 => "ECDSA P-256",
        DnssecAlgorithm.EcdsaP384Sha384 => "ECDSA P-384",
        DnssecAlgorithm.Ed25519 => "Ed25519",
        DnssecAlgorithm.Ed448 => "Ed448",
        _ => $"algorithm {(byte)algorithm}",
    };

    private static string By(Evidence step) =>
        step is { KeyTag: { } tag, Algorithm: { } algorithm } ? $"key {tag} ({AlgorithmText(algorithm)})" : "nobody";

    private static string KeyText(DnskeyRdata key) =>
        $"{KeyTag.Of(key)} ({(key.IsRevoked ? "revoked, " : "")}{(key.IsSecureEntryPoint ? "SEP, " : "")}{AlgorithmText(key.Algorithm)})";

    private static string DigestText(DsRdata digest) => $"{digest.KeyTag} ({AlgorithmText(digest.Algorithm)}, {DigestTypeText(digest.DigestType)})";

    private static string DigestTypeText(DigestType type) => type switch
    {
        DigestType.Sha1 => "SHA-1",
        DigestType.Sha256 => "SHA-256",
        DigestType.Sha384 => "SHA-384",
        _ => $"digest {(byte)type}",
    };

    private static string Count(RecordSet set) => set.Data.Count == 1 ? "one record" : $"{set.Data.Count} records";
}
