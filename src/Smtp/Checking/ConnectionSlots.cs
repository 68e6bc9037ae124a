using System.Net;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// How many connections a check has at a time, and one at most to each address: two hosts may share one, and a small server
/// must not see a crowd where a sender would come alone. Who waits is let in by preference, so that time running out takes
/// the worst hosts first. A stopped wait is not taken out of the queue: whoever stops one stops the whole check.
/// </summary>
internal sealed class ConnectionSlots(int count)
{
    private readonly Lock _lock = new();
    private readonly HashSet<IPAddress> _taken = [];
    private readonly List<(IPAddress Address, int Preference, TaskCompletionSource Entry)> _waiting = [];

    /// <summary>Waits until the address may be connected to.</summary>
    public Task EnterAsync(IPAddress address, int preference, CancellationToken stop)
    {
        TaskCompletionSource entry = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            int behind = _waiting.FindIndex(other => other.Preference > preference);
            _waiting.Insert(behind < 0 ? _waiting.Count : behind, (address, preference, entry));
            Admit();
        }

        return entry.Task.WaitAsync(stop);
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
}
