using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Judges a DNSKEY set against what is known of its zone: which keys revoke themselves in it (RFC 5011 section 2.1), and which
/// trusted keys vouch for the rest. Revocation comes first, so that a key never vouches for the set in which it is revoked.
/// </summary>
internal sealed class KeySetCheck(ValidationPolicy policy, ValidationLimits limits)
{
    // The largest sets of signed zones have a dozen keys.
    private const int MostKeys = 64;

    private const ushort RevokedBit = 0x0080;

    public KeySetResult Check(TrackedZone zone, RecordSet keySet, DateTimeOffset now)
    {
        DnskeyRdata[] keys = [.. keySet.Data.OfType<DnskeyRdata>()];
        if (keys.Length > MostKeys)
        {
            return new KeySetResult(null, new Reason(ReasonKind.WorkSignatures, $"work limit: {zone.Name} has {keys.Length} keys, more than {MostKeys} are not looked at"));
        }

        WorkBudget budget = new(limits);
        SignatureCheck signatures = new(policy, budget, now);
        DnskeyRdata[] revocations = [.. keys.Select(key => Revocation(zone, key, keySet, signatures)).OfType<DnskeyRdata>()];
        TrackedKey[] trusted = [.. zone.Keys.Where(key => key.IsTrustedAt(now) && !revocations.Any(revoked => key.Names(zone.Name, revoked)))];
        Reason? why = trusted.Length == 0
            ? NoneLeft(zone, revocations)
            : new DelegationCheck(policy, budget, signatures).Check(zone.Name, [.. trusted.Select(key => key.Data)], keySet, DateTimeOffset.MaxValue, []) switch
            {
                DelegationResult.Signed => null,
                DelegationResult.Unsigned unusable => new Reason(ReasonKind.AnchorUnusable, unusable.Why.Text),
                DelegationResult.Broken { Why.Kind: ReasonKind.NoKeyMatchesDelegation } => new Reason(
                    ReasonKind.AnchorMatchesNoKey, $"none of the keys of {zone.Name} is a trust anchor (tags {string.Join(", ", trusted.Select(key => key.Tag))})"),
                DelegationResult.Broken broken => broken.Why,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        if (why is not null)
        {
            return new KeySetResult(revocations.Length > 0 ? ObservedKeySet.Attest(zone.Name, now, keys, revocations, []) : null, why);
        }

        // RFC 5011 section 2.2: all the keys that vouch for the set are remembered, not only the first.
        List<(string, RrsigRdata)> signers = [];
        foreach (DnskeyRdata key in keys.Where(key => trusted.Any(anchor => anchor.Names(zone.Name, key))))
        {
            if (signatures.Check(keySet, zone.Name, [new ZoneKey(key)]).Secure is { } secure)
            {
                signers.Add((DigestOf(zone.Name, key), secure.Signature));
            }
        }

        return signers.Count == 0
            ? new KeySetResult(null, budget.Spent ?? new Reason(ReasonKind.KeysNotSelfSigned, $"no trusted key of {zone.Name} signed its keys"))
            : new KeySetResult(ObservedKeySet.Attest(zone.Name, now, keys, revocations, signers), null);
    }

    /// <summary>What a key is called where the keys that vouched for it are remembered.</summary>
    public static string DigestOf(DomainName zone, DnskeyRdata key) =>
        Convert.ToHexString(DelegationDigest.Compute(zone, key, DigestType.Sha256));

    /// <summary>The key without the revocation bit; the tag is another one with it (RFC 5011 section 2.1).</summary>
    public static DnskeyRdata Unrevoked(DnskeyRdata key) =>
        new((ushort)(key.Flags & ~RevokedBit), key.Protocol, key.Algorithm, key.PublicKey);

    /// <summary>True for a key that is trusted or may become so: of others it makes no difference.</summary>
    public static bool CanBeRevoked(TrackedKey key) => key.IsTrusted || key.State == AnchorState.AddPend;

    private static Reason NoneLeft(TrackedZone zone, DnskeyRdata[] revocations) =>
        zone.Keys.Any(key => key.IsTrusted && !revocations.Any(revoked => key.Names(zone.Name, revoked)))
            ? new Reason(ReasonKind.AnchorsOutOfTime, $"the time of every trust anchor of {zone.Name} has passed; get newer ones, or set the clock")
            : new Reason(ReasonKind.AnchorsRevoked, $"no key of {zone.Name} is trusted any more");

    // RFC 5011 section 2.1: the bit alone revokes nothing, the key must have signed the set that shows it.
    private static DnskeyRdata? Revocation(TrackedZone zone, DnskeyRdata key, RecordSet keySet, SignatureCheck signatures)
    {
        if (!key.IsRevoked)
        {
            return null;
        }

        DnskeyRdata plain = Unrevoked(key);
        return zone.Keys.Any(known => CanBeRevoked(known) && known.Names(zone.Name, plain))
            && signatures.Check(keySet, zone.Name, [ZoneKey.ForItsRevocation(key)]).Secure is { IsWildcardExpansion: false }
                ? plain
                : null;
    }
}
