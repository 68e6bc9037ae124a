using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support;

/// <summary>A source with a hook at each question, which heeds its token. The other source stays its owner's.</summary>
public sealed class HookedSource(ISource inner, AwaitHooks hooks) : ISource
{
    /// <inheritdoc/>
    public int Places => inner.Places;

    /// <inheritdoc/>
    public int FirstPlace => inner.FirstPlace;

    /// <inheritdoc/>
    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) => hooks.PassAsync(async () =>
    {
        stop.ThrowIfCancellationRequested();
        await Task.Yield();
        stop.ThrowIfCancellationRequested();
        return await inner.AskAsync(question, place, stop).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
