using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>Every datagram comes cut, with nothing in it: whoever wants an answer has to connect.</summary>
internal sealed class CuttingFault : IReplyFault
{
    public ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop) => ValueTask.FromResult(
        reply is LabReply.Sent sent && query.Transport == LabTransport.Datagram
            ? new LabReply.Sent(sent.Message with { Flags = sent.Message.Flags | MessageFlags.Truncated, Answer = [], Authority = [], Additional = [] })
            : reply);
}
