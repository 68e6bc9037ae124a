using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Where replies come from: servers, a recording, a folder of zones. Nothing it says is trusted. It never throws because of
/// the network or of octets; only cancellation passes through.
/// </summary>
public interface ISource : IAsyncDisposable
{
    /// <summary>How many independent places can be asked; a second opinion is sought at another one.</summary>
    int Places { get; }

    /// <summary>The place to begin with: 0, unless the places before it are known to be of no use.</summary>
    int FirstPlace => 0;

    /// <summary>Asks one question, starting at the place of this index (modulo <see cref="Places"/>), with DO and CD set.</summary>
    ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop);
}
