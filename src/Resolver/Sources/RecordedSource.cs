using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>Answers from a recording, without waiting, and never asks anybody else.</summary>
internal sealed class RecordedSource : ISource
{
    private readonly ILookup<Question, SourceReply> _replies;

    public RecordedSource(Recording recording)
    {
        _replies = recording.Replies.ToLookup(reply => reply.Question, reply => reply.Reply);
        Places = Math.Max(1, _replies.Select(replies => replies.Count()).DefaultIfEmpty().Max());
    }

    public int Places { get; }

    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        SourceReply[] replies = [.. _replies[question]];
        return new(replies.Length == 0 ? new SourceReply.NotRecorded() : replies[place % replies.Length]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
