using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// A server that says anything at all. Where TLS is required the session is never ready in clear; before TLS only EHLO, HELO,
/// STARTTLS and QUIT are said; and it always comes to an end.
/// </summary>
internal sealed class SmtpSessionTarget : IFuzzTarget
{
    // Greeting, EHLO, HELO, STARTTLS, EHLO again, QUIT: no session takes more steps.
    private const int MostSteps = 16;

    public string Name => "SmtpSession";

    public IReadOnlyList<string> Parts { get; } = ["Smtp.Session.SmtpSession"];

    public IReadOnlyList<string> Words { get; } =
    [
        "220 mx.example ESMTP\r\n", "250-mx.example\r\n250 STARTTLS\r\n", "250 mx.example\r\n", "220 go ahead\r\n", "221 bye\r\n", "421 4.3.2 later\r\n",
        "500 what\r\n", "502 5.5.1 no\r\n", "454 4.7.0 no TLS\r\n", "554 5.7.1 go away\r\n", "250-STARTTLS\r\n",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        Play(input, TlsDemand.Required);
        Play(input, TlsDemand.Opportunistic);
    }

    private static void Play(ReadOnlySpan<byte> input, TlsDemand demand)
    {
        SmtpSession session = new("client.example", demand);
        SmtpReplyReader reader = new();
        SmtpStep step = session.Start();
        for (int count = 0; count < MostSteps; count++)
        {
            switch (step)
            {
                case SmtpStep.Finish or SmtpStep.GiveUp:
                    return;
                case SmtpStep.Ready:
                    BrokenPromiseException.Unless(demand != TlsDemand.Required || session.IsEncrypted, "never ready in clear where TLS is required");
                    step = session.Leave();
                    break;
                case SmtpStep.Upgrade:
                    BrokenPromiseException.Unless(!session.IsEncrypted, "one handshake");
                    step = reader.IsAtBoundary && !input.StartsWith("\n"u8) ? session.OnTlsEstablished() : SmtpSession.OnInjection("...");
                    break;
                case SmtpStep.Send send:
                    BrokenPromiseException.Unless(send.Command.Verb is "EHLO" or "HELO" or "STARTTLS" or "QUIT", $"{send.Command.Verb} is none of a session's opening");
                    step = OnNextReply(session, reader, ref input);
                    break;
                default:
                    step = OnNextReply(session, reader, ref input);
                    break;
            }
        }

        throw new BrokenPromiseException("a session comes to an end");
    }

    private static SmtpStep OnNextReply(SmtpSession session, SmtpReplyReader reader, ref ReadOnlySpan<byte> input)
    {
        bool read = reader.TryRead(input, out int consumed, out SmtpReply? reply);
        input = input[consumed..];
        return read ? session.OnReply(reply!)
            : session.OnLoss(reader.Fault == SmtpFault.None ? SmtpLoss.Closed : SmtpLoss.Garbled(reader.Fault));
    }
}
