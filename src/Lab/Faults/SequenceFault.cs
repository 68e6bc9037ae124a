namespace DaneCore.Lab.Faults;

/// <summary>Two faults as one, the first nearer to the server.</summary>
internal sealed class SequenceFault(IReplyFault first, IReplyFault second) : IReplyFault
{
    public async ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop) =>
        await second.ApplyAsync(query, await first.ApplyAsync(query, reply, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
}
