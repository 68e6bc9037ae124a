using System.Globalization;
using DaneCore.Smtp.Content;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>
/// The octets of one message over a connection, behind DATA or in chunks. Holds one piece at a time, gives each its time, and
/// listens while it talks: a server that refuses early is understood before all is sent.
/// </summary>
internal sealed class MessageSender(
    MailTransaction transaction, SmtpConnection connection, MessageSource message, TransmissionPlan plan) : IAsyncDisposable
{
    // The unit that has the time of RFC 5321 section 4.5.3.2.5. Ours: a line of 3 kbit/s still carries it in three minutes.
    private const int PieceLength = 64 * 1024;

    // RFC 3030 section 2 asks for a reasonable size: an error shows only behind a chunk. Ours.
    private const int ChunkLength = 1024 * 1024;

    private static readonly byte[] EmptyEnd = ".\r\n"u8.ToArray();

    private MessageFeed? _feed;

    /// <summary>Sends the message behind DATA, to its end.</summary>
    public async ValueTask<MailStep> SendTextAsync(CancellationToken stop)
    {
        if (await OpenAsync(stop).ConfigureAwait(false) is { } why)
        {
            return transaction.OnUnreadable(why);
        }

        // RFC 5321 section 4.1.1.4: the message is asked for with 354, and nothing is due before its end. A reply that stands here
        // came together with the 354, before one octet of the message.
        if (connection.HearsSomething())
        {
            return await HearUnaskedAsync(isWithin: false, stop).ConfigureAwait(false);
        }

        Remark("DATA");
        while (!_feed!.IsAtEnd)
        {
            await _feed.ReadAsync(PieceLength, stop).ConfigureAwait(false);
            if (_feed.Fault is { } fault)
            {
                return transaction.OnUnreadable(fault);
            }

            if (await SendPieceAsync(_feed.Piece, _feed.IsAtEnd, stop).ConfigureAwait(false) is { } end)
            {
                return end;
            }
        }

        return transaction.OnTextSent();
    }

    /// <summary>Sends the end of a message of which nothing is sent.</summary>
    public async ValueTask<MailStep> SendNothingAsync(CancellationToken stop) =>
        await connection.SendAsync(EmptyEnd, SmtpPhase.DataBlock, stop).ConfigureAwait(false) is { } loss
            ? transaction.OnLoss(loss)
            : transaction.OnNothingSent();

    /// <summary>Sends the next chunk.</summary>
    public async ValueTask<MailStep> SendChunkAsync(CancellationToken stop)
    {
        if (_feed is null)
        {
            if (await OpenAsync(stop).ConfigureAwait(false) is { } why)
            {
                return transaction.OnUnreadable(why);
            }

            Remark("BDAT");
        }

        await _feed!.ReadAsync(ChunkLength, stop).ConfigureAwait(false);
        if (_feed.Fault is { } fault)
        {
            return transaction.OnUnreadable(fault);
        }

        if (connection.HearsSomething())
        {
            return await HearUnaskedAsync(isWithin: false, stop).ConfigureAwait(false);
        }

        bool isLast = _feed.IsAtEnd;
        ReadOnlyMemory<byte> rest = _feed.Piece;
        if (isLast && rest.IsEmpty)
        {
            LetEndLeave();
        }

        var command = SmtpCommand.Chunk(rest.Length, isLast);
        if (await connection.SendAsync(command, SmtpPhase.DataBlock, stop).ConfigureAwait(false) is { } loss)
        {
            return transaction.OnLoss(loss);
        }

        while (!rest.IsEmpty)
        {
            ReadOnlyMemory<byte> piece = rest[..Math.Min(rest.Length, PieceLength)];
            rest = rest[piece.Length..];
            if (await SendPieceAsync(piece, isLast && rest.IsEmpty, stop).ConfigureAwait(false) is { } end)
            {
                return end;
            }
        }

        return transaction.OnChunkSent(isLast);
    }

    /// <summary>Closes the message.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_feed is not null)
        {
            await _feed.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Null when the piece left and nothing was heard meanwhile.
    private async ValueTask<MailStep?> SendPieceAsync(ReadOnlyMemory<byte> piece, bool isEnd, CancellationToken stop)
    {
        if (connection.HearsSomething())
        {
            return await HearUnaskedAsync(isWithin: true, stop).ConfigureAwait(false);
        }

        if (isEnd)
        {
            LetEndLeave();
        }

        SmtpLoss? loss = await connection.SendAsync(piece, SmtpPhase.DataBlock, stop).ConfigureAwait(false);
        if (loss is null)
        {
            return null;
        }

        // A server that refuses and closes breaks what is being sent; what it said last says more than that. Where the connection is
        // broken there is something to be read soon, if only its end; where the time was up, only what is there already counts.
        if (loss.Kind != SmtpLossKind.TimedOut || connection.HearsSomething())
        {
            SmtpReceipt last = await connection.ReceiveAsync(SmtpPhase.DataBlock, stop).ConfigureAwait(false);
            if (last.IsReply)
            {
                return transaction.OnEarlyReply(last.Reply);
            }
        }

        return transaction.OnLoss(loss);
    }

    // From here on the server may have the message: no time over all makes anybody give up on it.
    private void LetEndLeave()
    {
        connection.Budget = null;
        transaction.OnEndLeaving();
    }

    private async ValueTask<MailStep> HearUnaskedAsync(bool isWithin, CancellationToken stop)
    {
        SmtpReceipt receipt = await connection.ReceiveAsync(SmtpPhase.DataBlock, stop).ConfigureAwait(false);
        return !receipt.IsReply ? transaction.OnLoss(receipt.Loss)
            : isWithin ? transaction.OnEarlyReply(receipt.Reply)
            : transaction.OnUnasked(receipt.Reply);
    }

    private async ValueTask<string?> OpenAsync(CancellationToken stop)
    {
        try
        {
            Stream stream = await message.OpenAsync(stop).ConfigureAwait(false);
            _feed = new MessageFeed(stream, plan.IsVerbatim ? null : new DotStuffing(doublesDots: !plan.UsesChunks), plan.Octets);
            return null;
        }
        catch (Exception exception) when (MessageFeed.IsOfSource(exception, stop))
        {
            return MessageFeed.Describe(exception);
        }
    }

    private void Remark(string verb) =>
        connection.Remark(string.Create(CultureInfo.InvariantCulture, $"a message of {plan.Octets} octets by {verb}"));
}
