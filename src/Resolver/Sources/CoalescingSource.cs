using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>Asks a question once while several lookups wait for it, and keeps nothing.</summary>
internal sealed class CoalescingSource(ISource inner) : ISource
{
    private readonly SharedAsks<(Question Question, int Place), SourceReply> _asks = new();

    public int Places => inner.Places;

    public int FirstPlace => inner.FirstPlace;

    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        int index = place % inner.Places;
        return _asks.AskAsync((question, index), end => inner.AskAsync(question, index, end), stop);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
