using System.Diagnostics;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>
/// One transaction, from MAIL to the reply to the message: a reply in, the next step out. Pure: no stream, no clock. Promises
/// a result for each recipient whatever the server says, that a message is called delivered only where the server took it, and that
/// it is called undelivered only where its end was not sent or the server said no. Knows nothing of what is in the message.
/// </summary>
internal sealed class MailTransaction
{
    private const int Closing = 421;

    private readonly TransmissionPlan _plan;
    private readonly MailCommands _commands;
    private readonly IReadOnlyList<EnvelopeRecipient> _recipients;
    private readonly RecipientResult?[] _results;
    private readonly Queue<Awaited> _awaited = new();

    // Recipients that the server took and that have no result yet, in the order of their commands.
    private readonly List<int> _taken = [];

    private bool _isMailTaken;
    private bool _isDataSaid;
    private bool _isDataTaken;
    private bool _isResetNeeded;
    private bool _isOver;
    private bool _endMayHaveLeft;

    public MailTransaction(TransmissionPlan plan, Envelope envelope, IReadOnlyList<EnvelopeRecipient> recipients)
    {
        _plan = plan;
        _recipients = recipients;
        _commands = new MailCommands(plan, envelope, recipients);
        _results = new RecipientResult?[recipients.Count];
    }

    /// <summary>One for each recipient, in that order; complete when the transaction is over.</summary>
    public IReadOnlyList<RecipientResult> Results =>
        [.. _results.Select(one => one ?? throw new UnreachableException("a transaction that is over left a recipient out"))];

    /// <summary>The recipients that were one too many for this transaction, by place; another transaction may have room for them.</summary>
    public ISet<int> Surplus { get; } = new HashSet<int>();

    /// <summary>True when the server took any recipient.</summary>
    public bool HadRecipients { get; private set; }

    /// <summary>Recipients that the server took and whose result is still open.</summary>
    public int Open => _taken.Count;

    /// <summary>True when the connection is fit for another transaction.</summary>
    public bool IsConnectionUsable { get; private set; } = true;

    /// <summary>How the connection was lost; null when it was not.</summary>
    public SmtpLoss? Loss { get; private set; }

    /// <summary>The reply by which the server refused MAIL: what it says holds for any recipient. Null when it did not.</summary>
    public SmtpReply? MailRefusal { get; private set; }

    /// <summary>Why the connection is not fit for another transaction, for recipients that were never asked for: it says nothing of them, and they wait.</summary>
    public (EnhancedStatusCode Code, string Reason, SmtpReply? Reply) End { get; private set; } =
        (StatusCodes.BadConnection.Transient, "the server left it open whether another message may follow over the connection", null);

    /// <summary>The first step.</summary>
    public MailStep Start() => Next();

    /// <summary>The step after the commands of a group have left.</summary>
    public MailStep OnSent() => Next();

    /// <summary>The last octets of the message are about to leave: from here on the server may have it.</summary>
    public void OnEndLeaving() => _endMayHaveLeft = true;

    /// <summary>The step after the message, with its end, has left behind DATA.</summary>
    public MailStep OnTextSent() => ExpectVerdicts();

    /// <summary>The step after the end of an empty message has left.</summary>
    public MailStep OnNothingSent()
    {
        _isDataTaken = false;
        _isResetNeeded = false;
        _isOver = true;

        // RFC 2033 section 4.2: one reply for each recipient taken, and there is none; who takes DATA then is not to be counted on.
        IsConnectionUsable = !_plan.IsLmtp;
        if (!_plan.IsLmtp)
        {
            _awaited.Enqueue(new Awaited(SmtpPhase.Reset, 0));
        }

        return Next();
    }

    /// <summary>The step after a chunk has left.</summary>
    public MailStep OnChunkSent(bool isLast)
    {
        if (isLast)
        {
            return ExpectVerdicts();
        }

        _awaited.Enqueue(new Awaited(SmtpPhase.DataBlock, 0));
        return Next();
    }

    /// <summary>The step after a reply.</summary>
    public MailStep OnReply(SmtpReply reply)
    {
        Awaited what = _awaited.Dequeue();

        // RFC 5321 section 3.8: 421 may answer any command, and the server closes behind it.
        if (reply.Code == Closing)
        {
            return GiveUp(RecipientState.Transient, CodeOf(reply), $"the server is closing the connection: {reply}", reply);
        }

        // RFC 2920 section 3.1: replies are told apart by counting alone. One that cannot answer what it would have to answer
        // shows that the count is wrong, and then no reply means anything any more.
        bool isData = what.Phase == SmtpPhase.Data;
        if ((reply.Class == 3 && !(isData && reply.Code == 354)) || (isData && reply.IsPositive))
        {
            return OutOfStep(reply, what.Phase);
        }

        switch (what.Phase)
        {
            case SmtpPhase.Mail:
                OnMail(reply);
                break;
            case SmtpPhase.Recipient:
                OnRecipient(reply, what.Place);
                break;
            case SmtpPhase.Data:
                OnData(reply);
                break;
            case SmtpPhase.DataBlock:
                OnChunk(reply);
                break;
            case SmtpPhase.Message:
                OnVerdict(reply, what.Place);
                break;
            default:
                // A refused RSET leaves a transaction of which nobody knows whether it is open.
                IsConnectionUsable &= reply.IsPositive || !_isResetNeeded;
                _isOver = true;
                break;
        }

        return Next();
    }

