using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Stress.Differential.Worlds;

/// <summary>Makes of a <see cref="ZonePlan"/> the keys, the plan for the signer, and the DS records for the zone above.</summary>
internal sealed class ZoneSigning
{
    // Free in the registries of algorithms and digests.
    private const DnssecAlgorithm UnknownAlgorithm = (DnssecAlgorithm)200;
    private const DigestType UnknownDigest = (DigestType)200;
    private const ushort ZoneKeyFlag = 0x0100;
    private const ushort SecureEntryPointFlag = 0x0001;

    private readonly WorldPlan _world;
    private readonly ZonePlan _zone;
    private readonly ZoneKey _entry;
    private readonly ZoneKey? _idle;

    public ZoneSigning(WorldPlan world, ZonePlan zone)
    {
        _world = world;
        _zone = zone;
        bool isSplit = zone.HasTwoKeys || zone.Keys is KeyFlaw.Hidden or KeyFlaw.SignedByOther;
        ZoneKey entry = Key(zone.Algorithm, "entry", isSplit ? KeyRole.KeySigning : KeyRole.Combined);
        _entry = zone.Keys switch
        {
            KeyFlaw.WithoutSep => entry.WithFlags(ZoneKeyFlag),
            KeyFlaw.WithoutZoneBit => entry.WithFlags(SecureEntryPointFlag),
            KeyFlaw.WrongProtocol => entry.WithProtocol(2),
            KeyFlaw.Revoked => entry.Revoked(),
            _ => entry,
        };
        DataKey = isSplit ? Key(zone.Algorithm, "data", KeyRole.ZoneSigning) : _entry;
        _idle = zone.Keys == KeyFlaw.SecondAlgorithmIdle ? Key(OtherAlgorithm(zone.Algorithm), "idle", KeyRole.Combined) : null;
        ZoneKey[] pair = isSplit ? [_entry, DataKey] : [_entry];
        SigningPlan plan = new()
        {
            Keys = zone.Keys switch
            {
                KeyFlaw.Hidden => [_entry],
                KeyFlaw.UnknownAlgorithmToo => [.. pair, Key(UnknownAlgorithm, "unknown", KeyRole.Combined)],
                KeyFlaw.SecondAlgorithm => [.. pair, Key(OtherAlgorithm(zone.Algorithm), "second", KeyRole.Combined)],
                _ => pair,
            },
            StandbyKeys = zone.Keys switch
            {
                KeyFlaw.Standby => [Key(zone.Algorithm, "standby", KeyRole.Combined)],
                KeyFlaw.RevokedToo => [Key(zone.Algorithm, "standby", KeyRole.Combined).Revoked()],
                KeyFlaw.SameTag => [ZoneKey.Decoy(_entry.Tag, zone.Apex, zone.Algorithm)],
                KeyFlaw.MalformedToo => [ZoneKey.Inert(zone.Algorithm, [1, 2, 3])],
                KeyFlaw.SecondAlgorithmIdle => [_idle!],
                _ => [],
            },
            HiddenKeys = zone.Keys == KeyFlaw.Hidden ? [DataKey] : [],
            Inception = WorldTimes.Start,
            Expiration = WorldTimes.End,
            Denial = zone.Denial switch
            {
                DenialKind.Nsec => new DenialScheme.Nsec(),
                DenialKind.Nsec3 => new DenialScheme.Nsec3(),
                DenialKind.Nsec3Salted => new DenialScheme.Nsec3(5) { Salt = new byte[] { 0xAB, 0xCD } },
                DenialKind.OptOut => new DenialScheme.Nsec3(OptOut: true),
                DenialKind.ManyIterations => new DenialScheme.Nsec3(200),
                _ => new DenialScheme.Absent(),
            },
            Exceptions = zone.Keys switch
            {
                KeyFlaw.SignedByOther => [new SetPlan(zone.Name, RecordType.DNSKEY) { Keys = [DataKey] }],
                KeyFlaw.Unsigned => [new SetPlan(zone.Name, RecordType.DNSKEY) { Damage = SignatureDamage.Omitted }],
                _ => [],
            },
        };
        Plan = zone.Flaws.Aggregate(plan, (soFar, flaw) => soFar.Except(Exception(flaw)));
    }

    public SigningPlan Plan { get; }

    /// <summary>What signs everything but the keys.</summary>
    public ZoneKey DataKey { get; }

