namespace DaneCore.Lab.Faults;

/// <summary>A fault that befalls some queries only.</summary>
internal sealed class ConditionalFault(Func<LabQuery, bool> applies, IReplyFault fault) : IReplyFault
{
    public ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop) =>
        applies(query) ? fault.ApplyAsync(query, reply, stop) : ValueTask.FromResult(reply);
}
