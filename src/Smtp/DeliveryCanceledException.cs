using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Smtp;

/// <summary>
/// A delivery was stopped by its caller. What a server has taken, it has, and nobody may take it for unsent: the report says of each recipient what came of it until then.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Without a report there is nothing that it would say.")]
public sealed class DeliveryCanceledException : OperationCanceledException
{
    internal DeliveryCanceledException(DeliveryReport report, CancellationToken stop)
        : base("The delivery was stopped.", stop) => Report = report;

    /// <summary>
    /// One outcome for each recipient: delivered, refused, uncertain where the end of the message was out and the reply to it was not in, or else to be tried again.
    /// </summary>
    public DeliveryReport Report { get; }
}
