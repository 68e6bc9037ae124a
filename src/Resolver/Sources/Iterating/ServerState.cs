using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// What was learned about one address: how fast it answers, and what it cannot do. Everything wears off: a server that was
/// mended is found to be so. Safe for use from many threads.
/// </summary>
internal sealed class ServerState(TimeProvider clock)
{
    // RFC 6298 section 2: gains of 1/8 for the mean and 1/4 for its variation, and four times that on top.
    private const double MeanGain = 0.125;
    private const double VariationGain = 0.25;
    private const int Variations = 4;

    // More zones than this, and a server is asked in vain now and then.
    private const int MaxUselessZones = 8;

    // BIND waits 800 ms for a server it does not know; answers across the world take about 300 ms.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(300);

    // As long as Unbound keeps what it knows of servers (infra-host-ttl).
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    // RFC 9520 section 3.2 lets failures be kept for five minutes at the most; here others are only asked first meanwhile.
    private static readonly TimeSpan FailureMemory = TimeSpan.FromMinutes(1);

    // A server that was silent stands behind the others for this long, doubled each time.
    private static readonly TimeSpan FirstSetBack = TimeSpan.FromSeconds(30);

    // One lost packet fails a try over TCP, and everything that waits for the same connection with it; two tries in a row say more. Then it is not tried
    // for a while, doubled with each further failure as far as Memory.
    private const int TcpFailures = 2;
    private static readonly TimeSpan FirstTcpBar = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<DomainName, long> _useless = [];
    private double _mean;
    private double _variation;
    private bool _isKnown;
    private int _silences;
    private long _setBackUntil;
    private long _withoutEdnsUntil;
    private int _tcpFailures;
    private long _tcpFailedAt = long.MinValue;
    private long _withoutTcpUntil;
    private long _foldingUntil;

    /// <summary>Mean time to an answer in milliseconds; null when none came yet.</summary>
    public double? Mean
    {
        get
        {
            lock (_lock)
            {
                return _isKnown ? _mean : null;
            }
        }
    }

    /// <summary>True while others should be asked first: it was silent.</summary>
    public bool IsSetBack => IsBefore(ref _setBackUntil);

    /// <summary>True while it is asked without EDNS, because it refused queries that have it.</summary>
    public bool LacksEdns => IsBefore(ref _withoutEdnsUntil);

    /// <summary>True while a cut reply of it is not asked for over TCP.</summary>
    public bool LacksTcp => IsBefore(ref _withoutTcpUntil);

    /// <summary>True while it is asked in lower case, because it does not repeat the case of a question.</summary>
    public bool FoldsCase => IsBefore(ref _foldingUntil);

    /// <summary>How long to wait for its next answer, at most this long.</summary>
    public TimeSpan Wait(TimeSpan longest)
    {
        lock (_lock)
        {
            TimeSpan wait = _isKnown ? TimeSpan.FromMilliseconds(_mean + (Variations * _variation)) : FirstWait;
            wait = wait < ShortestWait ? ShortestWait : wait;
            wait *= 1 << Math.Min(_silences, 2);
            return wait < longest ? wait : longest;
        }
    }

    /// <summary>True when it was found not to serve this zone, or to fail on it.</summary>
    public bool IsUselessFor(DomainName zone)
    {
        lock (_lock)
        {
            return _useless.TryGetValue(zone, out long until) && clock.GetTimestamp() < until;
        }
    }

    public void NoteAnswer(TimeSpan time)
    {
        lock (_lock)
        {
            double sample = time.TotalMilliseconds;
            _variation = _isKnown ? ((1 - VariationGain) * _variation) + (VariationGain * Math.Abs(_mean - sample)) : sample / 2;
            _mean = _isKnown ? ((1 - MeanGain) * _mean) + (MeanGain * sample) : sample;
            _isKnown = true;
            _silences = 0;
            _setBackUntil = 0;
        }
    }

    public void NoteSilence()
    {
        lock (_lock)
        {
            _setBackUntil = In(FirstSetBack * (1 << Math.Min(_silences, 4)));
            _silences++;
        }
    }

    public void NoteLame(DomainName zone) => NoteUselessFor(zone, Memory);

    /// <summary>It serves the zone and fails on it.</summary>
    public void NoteFailing(DomainName zone) => NoteUselessFor(zone, FailureMemory);

    public void NoteWithoutEdns() => Interlocked.Exchange(ref _withoutEdnsUntil, In(Memory));

    /// <summary>A try over TCP that was begun at that time failed; those that were under way together count once.</summary>
    public void NoteTcpFailure(long begun)
    {
        lock (_lock)
        {
            if (begun < _tcpFailedAt)
            {
                return;
            }

            _tcpFailedAt = clock.GetTimestamp();
            _tcpFailures++;
            if (_tcpFailures >= TcpFailures)
            {
                TimeSpan bar = FirstTcpBar * (1 << Math.Min(_tcpFailures - TcpFailures, 5));
                _withoutTcpUntil = In(bar < Memory ? bar : Memory);
            }
        }
    }

    public void NoteTcpAnswer()
    {
        lock (_lock)
        {
            _tcpFailures = 0;
            _withoutTcpUntil = 0;
        }
    }

    public void NoteFolding() => Interlocked.Exchange(ref _foldingUntil, In(Memory));

    private void NoteUselessFor(DomainName zone, TimeSpan time)
    {
        lock (_lock)
        {
            if (_useless.Count >= MaxUselessZones)
            {
                _useless.Clear();
            }

            _useless[zone] = In(time);
        }
    }

    private long In(TimeSpan time) => clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);

    private bool IsBefore(ref long until) => clock.GetTimestamp() < Interlocked.Read(ref until);
}