    /// <summary>What the zone above says of the keys.</summary>
    public IEnumerable<DsRdata> Delegation
    {
        get
        {
            DsRdata sound = _entry.DelegationSigner(_zone.Name);
            DsRdata[] all = _zone.Delegation switch
            {
                DelegationKind.Sound => [sound],
                DelegationKind.Sha384 => [_entry.DelegationSigner(_zone.Name, DigestType.Sha384)],
                DelegationKind.TwoDigests => [sound, _entry.DelegationSigner(_zone.Name, DigestType.Sha384)],
                DelegationKind.Without => [],
                DelegationKind.UnknownAlgorithm => [new DsRdata(sound.KeyTag, UnknownAlgorithm, DigestType.Sha256, sound.Digest)],
                DelegationKind.UnknownAlgorithmToo => [new DsRdata(sound.KeyTag, UnknownAlgorithm, DigestType.Sha256, sound.Digest), sound],
                DelegationKind.UnknownDigest => [new DsRdata(sound.KeyTag, sound.Algorithm, UnknownDigest, sound.Digest)],
                DelegationKind.UnknownDigestToo => [new DsRdata(sound.KeyTag, sound.Algorithm, UnknownDigest, sound.Digest), sound],
                DelegationKind.Sha1 => [_entry.DelegationSigner(_zone.Name, DigestType.Sha1)],
                DelegationKind.Sha1BesideWrong => [_entry.DelegationSigner(_zone.Name, DigestType.Sha1), Wrong(sound)],
                DelegationKind.WrongDigest => [Wrong(sound)],
                DelegationKind.WrongDigestToo => [Wrong(sound), sound],
                _ => [Key(_zone.Algorithm, "elsewhere", KeyRole.KeySigning).DelegationSigner(_zone.Name)],
            };
            return _idle is null || all.Length == 0 ? all : [.. all, _idle.DelegationSigner(_zone.Name)];
        }
    }

    /// <summary>The name a flaw is about.</summary>
    public static DomainName NameOf(ZonePlan zone, string owner) => DomainName.Parse(owner == "@" ? zone.Apex : $"{owner}.{zone.Apex}");

    private static DsRdata Wrong(DsRdata sound)
    {
        byte[] digest = sound.Digest.ToArray();
        digest[0] ^= 1;
        return new DsRdata(sound.KeyTag, sound.Algorithm, sound.DigestType, digest);
    }

    private static DnssecAlgorithm OtherAlgorithm(DnssecAlgorithm algorithm) =>
        algorithm == DnssecAlgorithm.Ed25519 ? DnssecAlgorithm.EcdsaP256Sha256 : DnssecAlgorithm.Ed25519;

    // The seed of an RSA key chooses among four; a number keeps those of one zone apart.
    private ZoneKey Key(DnssecAlgorithm algorithm, string use, KeyRole role) => algorithm is DnssecAlgorithm.RsaSha256 or DnssecAlgorithm.RsaSha512
        ? ZoneKey.CreateRsa(algorithm, 1024 * (1 + (_zone.Name.LabelCount % 2)), use switch { "entry" => 1, "data" => 2, _ => 3 }, role)
        : ZoneKey.Create(algorithm, $"{use} {_zone.Apex}", role);

    private SetPlan Exception(SetFlaw flaw)
    {
        SetPlan plan = new(NameOf(_zone, flaw.Owner), flaw.Type);
        int labels = plan.Owner.LabelCount - (plan.Owner.IsWildcard ? 1 : 0) + (flaw.Type == RecordType.NSEC3 ? _zone.Name.LabelCount + 1 - plan.Owner.LabelCount : 0);
        ZonePlan? above = _world.Holder(_zone.Name, RecordType.DS);
        return flaw.Kind switch
        {
            SetFlawKind.Expired => plan with { Inception = WorldTimes.Long, Expiration = WorldTimes.Past },
            SetFlawKind.NotYetValid => plan with { Inception = WorldTimes.Future },
            SetFlawKind.Inverted => plan with { Inception = WorldTimes.End, Expiration = WorldTimes.Start },
            SetFlawKind.Flipped => plan with { Damage = SignatureDamage.Flipped },
            SetFlawKind.Shortened => plan with { Damage = SignatureDamage.Shortened },
            SetFlawKind.Padded => plan with { Damage = SignatureDamage.Padded },
            SetFlawKind.Unsigned => plan with { Damage = SignatureDamage.Omitted },
            SetFlawKind.OtherSigner => plan with { Signer = above?.Name ?? DomainName.Root },
            SetFlawKind.SignedAbove => plan with
            {
                Signer = above?.Name ?? DomainName.Root,
                Keys = [above is null ? ZoneKey.Create(_world.RootAlgorithm, "root") : new ZoneSigning(_world, above with { Flaws = [] }).DataKey],
            },
            SetFlawKind.FewerLabels => plan with { Labels = (byte)Math.Max(labels - 1, 0) },
            SetFlawKind.MoreLabels => plan with { Labels = (byte)(labels + 1) },
            SetFlawKind.WrongTag => plan with { KeyTag = (ushort)(DataKey.Tag ^ 0x55) },
            SetFlawKind.WrongAlgorithm => plan with { Algorithm = _zone.Algorithm == DnssecAlgorithm.RsaSha256 ? DnssecAlgorithm.RsaSha512 : DnssecAlgorithm.RsaSha256 },
            SetFlawKind.WrongType => plan with { TypeCovered = RecordType.TXT },
            SetFlawKind.LowerTtl => plan with { OriginalTtl = 60 },
            SetFlawKind.FlippedToo => plan with { IsAddition = true, Damage = SignatureDamage.Flipped },
            SetFlawKind.ExpiredToo => plan with { IsAddition = true, Inception = WorldTimes.Long, Expiration = WorldTimes.Past },
            SetFlawKind.LeftOut => plan with { IsLeftOut = true },
            SetFlawKind.BitAdded => plan with { AddedTypes = [flaw.Bit] },
            _ => plan with { RemovedTypes = [flaw.Bit] },
        };
    }
}
