namespace DaneCore.Lab.Faults;

/// <summary>
/// Something between a sound server and whoever asks: gets the reply so far and gives another one. Faults stand in a row, the first
/// one nearest to the server. Called from many threads at a time.
/// </summary>
public interface IReplyFault
{
    /// <summary>The reply that goes on; to leave it alone, the same one.</summary>
    ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop);
}
