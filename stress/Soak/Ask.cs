using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Soak;

/// <summary>One lookup of the run, by its number: what is asked, where, and whether it is given up.</summary>
/// <param name="Mode">Which resolver.</param>
/// <param name="Zone">About which zone.</param>
/// <param name="Kind">What.</param>
/// <param name="Name">The name asked about; the host, for <see cref="AskKind.Host"/>.</param>
/// <param name="Type">The type.</param>
/// <param name="GivesUp">True when it is cancelled while it is under way.</param>
/// <param name="Number">Which lookup of the run.</param>
internal sealed record Ask(SoakMode Mode, ZoneSpec Zone, AskKind Kind, DomainName Name, RecordType Type, bool GivesUp, long Number)
{
    private const int PerCent = 100;

    // Of a hundred lookups.
    private static readonly (AskKind Kind, int Share)[] Shares =
    [
        (AskKind.Www, 28), (AskKind.Exchanger, 12), (AskKind.HostV4, 8), (AskKind.HostV6, 4), (AskKind.Tlsa, 12),
        (AskKind.NoType, 6), (AskKind.NoName, 6), (AskKind.Once, 12), (AskKind.OnceNoType, 2), (AskKind.Host, 10),
    ];

    /// <summary>The lookup of this number.</summary>
    public static Ask Of(long seed, long number, IReadOnlyList<ZoneSpec> zones)
    {
        var draws = Draws.Of(seed, (byte)'a', number);
        SoakMode mode = draws.Below(0, PerCent) switch
        {
            < 5 => SoakMode.Sockets,
            < 15 => SoakMode.Walking,
            _ => SoakMode.Forwarding,
        };

        // Zipf's law: the zone of rank r is asked about in proportion to 1/r.
        int rank = Math.Min((int)Math.Pow(zones.Count + 1, draws.Share(1)) - 1, zones.Count - 1);
        ZoneSpec zone = zones[mode == SoakMode.Walking ? rank - (rank % ZoneSpec.WalkedOneIn) : rank];
        AskKind kind = KindOf(draws.Below(2, PerCent));
        (string relative, RecordType type) = kind switch
        {
            AskKind.Www => (zone.Kind == ZoneKind.Redirection ? "www.d" : "www", RecordType.A),
            AskKind.Exchanger => ("", RecordType.MX),
            AskKind.HostV4 or AskKind.Host => ("mx", RecordType.A),
            AskKind.HostV6 => ("mx", RecordType.AAAA),
            AskKind.Tlsa => ("_25._tcp.mx", RecordType.TLSA),
            AskKind.NoType => ("mx", RecordType.TXT),
            AskKind.NoName => (Numbered("none", draws.Below(3, 4)), RecordType.A),
            _ => (Numbered("n", number) + (zone.Kind is ZoneKind.Wildcard or ZoneKind.HashedWildcard ? ".w" : ""), kind == AskKind.OnceNoType ? RecordType.TXT : RecordType.A),
        };
        if (kind == AskKind.OnceNoType && zone.Kind is not (ZoneKind.Wildcard or ZoneKind.HashedWildcard))
        {
            kind = AskKind.Once;
        }

        return new Ask(mode, zone, kind, relative.Length == 0 ? zone.Apex : zone.Name(relative), type, draws.Below(4, PerCent) == 0, number);
    }

    private static AskKind KindOf(int draw)
    {
        foreach ((AskKind kind, int share) in Shares)
        {
            draw -= share;
            if (draw < 0)
            {
                return kind;
            }
        }

        return AskKind.Host;
    }

    private static string Numbered(string label, long number) => string.Create(CultureInfo.InvariantCulture, $"{label}{number}");
}
