namespace DaneCore.Support;

/// <summary>
/// Stands at every point where the code under test leaves to the outside and waits: lookups, transports, connections, reads, writes, timers. Counts them, and cancels at the
/// one of a given number, before the wait begins or when it has begun. Counts the streams that are open, too.
/// </summary>
public sealed class AwaitHooks(int at, CancelMoment moment, Action cancel)
{
    private int _passed;
    private int _openStreams;

    /// <summary>Streams that were opened and not closed.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>True once the point was come to.</summary>
    public bool HasCancelled { get; private set; }

    /// <summary>Waits, and cancels where it is time to.</summary>
    public async ValueTask<T> PassAsync<T>(Func<ValueTask<T>> wait)
    {
        ArgumentNullException.ThrowIfNull(wait);
        bool isHere = Interlocked.Increment(ref _passed) == at;
        CancelIf(isHere && moment == CancelMoment.Before);
        ValueTask<T> waiting = wait();
        CancelIf(isHere && moment == CancelMoment.While);
        return await waiting.ConfigureAwait(false);
    }

    /// <summary>The same without a result.</summary>
    public async ValueTask PassAsync(Func<ValueTask> wait)
    {
        ArgumentNullException.ThrowIfNull(wait);
        await PassAsync(async () =>
        {
            await wait().ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    /// <summary>The same for what begins a wait and returns at once.</summary>
    public T Pass<T>(Func<T> begin)
    {
        ArgumentNullException.ThrowIfNull(begin);
        bool isHere = Interlocked.Increment(ref _passed) == at;
        CancelIf(isHere && moment == CancelMoment.Before);
        T begun = begin();
        CancelIf(isHere && moment == CancelMoment.While);
        return begun;
    }

    /// <summary>The stream, with hooks at everything that waits.</summary>
    public Stream Over(Stream inner)
    {
        Interlocked.Increment(ref _openStreams);
        return new HookedStream(inner, this, () => Interlocked.Decrement(ref _openStreams));
    }

    /// <summary>The clock, with hooks where a wait begins.</summary>
    public TimeProvider Over(TimeProvider clock) => new HookedClock(clock, this);

    private void CancelIf(bool isTime)
    {
        if (isTime)
        {
            HasCancelled = true;
            cancel();
        }
    }
}
