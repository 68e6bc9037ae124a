using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Soak;

/// <summary>
/// The faults before one server. What a server itself does wrong, it does for a minute and a half, to some questions and to those always, while the other
/// two are sound, and then comes the next: a healthy answer can be had at each instant, and the right verdict is that of a sound server. Between
/// two of them all are sound for a while, so that no lookup sees two. Replies are cut, come late or after forgeries at every server at any time, which
/// asking on mends; they are lost at the server whose turn it is, and everywhere between two turns: a lost reply beside a wrong one would leave
/// nobody to be asked.
/// </summary>
internal sealed class SoakFaults : IReplyFault
{
    private const int PerMille = 1000;
    private const int MostLate = 20;

    private static readonly TimeSpan Shift = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly byte[] NoMessage = [0xDE, 0xAD, 0xBE, 0xEF];

    private readonly long _seed;
    private readonly int _server;
    private readonly Harm _worst;
    private readonly SoakClock _clock;
    private readonly IReadOnlyDictionary<DomainName, ZoneSpec> _zones;
    private readonly SoakCounts _counts;
    private readonly Dictionary<SoakFault, IReplyFault> _faults;
    private long _queries;

    /// <summary>The faults of the server with this number, 0 to 2.</summary>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="server">The number.</param>
    /// <param name="worst">The most it does.</param>
    /// <param name="clock">Says whose turn it is.</param>
    /// <param name="zones">Zones by name.</param>
    /// <param name="counts">Where faults are counted.</param>
    public SoakFaults(long seed, int server, Harm worst, SoakClock clock, IReadOnlyDictionary<DomainName, ZoneSpec> zones, SoakCounts counts)
    {
        _worst = worst;
        _seed = seed;
        _server = server;
        _clock = clock;
        _zones = zones;
        _counts = counts;
        _faults = new Dictionary<SoakFault, IReplyFault>
        {
            [SoakFault.Lost] = ReplyFaults.Drop(),
            [SoakFault.Cut] = ReplyFaults.Truncate(),
            [SoakFault.Garbage] = ReplyFaults.Garbage(NoMessage),
            [SoakFault.Stray] = ReplyFaults.Flood(2),
            [SoakFault.Closed] = ReplyFaults.Close(),
            [SoakFault.Failed] = ReplyFaults.Fail(ResponseCode.ServFail),
            [SoakFault.Refused] = ReplyFaults.Fail(ResponseCode.Refused),
            [SoakFault.Silent] = ReplyFaults.Drop(),
            [SoakFault.Stripped] = ReplyFaults.StripSignatures(),
            [SoakFault.Damaged] = ReplyFaults.MapRecords(Damaged),
            [SoakFault.Emptied] = ReplyFaults.Empty(),
            [SoakFault.Denied] = ReplyFaults.MapMessage(message => message with { Code = ResponseCode.NXDomain, Answer = [], Authority = [], Additional = [] }),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop)
    {
        long number = Interlocked.Increment(ref _queries);
        SoakFault fault = OfServer(query);
        if (fault == SoakFault.None)
        {
            fault = OnTheWay(query.Transport, Draws.Of(_seed, (byte)('0' + _server), number));
            if (fault is (SoakFault.Lost or SoakFault.Garbage or SoakFault.Closed) && Turn is { } turn && turn != _server)
            {
                fault = SoakFault.None;
            }
        }

        _counts.Add(fault);
        if (fault == SoakFault.Late)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1 + (number % MostLate)), _clock, stop).ConfigureAwait(false);
        }

        return _faults.TryGetValue(fault, out IReplyFault? made) ? await made.ApplyAsync(query, reply, stop).ConfigureAwait(false) : reply;
    }

    // Whose turn it is to do wrong; null between two.
    private int? Turn => _clock.Moved.Ticks % Shift.Ticks > (Shift - Rest).Ticks ? null : (int)(_clock.Moved.Ticks / Shift.Ticks % ZoneMaker.ServersPerZone);

    private static SoakFault OnTheWay(LabTransport transport, Draws draws) => (transport, draws.Below(0, PerMille)) switch
    {
        (LabTransport.Datagram, < 20) => SoakFault.Lost,
        (LabTransport.Datagram, < 35) => SoakFault.Cut,
        (LabTransport.Datagram, < 40) => SoakFault.Garbage,
        (LabTransport.Datagram, < 45) => SoakFault.Stray,
        (LabTransport.Stream, < 40) => SoakFault.Closed,
        (_, > 994) => SoakFault.Late,
        _ => SoakFault.None,
    };

    private SoakFault OfServer(LabQuery query)
    {
        long shift = _clock.Moved.Ticks / Shift.Ticks;
        if (query.Question is not { } question || Turn != _server || ZoneOf(question.Name) is not { } zone)
        {
            return SoakFault.None;
        }

        int draw = Draws.Of(_seed, (byte)'f', (shift << 16) + (long)question.Type, question.Name.ToCanonical().Wire).Below(0, PerMille);
        Harm harm = HarmOf(zone);
        return (harm < _worst ? harm : _worst, draw) switch
        {
            (Harm.None, _) => SoakFault.None,
            (_, < 60) => SoakFault.Failed,
            (_, < 90) => SoakFault.Refused,
            (_, < 120) => SoakFault.Silent,
            (Harm.Any, < 150) => SoakFault.Stripped,
            (Harm.Any, < 180) => SoakFault.Damaged,
            (Harm.Any, < 200) => SoakFault.Emptied,
            (Harm.Any, < 220) => SoakFault.Denied,
            _ => SoakFault.None,
        };
    }

    private ZoneSpec? ZoneOf(DomainName name) => name.LabelCount < 2 ? null : _zones.GetValueOrDefault(name.Ancestor(2));

    // Where the zone is broken, a broken reply would give another reason than the zone's own; where it is unsigned, nobody could tell.
    private static Harm HarmOf(ZoneSpec zone) => zone switch
    {
        { Kind: ZoneKind.Lame } or { Target.Kind: ZoneKind.Lame } => Harm.None,
        { Top.IsSigned: true, Kind: ZoneKind.Nsec or ZoneKind.Nsec3 or ZoneKind.Wildcard or ZoneKind.HashedWildcard } => Harm.Any,
        _ => Harm.Mute,
    };

    private static ResourceRecord Damaged(ResourceRecord record)
    {
        if (record.Data is not RrsigRdata signature)
        {
            return record;
        }

        byte[] octets = signature.Signature.ToArray();
        octets[^1] ^= 1;
        return record with
        {
            Data = new RrsigRdata(
                signature.TypeCovered, signature.Algorithm, signature.Labels, signature.OriginalTtl, signature.Expiration, signature.Inception, signature.KeyTag, signature.Signer, octets),
        };
    }
}
