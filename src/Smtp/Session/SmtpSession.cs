using System.Diagnostics;
using DaneCore.Dane;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>
/// The opening of a session, from the greeting to a channel that suits the policy, and its end: a reply in, the next step
/// out. Pure: no stream, no clock. Promises that it never becomes ready in clear where TLS is required, and that nothing said
/// in clear is known inside TLS. Knows nothing of MAIL: who only calls this cannot send any.
/// </summary>
internal sealed class SmtpSession(string heloName, TlsDemand demand, bool isLmtp = false)
{
    private const int Closing = 421;

    /// <summary>What is being waited for.</summary>
    public SmtpPhase Phase { get; private set; }

    /// <summary>What the server offers on the channel as it stands now.</summary>
    public Capabilities Capabilities { get; private set; } = Capabilities.None;

    /// <summary>True when LMTP is spoken, whose hello is LHLO and whose recipients each get a reply to the message (RFC 2033 section 4).</summary>
    public bool IsLmtp => isLmtp;

    /// <summary>True once the handshake was done.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>Why an opportunistic session stayed in clear; null when it did not.</summary>
    public string? ClearBecause { get; private set; }

    /// <summary>Why the session is being left without mail, known before the server has taken leave; null when it is not.</summary>
    public SmtpRefusal? Refusal { get; private set; }

    /// <summary>The first step.</summary>
    public SmtpStep Start()
    {
        Phase = SmtpPhase.Greeting;
        return new SmtpStep.Await(Phase);
    }

    /// <summary>The step after a reply.</summary>
    public SmtpStep OnReply(SmtpReply reply) => Phase switch
    {
        SmtpPhase.Greeting => OnGreeting(reply),
        SmtpPhase.Ehlo => OnEhlo(reply),
        SmtpPhase.Helo => OnHelo(reply),
        SmtpPhase.StartTls => OnStartTls(reply),
        SmtpPhase.EhloInTls => OnEhloInTls(reply),
        SmtpPhase.Quit => End(),
        _ => throw new UnreachableException($"no reply is awaited in phase {Phase}"),
    };

    /// <summary>The step after the handshake.</summary>
    public SmtpStep OnTlsEstablished()
    {
        // RFC 3207 section 4.2: what the server said before counts for nothing now.
        IsEncrypted = true;
        Capabilities = Capabilities.None;
        return Say(Hello, SmtpPhase.EhloInTls);
    }

    /// <summary>
    /// The last step when the connection is gone. Nothing is said in clear instead: whether to connect again without TLS
    /// is for whoever knows the policy.
    /// </summary>
    public SmtpStep OnLoss(SmtpLoss loss)
    {
        if (Phase == SmtpPhase.Quit)
        {
            return End();
        }

        // Between STARTTLS and the end of the handshake it is TLS that the server did not manage.
        bool isTls = Phase is SmtpPhase.StartTls or SmtpPhase.Handshake;
        return new SmtpStep.GiveUp(
            isTls
                ? NoTls(
                    Phase == SmtpPhase.Handshake ? SmtpRefusalKind.Handshake : SmtpRefusalKind.StartTlsRefused,
                    Phase == SmtpPhase.Handshake ? $"the TLS handshake failed: {loss.Text}" : $"after STARTTLS, {loss.Text}")
                : new SmtpRefusal(SmtpRefusalKind.Lost, StatusCodes.CannotConnect, ResultType.None, loss.Text));
    }

    /// <summary>The last step when octets in clear stand behind the reply to STARTTLS.</summary>
    public static SmtpStep OnInjection(string octets) =>

        // RFC 3207 section 4: TLS begins right after the reply. What stands there was never said by the server that
        // authenticates itself afterwards, and must not be taken for its words (CVE-2011-0411).
        new SmtpStep.GiveUp(NoTls(
            SmtpRefusalKind.Injected,
            $"octets in clear follow the reply to STARTTLS: \"{octets}\"; somebody between here and the server put them there, or the server does not discard what it has buffered",
            "RFC 3207 section 4"));

    /// <summary>Ends the session in good order.</summary>
    public SmtpStep Leave()
    {
        // RFC 5321 section 4.1.1.10: a client says QUIT and waits for the reply before it closes.
        Phase = SmtpPhase.Quit;
        return new SmtpStep.Send(SmtpCommand.Quit, Phase);
    }

    // RFC 2033 section 4.1: LHLO in place of EHLO and HELO.
    private string Hello => isLmtp ? "LHLO" : "EHLO";

    private SmtpStep OnGreeting(SmtpReply reply) =>

        // RFC 5321 section 3.1: 220 opens; 554, or any other refusal, leaves QUIT as the only command.
        reply.IsPositive
            ? Say(Hello, SmtpPhase.Ehlo)
            : LeaveBecause(Refused(SmtpRefusalKind.Greeting, "the server turns connections away", reply));

