using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// One key of a zone, imported when it is first used and kept: importing costs several times what a check does.
/// Its tag is a hint, not an identity: two keys may share one (RFC 4034 appendix B).
/// </summary>
internal sealed class ZoneKey(DnskeyRdata data, bool mayBeRevoked = false)
{
    private readonly Lazy<KeyImport> _import = new(() => SignatureVerifier.Import(data));

    public DnskeyRdata Data { get; } = data;

    public ushort Tag { get; } = KeyTag.Of(data);

    public KeyImport Import => _import.Value;

    /// <summary>A revoked key that may check the one signature it still counts for: its own over the set that shows it revoked.</summary>
    public static ZoneKey ForItsRevocation(DnskeyRdata data) => new(data, mayBeRevoked: true);

    /// <summary>True once the key was taken in, or found to be none.</summary>
    public bool IsImported => _import.IsValueCreated;

    /// <summary>Why the key may sign nothing in its zone; null when it may.</summary>
    public Reason? Unfit
    {
        get
        {
            // RFC 4034 section 2.1.1: a key without the Zone flag verifies no signature. SEP plays no part in validation.
            if (!Data.IsZoneKey)
            {
                return new Reason(ReasonKind.KeyNotZoneKey, $"key {Tag} is no zone key: its Zone flag is not set");
            }

            // RFC 4034 section 2.1.2: any protocol but 3 makes the key invalid.
            if (Data.Protocol != 3)
            {
                return new Reason(ReasonKind.KeyProtocolWrong, $"key {Tag} has protocol {Data.Protocol} instead of 3");
            }

            // RFC 5011 section 2.1: a revoked key proves nothing but its own revocation.
            return Data.IsRevoked && !mayBeRevoked ? new Reason(ReasonKind.KeyRevoked, $"key {Tag} is revoked") : null;
        }
    }
}
