using System.Globalization;
using System.Net;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Soak;

/// <summary>Makes the zone that a <see cref="ZoneSpec"/> speaks of, and what the zone above says about it.</summary>
internal sealed class ZoneMaker(DateTimeOffset now, SoakCertificates certificates)
{
    /// <summary>The TTL of what delegates: keys, DS and NS.</summary>
    public const int DelegationTtl = 1200;

    /// <summary>How many servers each zone has; one of them at a time is in a bad way.</summary>
    public const int ServersPerZone = 3;

    /// <summary>Groups of servers of zones.</summary>
    public const int Groups = 4;

    // No number of either kind is assigned here.
    private const DnssecAlgorithm UnknownAlgorithm = (DnssecAlgorithm)200;
    private const DigestType UnknownDigest = (DigestType)200;

    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private readonly DateTimeOffset _from = now - Window;
    private readonly DateTimeOffset _to = now + Window;

    /// <summary>The zone, signed as its kind wants it; null for one that nobody serves. With it, what stands in the zone above.</summary>
    public (SignedZone? Zone, IReadOnlyList<ResourceRecord> Delegation) Make(ZoneSpec spec)
    {
        List<ResourceRecord> delegation = [.. ServersOf(spec).Select(server => Delegating(spec, new NameRdata(RecordType.NS, server)))];
        if (spec.Kind == ZoneKind.Lame)
        {
            return (null, [.. delegation, Delegating(spec, KeyOf(spec).DelegationSigner(spec.Apex))]);
        }

        var content = ZoneContent.Parse(spec.Apex.ToString(), TextOf(spec));
        if (spec.Kind is ZoneKind.Unsigned || !spec.Top.IsSigned)
        {
            return (SignedZone.AsIs(content), delegation);
        }

        SigningPlan plan = PlanOf(spec);
        SignedZone zone = spec.Kind == ZoneKind.KeysMissing ? SignedZone.AsIs(content) : ZoneSigner.Sign(content, plan);
        DsRdata signer = plan.Keys[0].DelegationSigner(spec.Apex);
        delegation.Add(Delegating(spec, spec.Kind switch
        {
            ZoneKind.WrongDelegation => ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, $"{spec.Apex} other").DelegationSigner(spec.Apex),
            ZoneKind.UnknownDigest => new DsRdata(signer.KeyTag, signer.Algorithm, UnknownDigest, signer.Digest),
            _ => signer,
        }));
        return (zone, delegation);
    }

    /// <summary>The plan of a zone at the top, and of the root.</summary>
    public SigningPlan PlanOf(string zone, DnssecAlgorithm algorithm, DenialScheme denial) => new()
    {
        Keys = [ZoneKey.Create(algorithm, zone + " keys", KeyRole.KeySigning), ZoneKey.Create(algorithm, zone + " data", KeyRole.ZoneSigning)],
        Inception = _from,
        Expiration = _to,
        Denial = denial,
    };

    /// <summary>The names of a zone's servers.</summary>
    public static IEnumerable<DomainName> ServersOf(ZoneSpec spec) =>
        Enumerable.Range(0, ServersPerZone).Select(i => DomainName.Parse(ServerName(spec.Index / ZoneSpec.WalkedOneIn % Groups, i)));

    /// <summary>The name of a server.</summary>
    public static string ServerName(int group, int server) => string.Create(CultureInfo.InvariantCulture, $"s{server}.g{group}.hosts.");

    /// <summary>Its address: the last number says which of the three it is.</summary>
    public static IPAddress ServerAddress(int group, int server) => new([198, 51, (byte)group, (byte)server]);

    /// <summary>Which of the three servers of its zone stands at this address.</summary>
    public static int NumberOf(IPAddress server) => server.GetAddressBytes()[^1];

    /// <summary>True for servers of zones below the top.</summary>
    public static bool IsOfZones(IPAddress server) => server.GetAddressBytes()[^2] < Groups;

    private string TextOf(ZoneSpec spec)
    {
        string www = spec.Kind == ZoneKind.Alias ? $"www CNAME www.{spec.Target!.Apex}" : $"www A {spec.Www}";
        string more = spec.Kind switch
        {
            ZoneKind.Wildcard or ZoneKind.HashedWildcard => $"*.w A {spec.Www}",
            ZoneKind.Redirection => $"d DNAME {spec.Target!.Apex}",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"""
            $TTL {ZoneSpec.DataTtl}
            @ {DelegationTtl} SOA s0.g0.hosts. hostmaster.hosts. 1 7200 3600 1209600 120
            {string.Join('\n', ServersOf(spec).Select(server => $"@ {DelegationTtl} NS {server}"))}
            @ MX {spec.Exchanger}
            mx A {spec.HostV4}
            mx AAAA {spec.HostV6}
            _25._tcp.mx TLSA {certificates.Tlsa(spec.Certificate)}
            {www}
            {more}

            """);
    }

    private SigningPlan PlanOf(ZoneSpec spec)
    {
        DomainName www = spec.Name("www");
        SigningPlan plan = new()
        {
            Keys = spec.HasTwoKeys ? [KeyOf(spec, KeyRole.KeySigning), KeyOf(spec, KeyRole.ZoneSigning)] : [KeyOf(spec)],
            Inception = _from,
            Expiration = _to,
            Denial = spec.Kind switch
            {
                ZoneKind.Nsec3 or ZoneKind.HashedWildcard => new DenialScheme.Nsec3(),
                ZoneKind.ManyIterations => new DenialScheme.Nsec3(Iterations: 160),
                ZoneKind.NoDenial => new DenialScheme.Absent(),
                _ => new DenialScheme.Nsec(),
            },
        };
        return spec.Kind switch
        {
            ZoneKind.UnknownAlgorithm => plan with { Keys = [ZoneKey.Inert(UnknownAlgorithm, new byte[32])] },
            ZoneKind.Sha1 => plan with { Keys = [ZoneKey.Create(DnssecAlgorithm.RsaSha1Nsec3Sha1, spec.Label)] },
            ZoneKind.Expired => plan.Except(new SetPlan(www, RecordType.A) { Expiration = now.AddDays(-2) }),
            ZoneKind.NotYetValid => plan.Except(new SetPlan(www, RecordType.A) { Inception = now.AddDays(20) }),
            ZoneKind.Damaged => plan.Except(new SetPlan(www, RecordType.A) { Damage = SignatureDamage.Flipped }),
            ZoneKind.Unsealed => plan.Except(new SetPlan(www, RecordType.A) { Damage = SignatureDamage.Omitted }),
            ZoneKind.Forged => plan.Except(new SetPlan(www, RecordType.A) { Forge = _ => new AddressRdata(new IPAddress([192, 0, 2, 66])) }),
            ZoneKind.ForeignSigner => plan.Except(new SetPlan(www, RecordType.A) { Signer = DomainName.Parse("foreign." + spec.Top.Label) }),
            ZoneKind.KeysExpired => plan.Except(new SetPlan(spec.Apex, RecordType.DNSKEY) { Expiration = now.AddDays(-2) }),
            ZoneKind.DamagedDenial => plan.Except(new SetPlan(spec.Name("mx"), RecordType.NSEC) { Damage = SignatureDamage.Flipped }),
            _ => plan,
        };
    }

    private static ZoneKey KeyOf(ZoneSpec spec, KeyRole role = KeyRole.Combined) =>
        spec.Algorithm == DnssecAlgorithm.RsaSha256
            ? ZoneKey.CreateRsa(spec.Algorithm, role == KeyRole.ZoneSigning ? 1024 : 2048, 1 + (spec.Index % 4), role)
            : ZoneKey.Create(spec.Algorithm, $"{spec.Label} {role}", role);

    private static ResourceRecord Delegating(ZoneSpec spec, Rdata data) => new(spec.Apex, RecordClass.IN, DelegationTtl, data);
}