    /// <summary>The step after a reply that came while the message was on its way, before its end.</summary>
    public MailStep OnEarlyReply(SmtpReply reply) =>

        // A refusal counts. Who accepts a message that has no end yet has seen an end that was not sent: it may have a part of it.
        reply.IsTransient || reply.IsPermanent
            ? GiveUp(StateOf(reply), CodeOf(reply), $"the server refused the message while it was being sent: {reply}", reply)
            : GiveUp(RecipientState.Unknown, StatusCodes.ProtocolError.Transient, $"the server answered a message that was not at its end: {reply}", reply);

    /// <summary>The step after a reply to nothing that was said: it came before the command it would answer.</summary>
    public MailStep OnUnasked(SmtpReply reply) =>
        reply.Code == Closing
            ? GiveUp(RecipientState.Transient, CodeOf(reply), $"the server is closing the connection: {reply}", reply)
            : OutOfStep(reply, SmtpPhase.None);

    /// <summary>The last step when the connection is gone.</summary>
    public MailStep OnLoss(SmtpLoss loss)
    {
        Loss = loss;

        // RFC 5321 section 4.5.3.2.6: who gives up behind the end of the message may cause a second copy of it.
        return _endMayHaveLeft
            ? GiveUp(
                RecipientState.Unknown,
                StatusCodes.BadConnection.Transient,
                $"the connection was lost behind the end of the message, which the server may have: {loss.Text} (RFC 5321 section 4.5.3.2.6)",
                null)
            : GiveUp(RecipientState.Transient, StatusCodes.BadConnection.Transient, $"the connection was lost: {loss.Text}", null);
    }

    /// <summary>The last step when the message cannot be sent to its end; what was sent of it is worth nothing without.</summary>
    public MailStep OnUnreadable(string why) => GiveUp(RecipientState.Transient, StatusCodes.SystemError.Transient, why, null);

    /// <summary>The status for a reply: its own, or the one that says no more than its class.</summary>
    public static EnhancedStatusCode CodeOf(SmtpReply reply) =>
        reply.Enhanced is var own && own != default ? own : new EnhancedStatusCode(reply.Class, 0, 0);

    /// <summary>What a negative reply means for whom it is about.</summary>
    public static RecipientState StateOf(SmtpReply reply) => reply.IsPermanent ? RecipientState.Permanent : RecipientState.Transient;

    private MailStep Next()
    {
        if (_awaited.TryPeek(out Awaited next))
        {
            return new MailStep.Await(next.Phase);
        }

        if (_isOver)
        {
            return new MailStep.Finish();
        }

        // Recipients are asked for as long as MAIL holds.
        if (!_commands.IsMailSaid || (_isMailTaken && _commands.HasMoreRecipients))
        {
            return Say();
        }

        if (_isDataTaken)
        {
            // RFC 2920 section 3.1: DATA was taken although nobody is to get the message; a dot ends it.
            return _taken.Count > 0 ? new MailStep.SendText() : new MailStep.SendNothing();
        }

        if (!_isResetNeeded)
        {
            _isOver = true;
            return new MailStep.Finish();
        }

        if (_taken.Count == 0)
        {
            _awaited.Enqueue(new Awaited(SmtpPhase.Reset, 0));
            return new MailStep.Send([SmtpCommand.Reset], SmtpPhase.Reset);
        }

        return _plan.UsesChunks ? new MailStep.SendChunk() : Say();
    }

    private MailStep.Send Say()
    {
        List<SmtpCommand> group = [];
        foreach ((SmtpCommand command, Awaited reply) in _commands.NextGroup(_isDataSaid))
        {
            group.Add(command);
            _awaited.Enqueue(reply);
            _isDataSaid |= reply.Phase == SmtpPhase.Data;
        }

        // From MAIL on there is a transaction to be dropped if nothing comes of it.
        _isResetNeeded = true;
        return new MailStep.Send(group, _awaited.Peek().Phase);
    }

