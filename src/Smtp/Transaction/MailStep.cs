using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>What a transaction wants done next.</summary>
internal abstract record MailStep
{
    private MailStep()
    {
    }

    /// <summary>Send these in one write; each will be answered.</summary>
    internal sealed record Send(IReadOnlyList<SmtpCommand> Commands, SmtpPhase Phase) : MailStep;

    /// <summary>Wait for the next reply.</summary>
    internal sealed record Await(SmtpPhase Phase) : MailStep;

    /// <summary>Send the message behind DATA, dots doubled, and its end.</summary>
    internal sealed record SendText : MailStep;

    /// <summary>Send the end of a message that has nothing in it and goes to nobody.</summary>
    internal sealed record SendNothing : MailStep;

    /// <summary>Send the next chunk with its BDAT.</summary>
    internal sealed record SendChunk : MailStep;

    /// <summary>Nothing more: each recipient has its result.</summary>
    internal sealed record Finish : MailStep;
}
