using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Faults;

/// <summary>A fault that is a function of query and message; what is no message passes unchanged.</summary>
internal sealed class MessageFault(Func<LabQuery, Message, LabReply> change) : IReplyFault
{
    public ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop) =>
        ValueTask.FromResult(reply is LabReply.Sent sent ? change(query, sent.Message) : reply);
}
