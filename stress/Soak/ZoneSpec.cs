using System.Globalization;
using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Soak;

/// <summary>
/// One zone of the soak, by its number: where it stands, what is right and wrong with it, and what it holds. Everything follows from the
/// seed and the number; nothing is read from the zone as it was signed.
/// </summary>
internal sealed class ZoneSpec
{
    /// <summary>The TTL of data.</summary>
    public const int DataTtl = 400;

    /// <summary>Walks from the root see every fifth zone only, for each of their servers holds zones of its own.</summary>
    public const int WalkedOneIn = 5;

    private const int ThousandKinds = 1000;

    // Of a thousand zones. What is not named here is sound, with NSEC.
    private static readonly (ZoneKind Kind, int Share)[] Shares =
    [
        (ZoneKind.Nsec3, 200), (ZoneKind.Wildcard, 50), (ZoneKind.HashedWildcard, 30), (ZoneKind.Alias, 40), (ZoneKind.Redirection, 20),
        (ZoneKind.Unsigned, 220), (ZoneKind.UnknownAlgorithm, 10), (ZoneKind.UnknownDigest, 5), (ZoneKind.Sha1, 5), (ZoneKind.ManyIterations, 10),
        (ZoneKind.Expired, 15), (ZoneKind.NotYetValid, 10), (ZoneKind.Damaged, 15), (ZoneKind.Unsealed, 15), (ZoneKind.Forged, 10),
        (ZoneKind.ForeignSigner, 10), (ZoneKind.WrongDelegation, 15), (ZoneKind.KeysMissing, 10), (ZoneKind.KeysExpired, 10),
        (ZoneKind.NoDenial, 10), (ZoneKind.DamagedDenial, 10), (ZoneKind.Lame, 10),
    ];

    /// <summary>The zone of this number among so many.</summary>
    public ZoneSpec(long seed, int index, int zones)
    {
        var draws = Draws.Of(seed, (byte)'z', index);
        Index = index;
        Top = TopOf(draws.Below(0, 100));
        Kind = KindOf(draws.Below(1, ThousandKinds));
        Label = string.Create(CultureInfo.InvariantCulture, $"z{index}");
        Apex = DomainName.Parse($"{Label}.{Top.Label}");
        Algorithm = draws.Below(2, 100) switch
        {
            < 85 => DnssecAlgorithm.EcdsaP256Sha256,
            < 93 => DnssecAlgorithm.RsaSha256,
            < 97 => DnssecAlgorithm.Ed25519,
            _ => DnssecAlgorithm.EcdsaP384Sha384,
        };
        HasTwoKeys = draws.Below(3, 100) < 20;

        // The same walk must be able to reach it; and an alias that leads to an alias would need a longer list of what may come of it.
        Target = Kind is ZoneKind.Alias or ZoneKind.Redirection ? TargetOf(seed, index, zones, draws) : null;
    }

    /// <summary>Its number; low ones are asked about often.</summary>
    public int Index { get; }

    /// <summary>The zone above.</summary>
    public TopZone Top { get; }

    /// <summary>What it was built for.</summary>
    public ZoneKind Kind { get; }

    /// <summary>Its first label.</summary>
    public string Label { get; }

    /// <summary>Its name.</summary>
    public DomainName Apex { get; }

    /// <summary>What it is signed with.</summary>
    public DnssecAlgorithm Algorithm { get; }

    /// <summary>True for a key for keys and one for data.</summary>
    public bool HasTwoKeys { get; }

    /// <summary>Where its aliases lead; null where it has none.</summary>
    public ZoneSpec? Target { get; }

    /// <summary>True when walks from the root reach it.</summary>
    public bool IsWalked => Index % WalkedOneIn == 0;

    /// <summary>Which certificate its mail host shows.</summary>
    public int Certificate => Index % SoakCertificates.Count;

    /// <summary>The name of something in it.</summary>
    public DomainName Name(string relative) => DomainName.Parse($"{relative}.{Label}.{Top.Label}");

    /// <summary>The address of <c>www</c>, and of whatever the wildcard stands for.</summary>
    public Rdata Www => new AddressRdata(new IPAddress([10, 1, (byte)(Index / 256 % 256), (byte)(Index % 256)]));

    /// <summary>The mail host.</summary>
    public Rdata Exchanger => new MxRdata(10, Name("mx"));

    /// <summary>The mail host's address.</summary>
    public Rdata HostV4 => new AddressRdata(new IPAddress([10, 2, (byte)(Index / 256 % 256), (byte)(Index % 256)]));

    /// <summary>The mail host's other address.</summary>
    public Rdata HostV6 => new AddressRdata(IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8::{Index:x}")));

    private static TopZone TopOf(int draw)
    {
        foreach (TopZone top in TopZone.All)
        {
            draw -= top.Share;
            if (draw < 0)
            {
                return top;
            }
        }

        return TopZone.All[^1];
    }

    private static ZoneKind KindOf(int draw)
    {
        foreach ((ZoneKind kind, int share) in Shares)
        {
            draw -= share;
            if (draw < 0)
            {
                return kind;
            }
        }

        return ZoneKind.Nsec;
    }

    private static ZoneSpec TargetOf(long seed, int index, int zones, Draws draws)
    {
        int step = 0;
        while (true)
        {
            int other = (draws.Below(4, zones) + step) % zones;
            step++;
            if (other % WalkedOneIn != index % WalkedOneIn || other == index || KindOf(Draws.Of(seed, (byte)'z', other).Below(1, ThousandKinds)) is ZoneKind.Alias or ZoneKind.Redirection)
            {
                continue;
            }

            return new ZoneSpec(seed, other, zones);
        }
    }
}
