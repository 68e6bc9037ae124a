using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>There is nobody to ask, and every reply says why.</summary>
internal sealed class SilentSource(string why) : ISource
{
    public int Places => 1;

    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) =>
        new(new SourceReply.Failed(TransportFault.Local, "none", why));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