    private SmtpStep OnEhlo(SmtpReply reply)
    {
        if (reply.IsPositive)
        {
            Capabilities = Capabilities.Read(reply);
            return AfterHello();
        }

        // RFC 5321 section 3.2: HELO is for servers that know no EHLO. Such a server knows no STARTTLS either, so this
        // is a way for policies that allow clear text and for no other.
        string text = $"the server refuses {Hello}";
        if (!reply.IsPermanent || isLmtp)
        {
            return LeaveBecause(Refused(SmtpRefusalKind.Hello, text, reply));
        }

        return demand != TlsDemand.Required
            ? Say("HELO", SmtpPhase.Helo)
            : LeaveBecause(NoTls(SmtpRefusalKind.Hello, $"{text}, and there is no STARTTLS without it: {reply}", "RFC 7672 section 2.2") with
            {
                Reply = reply,
            });
    }

    private SmtpStep OnHelo(SmtpReply reply) =>
        reply.IsPositive
            ? AfterHello()
            : LeaveBecause(Refused(SmtpRefusalKind.Hello, "the server refuses EHLO and HELO", reply));

    private SmtpStep AfterHello()
    {
        if (demand == TlsDemand.Forgone)
        {
            ClearBecause = "TLS failed on the connection before this one";
            Phase = SmtpPhase.None;
            return new SmtpStep.Ready();
        }

        if (Capabilities.StartTls)
        {
            Phase = SmtpPhase.StartTls;
            return new SmtpStep.Send(SmtpCommand.StartTls, Phase);
        }

        return InClear(NoTls(
            SmtpRefusalKind.StartTlsNotOffered,
            "the server does not offer STARTTLS",
            demand == TlsDemand.Required ? "RFC 7672 section 2.2" : null));
    }

    private SmtpStep OnStartTls(SmtpReply reply)
    {
        // RFC 3207 section 4: 220 and nothing else. Another positive code answers some other command.
        const int Ready = 220;
        if (reply.Code == Ready)
        {
            Phase = SmtpPhase.Handshake;
            return new SmtpStep.Upgrade();
        }

        return InClear(NoTls(
            SmtpRefusalKind.StartTlsRefused, $"the server offers STARTTLS and refuses it: {reply}", "RFC 3207 section 4") with
        {
            Reply = reply,
        });
    }

    private SmtpStep OnEhloInTls(SmtpReply reply)
    {
        if (!reply.IsPositive)
        {
            return LeaveBecause(Refused(SmtpRefusalKind.Hello, "the server refuses EHLO inside TLS", reply));
        }

        // A STARTTLS offered again is passed over: RFC 3207 section 4.2 forbids a second one.
        Capabilities = Capabilities.Read(reply);
        Phase = SmtpPhase.None;
        return new SmtpStep.Ready();
    }

    // Where TLS could not be had: on in clear if the policy lets us, or away.
    private SmtpStep InClear(SmtpRefusal why)
    {
        // RFC 7672 section 2.2: with secure TLSA records, usable or not, never in clear. RFC 5321 section 3.8: and behind 421
        // not on this connection, whoever would allow it.
        if (demand == TlsDemand.Required || why.Reply?.Code == Closing)
        {
            return LeaveBecause(why);
        }

        ClearBecause = why.Text;
        Phase = SmtpPhase.None;
        return new SmtpStep.Ready();
    }

    private SmtpStep LeaveBecause(SmtpRefusal why)
    {
        Refusal = why;

        // RFC 5321 section 3.8: behind 421 the server closes; there is nobody left to hear QUIT.
        return why.Reply?.Code == Closing ? new SmtpStep.GiveUp(why) : Leave();
    }

    private SmtpStep End()
    {
        Phase = SmtpPhase.None;
        return Refusal is null ? new SmtpStep.Finish() : new SmtpStep.GiveUp(Refusal);
    }

    private SmtpStep.Send Say(string verb, SmtpPhase phase)
    {
        Phase = phase;
        return SmtpCommand.TryCreate(verb, [heloName], out SmtpCommand? command, out string? why)
            ? new SmtpStep.Send(command, phase)
            : throw new UnreachableException($"options with this EHLO name do not validate: {why}");
    }

    private static SmtpRefusal Refused(SmtpRefusalKind kind, string text, SmtpReply reply) =>
        new(kind, StatusCodes.CannotConnect, ResultType.None, $"{text}: {reply}") { Reply = reply };

    private static SmtpRefusal NoTls(SmtpRefusalKind kind, string text, string? rfc = null) =>
        new(kind, StatusCodes.StartTlsNotSupported, ResultType.StarttlsNotSupported, text, rfc);
}
