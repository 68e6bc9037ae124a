using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Signing;

/// <summary>
/// Signs a zone (RFC 4035 section 2): adds DNSKEY, the denial chain and the signatures. The same content and plan give the same
/// octets. Makes faults only where the plan asks for them.
/// </summary>
public static class ZoneSigner
{
    private const uint FallbackTtl = 3600;

    /// <summary>Signs the zone as planned. Signatures already in the content are kept beside the new ones.</summary>
    public static SignedZone Sign(ZoneContent content, SigningPlan plan)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(plan);
        uint soaTtl = content.Records.FirstOrDefault(record => record.Type == RecordType.SOA)?.Ttl ?? FallbackTtl;

        // RFC 9077 section 3: the TTL of a denial is that of a negative answer.
        uint negativeTtl = Math.Min(content.Soa?.Minimum ?? soaTtl, soaTtl);
        RecordSet[] sets = [.. RecordSet.Group([.. content.Records, .. ApexRecords(content.Apex, plan, soaTtl)])];
        ZoneNames names = new(content.Apex, sets);
        IEnumerable<Planned> chain = DenialChain.Make(names, plan.Denial, negativeTtl)
            .Select(link => new Planned(link.Set, plan.Exceptions.Where(e => e.Type == link.Set.Type && e.Owner.Equals(link.About))));
        IEnumerable<Planned> all = sets
            .Select(set => new Planned(set, plan.Exceptions.Where(e => e.Type == set.Type && e.Owner.Equals(set.Owner))))
            .Concat(chain);
        return new SignedZone(
            content.Apex,
            all.Where(planned => !planned.Exceptions.Any(exception => exception.IsLeftOut))
                .AsParallel()
                .AsOrdered()
                .Select(planned => Finish(planned, names, content.Apex, plan)));
    }

    private static IEnumerable<ResourceRecord> ApexRecords(DomainName apex, SigningPlan plan, uint ttl)
    {
        foreach (ZoneKey key in plan.Keys.Concat(plan.StandbyKeys))
        {
            yield return new ResourceRecord(apex, RecordClass.IN, ttl, key.Record);
        }

        if (plan.Denial is DenialScheme.Nsec3 nsec3)
        {
            yield return new ResourceRecord(apex, RecordClass.IN, 0, DenialChain.Parameters(nsec3));
        }
    }

    private static RecordSet Finish(Planned planned, ZoneNames names, DomainName apex, SigningPlan plan)
    {
        RecordSet set = Prepared(planned);
        bool isExcepted = planned.Exceptions.Any(exception => !exception.IsAddition);
        IEnumerable<RrsigRdata> usual = isExcepted || !names.IsSignable(planned.Set)
            ? []
            : SignersOf(set.Type, plan).Select(key => Signature(set, key, new SetPlan(set.Owner, set.Type), apex, plan));
        IEnumerable<RrsigRdata> other =
            from exception in planned.Exceptions
            where exception.Damage != SignatureDamage.Omitted
            where exception.Keys is not null || names.IsSignable(planned.Set)
            from key in exception.Keys ?? SignersOf(set.Type, plan)
            select Signature(set, key, exception, apex, plan);
        RrsigRdata[] signatures = [.. set.Signatures, .. usual, .. other];
        IEnumerable<Rdata> data = planned.Exceptions
            .Where(exception => exception.Forge is not null)
            .Aggregate(set.Data.AsEnumerable(), (forged, exception) => forged.Select(exception.Forge!));
        return RecordSet.Create(set.Owner, set.Type, set.Ttl, data, signatures, set.Class);
    }

    private static RecordSet Prepared(Planned planned)
    {
        RecordSet set = planned.Set;
        foreach (SetPlan exception in planned.Exceptions)
        {
            IEnumerable<Rdata> data = set.Data.Select(datum => WithTypes(datum, exception));
            set = RecordSet.Create(
                exception.Renamed ?? set.Owner,
                set.Type,
                set.Ttl,
                exception.Rewrite is null ? data : data.Select(exception.Rewrite),
                set.Signatures,
                set.Class);
        }

        return set;
    }

    private static Rdata WithTypes(Rdata data, SetPlan exception)
    {
        TypeBitmap Changed(TypeBitmap types) =>
            TypeBitmap.Of(types.Types.Concat(exception.AddedTypes).Except(exception.RemovedTypes));
        return data switch
        {
            NsecRdata nsec => new NsecRdata(nsec.NextName, Changed(nsec.Types)),
            Nsec3Rdata nsec3 => new Nsec3Rdata(
                nsec3.HashAlgorithm, nsec3.Flags, nsec3.Iterations, nsec3.Salt, nsec3.NextHash, Changed(nsec3.Types)),
            _ => data,
        };
    }

    // RFC 4035 section 2.2: each algorithm of the DNSKEY set signs every set. Within one, KSKs and ZSKs share the work.
    private static IEnumerable<ZoneKey> SignersOf(RecordType type, SigningPlan plan)
    {
        // RFC 7344 section 4.1: CDS and CDNSKEY are signed by the key that the DS stands for.
        bool isEntry = type is RecordType.DNSKEY or RecordType.CDS or RecordType.CDNSKEY;
        KeyRole idle = isEntry ? KeyRole.ZoneSigning : KeyRole.KeySigning;
        foreach (IGrouping<DnssecAlgorithm, ZoneKey> keys in plan.Keys.Concat(plan.HiddenKeys).GroupBy(key => key.Algorithm))
        {
            bool hasFitting = keys.Any(key => key.Role != idle);
            foreach (ZoneKey key in keys.Where(key => !hasFitting || key.Role != idle))
            {
                yield return key;
            }
        }
    }

    private static RrsigRdata Signature(RecordSet set, ZoneKey key, SetPlan exception, DomainName apex, SigningPlan plan)
    {
        RrsigRdata Filled(ReadOnlyMemory<byte> signature) => new(
            exception.TypeCovered ?? set.Type,
            exception.Algorithm ?? key.Algorithm,
            exception.Labels ?? (byte)(set.Owner.LabelCount - (set.Owner.IsWildcard ? 1 : 0)),
            exception.OriginalTtl ?? set.Ttl,
            SerialNumber.FromInstant(exception.Expiration ?? plan.Expiration),
            SerialNumber.FromInstant(exception.Inception ?? plan.Inception),
            exception.KeyTag ?? key.Tag,
            exception.Signer ?? apex,
            signature);
        byte[] sound = key.Sign(SignedOctets.Of(set, Filled(ReadOnlyMemory<byte>.Empty)));
        return Filled(Damaged(sound, exception.Damage));
    }

    private static byte[] Damaged(byte[] signature, SignatureDamage damage) => damage switch
    {
        SignatureDamage.Flipped => [.. signature[..^1], (byte)(signature[^1] ^ 1)],
        SignatureDamage.Shortened => signature[..^1],
        SignatureDamage.Padded => [0, .. signature],
        _ => signature,
    };

    private sealed class Planned(RecordSet set, IEnumerable<SetPlan> exceptions)
    {
        public RecordSet Set { get; } = set;

        public IReadOnlyList<SetPlan> Exceptions { get; } = [.. exceptions];
    }
}
