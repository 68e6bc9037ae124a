using System.Threading.Channels;

namespace DaneCore.Cli.Scan;

/// <summary>
/// Takes lines from a list, looks at several at a time, and hands on the rows as they come. One loop holds all of the state and waits for whatever is first: a line, a
/// result, somebody's turn to be tried again, rows that have to be written. What it holds is bounded by the lines under way and those that wait, not by the list.
/// </summary>
internal sealed class ScanRun
{
    private readonly ScanInput _input;
    private readonly Func<ScanSubject, CancellationToken, Task<ScanResult>> _look;
    private readonly ScanOutput _output;
    private readonly ScanTally _tally;
    private readonly ScanProgress _progress;
    private readonly TimeProvider _clock;
    private readonly ScanWindow _window;
    private readonly RetryQueue _retries;
    private readonly Channel<Task<ScanResult>> _ended = Channel.CreateUnbounded<Task<ScanResult>>(new UnboundedChannelOptions { SingleReader = true });
    private int _underWay;
    private Task<ScanSubject?>? _reading;
    private bool _isRead;

    public ScanRun(
        ScanPlan plan, ScanInput input, Func<ScanSubject, CancellationToken, Task<ScanResult>> look, ScanOutput output, ScanTally tally, ScanProgress progress, TimeProvider clock)
    {
        _input = input;
        _look = look;
        _output = output;
        _tally = tally;
        _progress = progress;
        _clock = clock;
        _window = new ScanWindow(plan.Concurrency);
        _retries = new RetryQueue(plan.MostWaiting, plan.RetryAfter, plan.Retries, clock);
    }

    /// <summary>Runs to the end of the list, or until it is stopped; what is under way then gets no row.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var under = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            while (true)
            {
                while (_ended.Reader.TryRead(out Task<ScanResult>? ended))
                {
                    _underWay--;
                    Take(await ended.ConfigureAwait(false));
                }

                stop.ThrowIfCancellationRequested();
                _output.WriteIfDue();
                _progress.ShowIfDue(_window.Limit, _underWay, _retries.Count, _input.Position);
                if (_underWay < _window.Limit && await NextAsync(under.Token).ConfigureAwait(false) is { } subject)
                {
                    Begin(subject, under.Token);
                }
                else if (_underWay == 0 && _retries.Count == 0 && _isRead)
                {
                    return;
                }
                else
                {
                    await WaitAsync(under.Token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Nobody is left behind who might still ask; what they come to is not looked at.
            await under.CancelAsync().ConfigureAwait(false);
            while (_underWay > 0)
            {
                Task<ScanResult> left = await _ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _underWay--;
            }

            if (_reading is { } reading)
            {
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(ScanResult result)
    {
        _window.Note(result.IsAnswered);
        if (result.IsOpen && _retries.TryAdd(result.Subject))
        {
            return;
        }

        _output.Add(result.Line);
        _tally.Add(result.Mark);
        _progress.Count();
    }

    private void Begin(ScanSubject subject, CancellationToken stop)
    {
        _underWay++;
        subject = subject with { Tries = subject.Tries + 1 };
        _ = Task.Run(() => _look(subject, stop), CancellationToken.None)
            .ContinueWith(_ended.Writer.TryWrite, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    // A line that is not there yet is waited for beside everything else.
    private async ValueTask<ScanSubject?> NextAsync(CancellationToken stop)
    {
        if (_retries.TakeDue() is { } due)
        {
            return due;
        }

        if (_isRead || _retries.IsFull)
        {
            return null;
        }

        _reading ??= _input.NextAsync(stop).AsTask();
        if (!_reading.IsCompleted)
        {
            return null;
        }

        ScanSubject? read = await _reading.ConfigureAwait(false);
        _reading = null;
        _isRead = read is null;
        return read;
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task> first = [_ended.Reader.WaitToReadAsync(enough.Token).AsTask()];
        if (_reading is { } reading && _underWay < _window.Limit)
        {
            first.Add(reading);
        }

        TimeSpan? wait = new[] { _retries.Wait, _output.Wait, _progress.Wait }.Min();
        if (wait is { } time)
        {
            first.Add(Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, _clock, enough.Token));
        }

        await Task.WhenAny(first).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }
}