    private MailStep ExpectVerdicts()
    {
        _isDataTaken = false;
        _isResetNeeded = false;

        // RFC 2033 section 4.2: one reply for each recipient that was taken, in their order.
        for (int i = 0; i < (_plan.IsLmtp ? _taken.Count : 1); i++)
        {
            _awaited.Enqueue(new Awaited(SmtpPhase.Message, _plan.IsLmtp ? _taken[i] : -1));
        }

        return Next();
    }

    private void OnMail(SmtpReply reply)
    {
        _isMailTaken = reply.IsPositive;
        if (!_isMailTaken)
        {
            MailRefusal = reply;
            for (int i = 0; i < _results.Length; i++)
            {
                Refuse(i, reply, "the server refuses the sender");
            }
        }
    }

    private void OnRecipient(SmtpReply reply, int place)
    {
        if (_results[place] is not null)
        {
            // MAIL was refused; what the server says to the rest of the group adds nothing.
            return;
        }

        if (reply.IsPositive)
        {
            _taken.Add(place);
            HadRecipients = true;
            return;
        }

        // RFC 5321 section 4.5.3.1.10: 452, and 552 of old servers, behind recipients that were taken may mean that there are too many.
        // RFC 1870 section 6.4 gives 552 another sense: whether it is that one shows when the recipient is the first; until then it is
        // no refusal for good.
        bool isSurplus = reply.Code is 452 or 552 && HadRecipients
            && (reply.Enhanced == default || (reply.Enhanced.Subject == 5 && reply.Enhanced.Detail == 3));
        if (isSurplus)
        {
            Surplus.Add(place);
            Settle(place, RecipientState.Transient, CodeOf(reply).Transient, $"the server takes no more recipients: {reply}", reply);
            return;
        }

        Refuse(place, reply, "the server refuses the recipient");
    }

    private void OnData(SmtpReply reply)
    {
        _isDataTaken = reply.Code == 354;
        if (!_isDataTaken)
        {
            RefuseTaken(reply, "the server refuses DATA");
        }
    }

    private void OnChunk(SmtpReply reply)
    {
        // RFC 3030 section 2: behind a refused chunk no further one, and RSET before anything else.
        if (!reply.IsPositive)
        {
            RefuseTaken(reply, "the server refuses the message");
        }
    }

    private void OnVerdict(SmtpReply reply, int place)
    {
        foreach (int i in place < 0 ? [.. _taken] : new[] { place })
        {
            _taken.Remove(i);
            if (reply.IsPositive)
            {
                Settle(i, RecipientState.Delivered, CodeOf(reply), $"the server took the message: {reply}", reply);
            }
            else
            {
                Refuse(i, reply, "the server refuses the message");

                // RFC 3030 section 2: behind a refused chunk, and the last one is one, nothing before RSET.
                _isResetNeeded |= _plan.UsesChunks;
            }
        }
    }

    private void RefuseTaken(SmtpReply reply, string what)
    {
        foreach (int i in _taken)
        {
            Refuse(i, reply, what);
        }

        _taken.Clear();
    }

    private MailStep.Finish OutOfStep(SmtpReply reply, SmtpPhase phase)
    {
        string what = phase switch
        {
            SmtpPhase.Mail => "to MAIL",
            SmtpPhase.Recipient => "to RCPT",
            SmtpPhase.Data => "to DATA",
            SmtpPhase.DataBlock => "to a chunk of the message",
            SmtpPhase.Message => "to the end of the message",
            SmtpPhase.Reset => "to RSET",
            _ => "before it was asked",
        };
        return GiveUp(
            _endMayHaveLeft ? RecipientState.Unknown : RecipientState.Transient,
            StatusCodes.ProtocolError.Transient,
            $"the server answers {what}: {reply}; commands and replies are out of step",
            reply);
    }

    private MailStep.Finish GiveUp(RecipientState state, EnhancedStatusCode code, string reason, SmtpReply? reply)
    {
        for (int i = 0; i < _results.Length; i++)
        {
            if (_results[i] is null)
            {
                // The end of the message is nothing to a recipient that it was not sent for.
                bool isAsked = _taken.Contains(i);
                Settle(i, state == RecipientState.Unknown && !isAsked ? RecipientState.Transient : state, code, reason, reply);
            }
        }

        End = (code.Transient, reason, reply);
        _awaited.Clear();
        IsConnectionUsable = false;
        _isOver = true;
        return new MailStep.Finish();
    }

    private void Refuse(int place, SmtpReply reply, string what) =>
        Settle(place, StateOf(reply), CodeOf(reply), $"{what}: {reply}", reply);

    private void Settle(int place, RecipientState state, EnhancedStatusCode code, string reason, SmtpReply? reply) =>
        _results[place] ??= new RecipientResult(_recipients[place], state, code, reason, reply)
        {
            IsDsnPassedOn = _plan.PassesDsn && state == RecipientState.Delivered,
        };
}
