using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Lab.Mail;

/// <summary>One connection to a <see cref="LabMailServer"/>.</summary>
internal sealed class LabMailSession(LabMailServer server, Stream raw)
{
    private readonly LabMailBehaviour _behaviour = server.Behaviour;
    private readonly List<string> _recipients = [];
    private Stream _stream = raw;
    private LabLineReader _reader = new(raw);
    private LabTlsStream? _tls;
    private string? _mailFrom;
    private ArrayBufferWriter<byte>? _chunks;

    private LabMailFault Fault => _behaviour.Fault;

    public async Task RunAsync(CancellationToken stop)
    {
        if (Fault == LabMailFault.ClosesAtConnect || !await GreetAsync(stop).ConfigureAwait(false))
        {
            return;
        }

        while (await _reader.ReadAsync(stop).ConfigureAwait(false) is { } line)
        {
            server.RememberCommand(line);
            string verb = line.Split(' ')[0].ToUpperInvariant();
            if (ClosesAt(verb) || !await AnswerAsync(verb, line, stop).ConfigureAwait(false))
            {
                break;
            }
        }

        if (_tls is not null)
        {
            await _tls.CloseAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> GreetAsync(CancellationToken stop)
    {
        if (Fault == LabMailFault.NeverGreets)
        {
            // The end of the client's patience ends the stream, and with it this wait.
            await _reader.ReadAsync(stop).ConfigureAwait(false);
            return false;
        }

        while (Fault == LabMailFault.GreetsWithoutEnd)
        {
            await WriteAsync($"220-{_behaviour.HostName} and another line\r\n", stop).ConfigureAwait(false);
        }

        await ReplyAsync("CONNECT", $"220 {_behaviour.HostName} ESMTP\r\n", stop).ConfigureAwait(false);
        return true;
    }

    private bool ClosesAt(string verb) => Fault switch
    {
        LabMailFault.ClosesAtEhlo => verb is "EHLO" or "LHLO",
        LabMailFault.ClosesAtStartTls => verb is "STARTTLS",
        LabMailFault.ClosesAfterTls => _tls is not null,
        _ => false,
    };

    // False when the connection is over.
    private async Task<bool> AnswerAsync(string verb, string line, CancellationToken stop)
    {
        switch (verb)
        {
            case "EHLO" when !_behaviour.SpeaksLmtp:
            case "LHLO" when _behaviour.SpeaksLmtp:
                await ReplyAsync(verb, EhloReply(), stop, line).ConfigureAwait(false);
                return true;
            case "HELO" when !_behaviour.SpeaksLmtp:
                await ReplyAsync(verb, $"250 {_behaviour.HostName}\r\n", stop, line).ConfigureAwait(false);
                return true;
            case "STARTTLS" when _tls is null && OffersTls:
                return await StartTlsAsync(stop).ConfigureAwait(false);
            case "MAIL" when _mailFrom is null:
                if (await ReplyAsync(verb, LabMailParameters.WhyNotMail(line, _behaviour.Keywords, _tls is not null) ?? "250 2.1.0 ok\r\n", stop, line)
                    .ConfigureAwait(false))
                {
                    _mailFrom = line;
                }

                return true;
            case "RCPT" when _mailFrom is not null:
                if (await ReplyAsync(verb, LabMailParameters.WhyNotRecipient(line, _mailFrom, _behaviour.Keywords) ?? "250 2.1.5 ok\r\n", stop, line)
                    .ConfigureAwait(false))
                {
                    _recipients.Add(line);
                }

                return true;
            case "DATA":
                // RFC 3030 section 3: BINARYMIME goes with BDAT alone. RFC 2920 section 3.2: nobody to send to, no DATA.
                return !await ReplyAsync(
                        verb,
                        _recipients.Count == 0 ? "503 5.5.1 no valid recipients\r\n"
                        : _chunks is not null || LabMailParameters.IsBinary(_mailFrom!) ? "503 5.5.1 out of order\r\n"
                        : "354 go ahead\r\n",
                        stop,
                        line).ConfigureAwait(false)
                    || await TakeMessageAsync(stop).ConfigureAwait(false);
            case "BDAT" when _behaviour.Keywords.Contains("CHUNKING", StringComparer.Ordinal):
                return await TakeChunkAsync(line, stop).ConfigureAwait(false);
            case "RSET":
                Forget();
                await ReplyAsync(verb, "250 2.0.0 ok\r\n", stop, line).ConfigureAwait(false);
                return true;
            case "NOOP":
                await ReplyAsync(verb, "250 2.0.0 ok\r\n", stop, line).ConfigureAwait(false);
                return true;
            case "QUIT":
                await ReplyAsync(verb, "221 2.0.0 bye\r\n", stop, line).ConfigureAwait(false);
                return false;
            case "MAIL" or "RCPT":
                await ReplyAsync(verb, "503 5.5.1 out of order\r\n", stop, line).ConfigureAwait(false);
                return true;
            default:
                await ReplyAsync(verb, "500 5.5.2 unknown command\r\n", stop, line).ConfigureAwait(false);
                return true;
        }
    }

    private bool OffersTls => _behaviour.Chain.Count > 0 && Fault != LabMailFault.OffersNoStartTls;

    private string EhloReply()
    {
        // RFC 3207 section 4.2: inside TLS it is not offered again.
        IEnumerable<string> keywords = OffersTls && _tls is null ? [.. _behaviour.Keywords, "STARTTLS"] : _behaviour.Keywords;
        string[] lines = [$"{_behaviour.HostName} greets you", .. keywords];
        return string.Concat(lines.Select((text, i) => $"250{(i < lines.Length - 1 ? '-' : ' ')}{text}\r\n"));
    }

    private async Task<bool> StartTlsAsync(CancellationToken stop)
    {
        string usual = Fault switch
        {
            LabMailFault.RefusesStartTls => "454 4.7.0 TLS is not available just now\r\n",
            LabMailFault.InjectsAfterStartTls => "220 2.0.0 ready\r\n250 2.0.0 this was put in by somebody in between\r\n",
            _ => "220 2.0.0 ready\r\n",
        };
        if (!await ReplyAsync("STARTTLS", usual, stop).ConfigureAwait(false))
        {
            return true;
        }

        byte[] first = new byte[1];
        switch (Fault)
        {
            case LabMailFault.SpeaksGarbageTls:
                await _stream.ReadExactlyAsync(first, stop).ConfigureAwait(false);
                await WriteAsync("this is not TLS\r\n", stop).ConfigureAwait(false);
                return false;
            case LabMailFault.ClosesInHandshake:
                await _stream.ReadExactlyAsync(first, stop).ConfigureAwait(false);
                return false;
            case LabMailFault.StallsInHandshake:
                await _stream.CopyToAsync(Stream.Null, stop).ConfigureAwait(false);
                return false;
            default:
                break;
        }

        LabTlsServer handshake = new(_behaviour.Chain);
        _tls = await LabTlsStream.AcceptAsync(_stream, handshake, stop).ConfigureAwait(false);
        server.RememberServerName(handshake.ServerName ?? "");
        _stream = _tls;
        _reader = new LabLineReader(_tls);
        Forget();
        return true;
    }

    private void Forget()
    {
        _mailFrom = null;
        _recipients.Clear();
        _chunks = null;
    }

    private async Task<bool> TakeChunkAsync(string line, CancellationToken stop)
    {
        string[] words = line.Split(' ');
        bool isLast = words is [_, _, "LAST"];
        _chunks ??= new ArrayBufferWriter<byte>();
        if (words.Length < 2
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            || !await _reader.CopyAsync(count, _chunks, stop).ConfigureAwait(false))
        {
            return false;
        }

        if (_recipients.Count == 0)
        {
            await ReplyAsync("BDAT", "503 5.5.1 out of order\r\n", stop, line).ConfigureAwait(false);
        }
        else if (!isLast)
        {
            await ReplyAsync("BDAT", $"250 2.0.0 {count} octets\r\n", stop, line).ConfigureAwait(false);
        }
        else
        {
            await JudgeAsync(_chunks.WrittenSpan.ToArray(), byChunks: true, stop).ConfigureAwait(false);
        }

        return true;
    }

    // The verdict on a whole message: one, or in LMTP one for each recipient (RFC 2033 section 4.2).
    private async Task JudgeAsync(byte[] content, bool byChunks, CancellationToken stop)
    {
        string usual = LabMailParameters.SizeOf(_behaviour.Keywords) is { } limit && content.Length > limit
            ? "552 5.3.4 too large\r\n"
            : $"250 2.0.0 taken as {QueueName()}\r\n";
        (string Line, string[] About)[] verdicts = _behaviour.SpeaksLmtp
            ? [.. _recipients.Select(recipient => (". " + recipient, new[] { recipient }))]
            : [(".", [.. _recipients])];
        List<string> takers = [];
        List<string> replies = [];
        foreach ((string line, string[] about) in verdicts)
        {
            string reply = ReplyTo(".", usual, line);
            replies.Add(reply);
            if (reply == LabMailBehaviour.Closes)
            {
                break;
            }

            takers.AddRange(IsPositive(reply) ? about : []);
        }

        // Before the replies leave: whoever has read them finds the message here.
        if (takers.Count > 0)
        {
            server.Remember(new LabMessage(_mailFrom!, takers, content, _tls is not null) { ByChunks = byChunks });
        }

        foreach (string reply in replies)
        {
            await SayAsync(reply, stop).ConfigureAwait(false);
        }

        Forget();
    }

    private async Task<bool> TakeMessageAsync(CancellationToken stop)
    {
        using MemoryStream content = new();
        bool isTired = false;
        while (true)
        {
            if (!isTired && content.Length > (_behaviour.TiresAfter ?? long.MaxValue))
            {
                isTired = true;
                await WriteAsync(_behaviour.EarlyReply, stop).ConfigureAwait(false);
                if (_behaviour.ClosesWhenTired)
                {
                    return false;
                }
            }

            string? line = await _reader.ReadAsync(stop).ConfigureAwait(false);
            if (line is null)
            {
                return false;
            }

            if (line is ".")
            {
                break;
            }

            content.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        if (_recipients.Count == 0)
        {
            // RFC 2920 section 3.2: an empty message for nobody goes to nobody.
            await ReplyAsync(".", "554 5.5.1 no valid recipients\r\n", stop).ConfigureAwait(false);
            Forget();
            return true;
        }

        await JudgeAsync(content.ToArray(), byChunks: false, stop).ConfigureAwait(false);
        return true;
    }

    private static string QueueName() => RandomNumberGenerator.GetHexString(8);

    // True when the reply was a positive one.
    private async Task<bool> ReplyAsync(string verb, string usual, CancellationToken stop, string? line = null)
    {
        string reply = ReplyTo(verb, usual, line ?? verb);
        await SayAsync(reply, stop).ConfigureAwait(false);
        return IsPositive(reply);
    }

    private string ReplyTo(string verb, string usual, string line)
    {
        string? special = _behaviour.Answer?.Invoke(line);
        bool isSpecial = special is not null
            || (_tls is not null && _behaviour.Replies.TryGetValue("TLS:" + verb, out special))
            || _behaviour.Replies.TryGetValue(verb, out special);
        return isSpecial ? special! : usual;
    }

    private Task SayAsync(string reply, CancellationToken stop) =>
        reply == LabMailBehaviour.Closes ? throw new IOException("the server closes") : WriteAsync(reply, stop);

    private static bool IsPositive(string reply) => reply.Length > 0 && reply[0] is '2' or '3';

    private async Task WriteAsync(string text, CancellationToken stop)
    {
        byte[] octets = Encoding.Latin1.GetBytes(text);
        if (_behaviour.OctetDelay == TimeSpan.Zero)
        {
            await _stream.WriteAsync(octets, stop).ConfigureAwait(false);
        }
        else
        {
            foreach (byte octet in octets)
            {
                await Task.Delay(_behaviour.OctetDelay, _behaviour.Clock, stop).ConfigureAwait(false);
                await _stream.WriteAsync(new[] { octet }, stop).ConfigureAwait(false);
            }
        }

        await _stream.FlushAsync(stop).ConfigureAwait(false);
    }
}
