namespace DaneCore.Fuzz.Engine;

/// <summary>
/// Sees that one input takes too long. The limit is of processor time, since a busy machine makes everything slow; who waits and uses none has
/// <see cref="PatienceFactor"/> times as long by the clock on the wall.
/// </summary>
internal sealed class HangWatch : IDisposable
{
    private const int PatienceFactor = 6;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TimeSpan _limit;
    private readonly Action<TimeSpan> _onHang;
    private readonly Timer _timer;
    private bool _isRunning;
    private TimeSpan _processor;
    private long _started;

    /// <summary>Calls back, in a thread of its own, with the time that the input had by then.</summary>
    public HangWatch(TimeSpan limit, Action<TimeSpan> onHang)
    {
        _limit = limit;
        _onHang = onHang;
        _timer = new Timer(_ => Look(), null, LookEvery, LookEvery);
    }

    /// <summary>An input begins.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            (_isRunning, _processor, _started) = (true, Environment.CpuUsage.TotalTime, Environment.TickCount64);
        }
    }

    /// <summary>It came to its end.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isRunning = false;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan processor;
        lock (_lock)
        {
            if (!_isRunning)
            {
                return;
            }

            processor = Environment.CpuUsage.TotalTime - _processor;
            var wall = TimeSpan.FromMilliseconds(Environment.TickCount64 - _started);
            if (processor < _limit && wall < _limit * PatienceFactor)
            {
                return;
            }

            _isRunning = false;
            processor = processor < _limit ? wall : processor;
        }

        _onHang(processor);
    }
}
