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
        LabMailFault.ClosesAtEhlo => verb is "EHLO",
        LabMailFault.ClosesAtStartTls => verb is "STARTTLS",
        LabMailFault.ClosesAfterTls => _tls is not null,
        _ => false,
    };

    // False when the connection is over.
    private async Task<bool> AnswerAsync(string verb, string line, CancellationToken stop)
    {
        switch (verb)
        {
            case "EHLO":
                await ReplyAsync(verb, EhloReply(), stop).ConfigureAwait(false);
                return true;
            case "HELO":
                await ReplyAsync(verb, $"250 {_behaviour.HostName}\r\n", stop).ConfigureAwait(false);
                return true;
            case "STARTTLS" when _tls is null && OffersTls:
                return await StartTlsAsync(stop).ConfigureAwait(false);
            case "MAIL":
                _mailFrom = line;
                _recipients.Clear();
                await ReplyAsync(verb, "250 2.1.0 ok\r\n", stop).ConfigureAwait(false);
                return true;
            case "RCPT" when _mailFrom is not null:
                if (await ReplyAsync(verb, "250 2.1.5 ok\r\n", stop).ConfigureAwait(false))
                {
                    _recipients.Add(line);
                }

                return true;
            case "DATA" when _recipients.Count > 0:
                return !await ReplyAsync(verb, "354 go ahead\r\n", stop).ConfigureAwait(false)
                    || await TakeMessageAsync(stop).ConfigureAwait(false);
            case "RSET":
                _mailFrom = null;
                await ReplyAsync(verb, "250 2.0.0 ok\r\n", stop).ConfigureAwait(false);
                return true;
            case "NOOP":
                await ReplyAsync(verb, "250 2.0.0 ok\r\n", stop).ConfigureAwait(false);
                return true;
            case "QUIT":
                await ReplyAsync(verb, "221 2.0.0 bye\r\n", stop).ConfigureAwait(false);
                return false;
            case "MAIL" or "RCPT" or "DATA":
                await ReplyAsync(verb, "503 5.5.1 out of order\r\n", stop).ConfigureAwait(false);
                return true;
            default:
                await ReplyAsync(verb, "500 5.5.2 unknown command\r\n", stop).ConfigureAwait(false);
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
        _mailFrom = null;
        _recipients.Clear();
        return true;
    }

    private async Task<bool> TakeMessageAsync(CancellationToken stop)
    {
        using MemoryStream content = new();
        while (true)
        {
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

        if (await ReplyAsync(".", $"250 2.0.0 taken as {QueueName()}\r\n", stop).ConfigureAwait(false))
        {
            server.Remember(new LabMessage(_mailFrom!, [.. _recipients], content.ToArray(), _tls is not null));
        }

        _mailFrom = null;
        _recipients.Clear();
        return true;
    }

    private static string QueueName() => RandomNumberGenerator.GetHexString(8);

    // True when the reply was a positive one.
    private async Task<bool> ReplyAsync(string verb, string usual, CancellationToken stop)
    {
        string? special = null;
        bool isSpecial = (_tls is not null && _behaviour.Replies.TryGetValue("TLS:" + verb, out special))
            || _behaviour.Replies.TryGetValue(verb, out special);
        string reply = isSpecial ? special! : usual;
        await WriteAsync(reply, stop).ConfigureAwait(false);
        return reply.Length > 0 && reply[0] is '2' or '3';
    }

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
