using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support;

/// <summary>A resolver with a hook at each lookup, which heeds its token.</summary>
public sealed class HookedResolver(ISecureResolver inner, AwaitHooks hooks) : ISecureResolver
{
    /// <inheritdoc/>
    public ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default) => hooks.PassAsync(async () =>
    {
        stop.ThrowIfCancellationRequested();

        // Really away for a moment, so that it is waited for.
        await Task.Yield();
        stop.ThrowIfCancellationRequested();
        return await inner.LookupAsync(name, type, stop).ConfigureAwait(false);
    });
}
