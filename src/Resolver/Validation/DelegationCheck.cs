using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Judges a zone's DNSKEY set against what names its keys: the parent's DS records, already secure, or trust anchors
/// (RFC 4035 section 5.2). One usable DS that leads to a good signature suffices; none that is usable makes the zone unsigned;
/// usable ones that lead nowhere make it broken. Does not decide how the DS records became secure.
/// </summary>
internal sealed class DelegationCheck(ValidationPolicy policy, WorkBudget budget, SignatureCheck signatures)
{
    /// <summary>Judges by DS records or, under an anchor, by DS and DNSKEY records.</summary>
    /// <param name="apex">The zone.</param>
    /// <param name="named">DS or DNSKEY data that name trusted keys.</param>
    /// <param name="keySet">The zone's DNSKEY set as it came; null when there is none.</param>
    /// <param name="validUntil">Until when what names the keys holds.</param>
    /// <param name="chain">The steps so far.</param>
    public DelegationResult Check(
        DomainName apex, IReadOnlyList<Rdata> named, RecordSet? keySet, DateTimeOffset validUntil, IReadOnlyList<Evidence> chain)
    {
        IReadOnlyList<Rdata> usable = Usable(named);
        if (usable.Count == 0)
        {
            // A DS that cannot be read names no algorithm that could be unknown: it makes no zone unsigned.
            return named.FirstOrDefault(trusted => trusted is not (DsRdata or DnskeyRdata)) is null
                ? new DelegationResult.Unsigned(WhyUnusable(apex, named))
                : Broken(ReasonKind.NoKeyMatchesDelegation, $"a DS of {apex} is malformed, and no other is usable");
        }

        if (usable.Count > budget.Limits.DelegationsPerZone)
        {
            return Broken(ReasonKind.WorkDelegations, $"work limit: {apex} has {usable.Count} usable DS records, at most {budget.Limits.DelegationsPerZone} are looked at");
        }

        if (keySet is null || keySet.Data.Count == 0)
        {
            return Broken(ReasonKind.KeysMissing, $"{apex} has no DNSKEY although it must be signed");
        }

        if (keySet.Data.Count > budget.Limits.KeysPerZone)
        {
            return Broken(ReasonKind.WorkKeys, $"work limit: {apex} has {keySet.Data.Count} keys, at most {budget.Limits.KeysPerZone} are looked at");
        }

        if (!budget.TryEach(named.Count + keySet.Data.Count))
        {
            return new DelegationResult.Broken(budget.Spent!);
        }

        IReadOnlyList<ZoneKey> keys = ZoneKeys.Unverified(keySet);
        List<ZoneKey> entries = [];
        Reason? unfit = null;
        foreach (ZoneKey key in keys)
        {
            if (budget.Spent is not null)
            {
                return new DelegationResult.Broken(budget.Spent);
            }

            if (!usable.Any(trusted => Names(trusted, apex, key)))
            {
                continue;
            }

            if (key.Unfit is { } why)
            {
                unfit ??= why;
                continue;
            }

            entries.Add(key);
        }

        if (entries.Count == 0)
        {
            return new DelegationResult.Broken(budget.Spent ?? unfit ?? new Reason(
                ReasonKind.NoKeyMatchesDelegation,
                $"none of the keys of {apex} (tags {string.Join(", ", keys.Select(key => key.Tag))}) is one that the DS names (tags {string.Join(", ", usable.Select(TagOf))})"));
        }

        // RFC 4035 section 5.2: a key that the DS names must itself have signed the set.
        SignatureResult signed = signatures.Check(keySet, apex, entries);
        if (signed.Secure is null || signed.Secure.IsWildcardExpansion)
        {
            return signed.Why is { Kind: not (ReasonKind.SignatureMissing or ReasonKind.SignatureKeyUnknown) } detail
                ? new DelegationResult.Broken(detail)
                : signed.Why?.Kind == ReasonKind.SignatureMissing
                    ? Broken(ReasonKind.KeysUnsigned, $"the keys of {apex} carry no signature")
                    : Broken(ReasonKind.KeysNotSelfSigned, $"the keys of {apex} are not signed by a key that the DS names");
        }

        Evidence step = signed.Secure.Evidence with
        {
            Kind = EvidenceKind.ZoneKeys,
            Text = $"the keys of {apex} (tags {string.Join(", ", keys.Select(key => key.Tag))}) are signed by key {signed.Secure.Signature.KeyTag}, which {(chain.Count == 0 ? "a trust anchor" : "the parent's DS")} names",
            Rfc = "RFC 4035 section 5.2",
        };
        return new DelegationResult.Signed(ZoneKeys.Attest(signed.Secure, keys, validUntil, [.. chain, step]));
    }

    private IReadOnlyList<Rdata> Usable(IReadOnlyList<Rdata> named)
    {
        List<Rdata> usable = [.. named.Where(IsUsable)];

        // RFC 4509 section 3: SHA-1 digests are ignored where better ones are there.
        bool better = usable.Any(trusted => trusted is DsRdata { DigestType: not DigestType.Sha1 });
        return [.. usable.Where(trusted => !better || trusted is not DsRdata { DigestType: DigestType.Sha1 })];
    }

    private bool IsUsable(Rdata trusted) => trusted switch
    {
        DsRdata digest => policy.Accepts(digest.Algorithm) && policy.Accepts(digest.DigestType),
        DnskeyRdata key => policy.Accepts(key.Algorithm),
        _ => false,
    };

    private static Reason WhyUnusable(DomainName apex, IReadOnlyList<Rdata> named)
    {
        DsRdata[] digests = [.. named.OfType<DsRdata>()];
        bool sha1Only = digests.Any(digest => digest.DigestType == DigestType.Sha1 || AlgorithmPolicy.UsesSha1(digest.Algorithm))
            && digests.All(digest => SignatureVerifier.IsSupported(digest.Algorithm) && DelegationDigest.IsSupported(digest.DigestType));
        bool sha1Keys = named.Count > 0 && named.All(trusted => trusted is DnskeyRdata key && AlgorithmPolicy.UsesSha1(key.Algorithm));
        if (sha1Only || sha1Keys)
        {
            return new Reason(ReasonKind.Sha1Policy, $"{apex} is signed with SHA-1 only, which counts as unsigned");
        }

        return digests.Length > 0 && digests.All(digest => !DelegationDigest.IsSupported(digest.DigestType))
            ? new Reason(ReasonKind.DelegationDigestsUnsupported, $"every DS of {apex} has a digest type that is not supported here ({string.Join(", ", digests.Select(digest => (byte)digest.DigestType).Distinct())})")
            : new Reason(ReasonKind.DelegationAlgorithmsUnsupported, $"nothing that names the keys of {apex} has an algorithm that is supported here");
    }

    private bool Names(Rdata trusted, DomainName apex, ZoneKey key) => trusted switch
    {
        // Tag and algorithm are compared first: they cost nothing, a digest does.
        DsRdata digest => digest.KeyTag == key.Tag && digest.Algorithm == key.Data.Algorithm
            && budget.TryDigest() && DelegationDigest.Matches(apex, key.Data, digest),
        DnskeyRdata anchor => anchor.Equals(key.Data),
        _ => false,
    };

    private static ushort TagOf(Rdata trusted) => trusted switch
    {
        DsRdata digest => digest.KeyTag,
        DnskeyRdata key => KeyTag.Of(key),
        _ => 0,
    };

    private static DelegationResult.Broken Broken(ReasonKind kind, string text) => new(new Reason(kind, text));
}
