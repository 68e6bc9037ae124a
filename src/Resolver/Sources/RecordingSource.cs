using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>Hands questions on to another source and keeps what it said: the first reply per question and place.</summary>
internal sealed class RecordingSource(ISource inner) : ISource
{
    private readonly Lock _lock = new();
    private readonly HashSet<(Question Question, int Place)> _known = [];
    private readonly List<RecordedReply> _replies = [];

    public int Places => inner.Places;

    public int FirstPlace => inner.FirstPlace;

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        SourceReply reply = await inner.AskAsync(question, place, stop).ConfigureAwait(false);
        lock (_lock)
        {
            if (reply is not SourceReply.NotRecorded && _known.Add((question, place % inner.Places)))
            {
                _replies.Add(new RecordedReply(question, reply));
            }
        }

        return reply;
    }

    /// <summary>What was said so far.</summary>
    public Recording ToRecording(DateTimeOffset at)
    {
        lock (_lock)
        {
            return new Recording(at, [.. _replies]);
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
