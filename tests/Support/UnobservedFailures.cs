using System.Collections.Concurrent;

namespace DaneCore.Support;

/// <summary>
/// Fails a run of tests in which a task failed and nobody looked, ours or the lab's: what is lost in that way shows nowhere else. A fixture of the whole assembly,
/// named in the project file.
/// </summary>
public sealed class UnobservedFailures : IAsyncDisposable
{
    private readonly ConcurrentQueue<AggregateException> _failures = new();

    public UnobservedFailures() => TaskScheduler.UnobservedTaskException += Note;

    /// <summary>Looks, all tests being over: a task tells of it when it is finalized.</summary>
    /// <exception cref="InvalidOperationException">There was one.</exception>
    public ValueTask DisposeAsync()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Note;
        return _failures.IsEmpty
            ? ValueTask.CompletedTask
            : throw new InvalidOperationException($"{_failures.Count} tasks failed and nobody looked:\n{string.Join('\n', _failures.SelectMany(failure => failure.Flatten().InnerExceptions))}");
    }

    private void Note(object? sender, UnobservedTaskExceptionEventArgs failure) => _failures.Enqueue(failure.Exception);
}
