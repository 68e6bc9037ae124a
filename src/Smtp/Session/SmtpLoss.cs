using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>How a connection was lost. Nothing more can be said over it, not even QUIT.</summary>
internal sealed record SmtpLoss(SmtpLossKind Kind, string Text)
{
    public static SmtpLoss Closed { get; } = new(SmtpLossKind.Closed, "the server closed the connection");

    public static SmtpLoss TooMuch { get; } =
        new(SmtpLossKind.Garbled, "the server sent more than all replies of a session may hold");

    /// <summary>Given up from this side.</summary>
    public static SmtpLoss Stopped { get; } = new(SmtpLossKind.Stopped, "the sender was told to stop");

    public static SmtpLoss TimedOut(SmtpPhase phase, TimeSpan limit) =>
        new(SmtpLossKind.TimedOut, $"no {Describe(phase)} within {limit.TotalSeconds:0} seconds");

    public static SmtpLoss Broken(Exception cause) =>
        new(SmtpLossKind.Broken, $"the connection broke: {cause.Message}");

    public static SmtpLoss Garbled(SmtpFault fault) => new(SmtpLossKind.Garbled, fault switch
    {
        SmtpFault.LineTooLong => $"a reply line is longer than {SmtpReplyReader.MaxLineLength} octets",
        SmtpFault.TooManyLines => $"a reply has more than {SmtpReplyReader.MaxLines} lines",
        SmtpFault.ReplyTooLong => $"a reply is longer than {SmtpReplyReader.MaxReplyLength} octets",
        SmtpFault.NoCode => "a reply line does not begin with a reply code",
        SmtpFault.NoSeparator => "a reply code is followed by neither a space nor a hyphen",
        _ => "the lines of one reply have different codes",
    });

    private static string Describe(SmtpPhase phase) => phase switch
    {
        SmtpPhase.Greeting => "greeting",
        SmtpPhase.Handshake => "end of the TLS handshake",
        SmtpPhase.DataBlock => "room for the next piece of the message",
        SmtpPhase.Message => "reply to the end of the message",
        _ => "reply",
    };
}
