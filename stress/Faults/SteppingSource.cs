using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>Calls at each question before it is asked and at each reply before it is handed on. The other source stays its owner's.</summary>
internal sealed class SteppingSource(ISource inner, Action step) : ISource
{
    public int Places => inner.Places;

    public int FirstPlace => inner.FirstPlace;

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        step();
        SourceReply reply = await inner.AskAsync(question, place, stop).ConfigureAwait(false);
        step();
        return reply;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
