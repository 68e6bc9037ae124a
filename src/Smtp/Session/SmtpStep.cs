using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>What a session wants done next.</summary>
internal abstract record SmtpStep
{
    private SmtpStep()
    {
    }

    /// <summary>Wait for a reply; nothing is to be sent.</summary>
    internal sealed record Await(SmtpPhase Phase) : SmtpStep;

    /// <summary>Send this and wait for the reply.</summary>
    internal sealed record Send(SmtpCommand Command, SmtpPhase Phase) : SmtpStep;

    /// <summary>Shake hands now, provided that not one octet stands unread.</summary>
    internal sealed record Upgrade : SmtpStep;

    /// <summary>The channel stands as the policy wants it; mail may be offered, or <see cref="SmtpSession.Leave"/> called.</summary>
    internal sealed record Ready : SmtpStep;

    /// <summary>The session ended in good order.</summary>
    internal sealed record Finish : SmtpStep;

    /// <summary>Close; this is why.</summary>
    internal sealed record GiveUp(SmtpRefusal Why) : SmtpStep;
}
