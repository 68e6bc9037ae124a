using System.Net;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// How many connections checks have at a time, and one at most to each address: two hosts, and two domains, may share one, and a small server
/// must not see a crowd where a sender would come alone. Who waits is let in by preference, so that time running out takes
/// the worst hosts first. Who gives up waiting leaves the queue.
/// </summary>
internal sealed class ConnectionSlots(int count)
{
    private readonly Lock _lock = new();
    private readonly HashSet<IPAddress> _taken = [];
    private readonly List<Waiting> _waiting = [];

    /// <summary>Waits until the address may be connected to.</summary>
    public async Task EnterAsync(IPAddress address, int preference, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Waiting mine = new(address, preference);
        lock (_lock)
        {
            int behind = _waiting.FindIndex(other => other.Preference > preference);
            _waiting.Insert(behind < 0 ? _waiting.Count : behind, mine);
            Admit();
        }

        try
        {
            await mine.Entry.Task.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            GiveUp(mine);
            throw;
        }
    }

    /// <summary>Makes room for the next.</summary>
    public void Leave(IPAddress address)
    {
        lock (_lock)
        {
            _taken.Remove(address);
            Admit();
        }
    }

    private void GiveUp(Waiting mine)
    {
        lock (_lock)
        {
            // Let in at the moment of giving up: the place goes to the next.
            if (!_waiting.Remove(mine))
            {
                _taken.Remove(mine.Address);
                Admit();
            }
        }
    }

    private void Admit()
    {
        for (int i = 0; i < _waiting.Count && _taken.Count < count;)
        {
            if (_taken.Add(_waiting[i].Address))
            {
                _waiting[i].Entry.SetResult();
                _waiting.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }

    private sealed class Waiting(IPAddress address, int preference)
    {
        public IPAddress Address { get; } = address;

        public int Preference { get; } = preference;

        public TaskCompletionSource Entry { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
