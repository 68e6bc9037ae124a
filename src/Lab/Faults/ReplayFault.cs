using System.Collections.Concurrent;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Faults;

/// <summary>
/// Answers each question with the first reply it ever saw for it, under the new id: what an attacker does who kept a signed reply,
/// and a cache that never forgets.
/// </summary>
internal sealed class ReplayFault : IReplyFault
{
    private readonly ConcurrentDictionary<Question, Message> _first = new();

    public ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop)
    {
        if (query.Question is not { } question || reply is not LabReply.Sent sent)
        {
            return ValueTask.FromResult(reply);
        }

        Message kept = _first.GetOrAdd(question, sent.Message);
        return ValueTask.FromResult<LabReply>(new LabReply.Sent(kept with { Id = query.Message.Id, Questions = query.Message.Questions }));
    }
}
