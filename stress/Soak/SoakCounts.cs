namespace DaneCore.Stress.Soak;

/// <summary>What happened so far; many may count at once.</summary>
internal sealed class SoakCounts
{
    private readonly long[] _faults = new long[Enum.GetValues<SoakFault>().Length];
    private readonly long[] _outcomes = new long[Enum.GetValues<SoakOutcome>().Length];
    private long _wrong;
    private long _serving;
    private long _fromMemory;

    /// <summary>Lookups that came to something else than they had to.</summary>
    public long Wrong => Volatile.Read(ref _wrong);

    /// <summary>Lookups that were answered from what was kept.</summary>
    public long FromMemory => Volatile.Read(ref _fromMemory);

    /// <summary>How long the servers took to think, all threads together.</summary>
    public TimeSpan Serving => TimeSpan.FromTicks(Volatile.Read(ref _serving));

    /// <summary>Queries that reached servers.</summary>
    public long Queries => _faults.Sum();

    /// <summary>How many queries met this fault.</summary>
    public long this[SoakFault fault] => Volatile.Read(ref _faults[(int)fault]);

    /// <summary>How many lookups had this outcome.</summary>
    public long this[SoakOutcome outcome] => Volatile.Read(ref _outcomes[(int)outcome]);

    public void Add(SoakFault fault) => Interlocked.Increment(ref _faults[(int)fault]);

    public void Add(SoakOutcome outcome) => Interlocked.Increment(ref _outcomes[(int)outcome]);

    public void AddWrong() => Interlocked.Increment(ref _wrong);

    public void AddFromMemory() => Interlocked.Increment(ref _fromMemory);

    public void AddServing(TimeSpan time) => Interlocked.Add(ref _serving, time.Ticks);
}
