using System.Diagnostics;

namespace DaneCore.Smtp.Session;

/// <summary>
/// Plays a session over a connection: does what the steps say until mail could be offered or nothing more can be done.
/// The one loop that both the check and the sender run; it decides nothing.
/// </summary>
internal static class SmtpOpening
{
    /// <summary>From the greeting to <see cref="SmtpStep.Ready"/> or <see cref="SmtpStep.GiveUp"/>.</summary>
    public static ValueTask<SmtpStep> OpenAsync(
        SmtpSession session, SmtpConnection connection, StartTlsUpgrade upgrade, CancellationToken stop) =>
        PlayAsync(session.Start(), session, connection, upgrade, stop);

    /// <summary>From <see cref="SmtpStep.Ready"/> to the end, in good order.</summary>
    public static ValueTask<SmtpStep> LeaveAsync(
        SmtpSession session, SmtpConnection connection, StartTlsUpgrade upgrade, CancellationToken stop) =>
        PlayAsync(session.Leave(), session, connection, upgrade, stop);

    private static async ValueTask<SmtpStep> PlayAsync(
        SmtpStep step, SmtpSession session, SmtpConnection connection, StartTlsUpgrade upgrade, CancellationToken stop)
    {
        while (true)
        {
            switch (step)
            {
                case SmtpStep.Await wait:
                    step = await NextAsync(session, connection, wait.Phase, stop).ConfigureAwait(false);
                    break;
                case SmtpStep.Send send:
                    SmtpLoss? loss = await connection.SendAsync(send.Command, send.Phase, stop).ConfigureAwait(false);
                    step = loss is null
                        ? await NextAsync(session, connection, send.Phase, stop).ConfigureAwait(false)
                        : session.OnLoss(loss);
                    break;
                case SmtpStep.Upgrade:
                    step = await upgrade.RunAsync(session, connection, stop).ConfigureAwait(false);
                    break;
                case SmtpStep.Ready or SmtpStep.Finish or SmtpStep.GiveUp:
                    return step;
                default:
                    throw new UnreachableException($"{step.GetType()} is no step");
            }
        }
    }

    private static async ValueTask<SmtpStep> NextAsync(
        SmtpSession session, SmtpConnection connection, SmtpPhase phase, CancellationToken stop)
    {
        SmtpReceipt receipt = await connection.ReceiveAsync(phase, stop).ConfigureAwait(false);
        return receipt.IsReply ? session.OnReply(receipt.Reply) : session.OnLoss(receipt.Loss);
    }
}
