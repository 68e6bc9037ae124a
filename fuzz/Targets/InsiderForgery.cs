using System.Net;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// What the owner of another zone can do: a parent, a child or a sibling signs records of its own making for a name that it does not
/// hold. With its own key everything about the signature is right but the zone.
/// </summary>
internal static class InsiderForgery
{
    private static readonly SignedZone[] Signed = [.. SignedInternet.Zones.Zones.Where(zone => zone.IsSigned)];

    /// <summary>
    /// The reply with one set of its answer in other words, signed by a zone that does not hold it. The second octet of the act chooses the zone, the
    /// third the set, the fourth whose name the signature bears.
    /// </summary>
    public static Message Apply(Message reply, ReadOnlySpan<byte> act)
    {
        RecordSet[] sets = [.. RecordSet.Group(reply.Answer)];
        SignedZone zone = Signed[act[1] % Signed.Length];
        if (sets.Length == 0)
        {
            return reply;
        }

        RecordSet set = sets[act[2] % sets.Length];
        if (Holder(set.Owner, set.Type).Equals(zone.Apex))
        {
            return reply;
        }

        ZoneKey key = SignedInternet.KeyOf(zone);
        DomainName signer = (act[3] & 1) == 0 ? zone.Apex : Holder(set.Owner, set.Type);
        var forged = RecordSet.Create(set.Owner, set.Type, set.Ttl, set.Data.Select(Other));
        RrsigRdata signature = Signature(forged, key, signer, ReadOnlyMemory<byte>.Empty);
        signature = Signature(forged, key, signer, key.Sign(SignedOctets.Of(forged, signature)));
        return reply with
        {
            Answer =
            [
                .. sets.Where(each => !ReferenceEquals(each, set)).SelectMany(each => each.Records.Concat(each.Signatures.Select(data => Record(each, data)))),
                .. forged.Records,
                Record(forged, signature),
            ],
        };

        static ResourceRecord Record(RecordSet set, Rdata data) => new(set.Owner, set.Class, set.Ttl, data);
    }

    // RFC 4035 section 3.1.4.1: the DS of a zone belongs to the zone above it.
    private static DomainName Holder(DomainName owner, RecordType type) => SignedInternet.Zones.Zones
        .Select(zone => zone.Apex)
        .Where(apex => type == RecordType.DS ? owner.IsStrictlyBelow(apex) : owner.IsAtOrBelow(apex))
        .MaxBy(apex => apex.LabelCount) ?? DomainName.Root;

    private static Rdata Other(Rdata data) => data switch
    {
        AddressRdata { Type: RecordType.A } => new AddressRdata(IPAddress.Parse("203.0.113.66")),
        TlsaRdata tlsa => new TlsaRdata(tlsa.Usage, tlsa.Selector, tlsa.MatchingType, new byte[tlsa.Data.Length]),
        MxRdata mx => new MxRdata(mx.Preference, DomainName.Parse("mx.elsewhere.sample")),
        _ => data,
    };

    private static RrsigRdata Signature(RecordSet set, ZoneKey key, DomainName signer, ReadOnlyMemory<byte> octets) => new(
        set.Type,
        key.Algorithm,
        (byte)(set.Owner.LabelCount - (set.Owner.IsWildcard ? 1 : 0)),
        set.Ttl,
        SerialNumber.FromInstant(SignedInternet.Expiration),
        SerialNumber.FromInstant(SignedInternet.Inception),
        key.Tag,
        signer,
        octets);
}
