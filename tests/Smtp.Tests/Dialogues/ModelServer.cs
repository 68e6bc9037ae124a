using System.Globalization;
using System.Text;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Dialogues;

/// <summary>
/// A server by the letter of RFC 5321, RFC 2920, RFC 3030, RFC 3207 and RFC 2033, and a strict judge of clients: octets in, replies out, and a note of
/// everything the client was not allowed to send. What it answers is thrown by dice. It is handed all that the client sent before it began
/// to wait; so it sees what went together.
/// </summary>
internal sealed class ModelServer(Dice dice, bool isLmtp, bool demandsTls)
{
    private readonly StringBuilder _transcript = new();
    private readonly List<byte> _input = [];
    private readonly List<byte> _output = [];
    private readonly List<string> _taken = [];
    private readonly List<byte> _text = [];
    private HashSet<string> _offers = [];
    private int _chunkLeft;
    private bool _isLastChunk;
    private bool _hasSaidTooMuch;

    // The client may be ahead of our replies; what it may say is judged by what it knew when it said it.
    private bool _mayMail, _mayRcpt, _mayData;

    public ModelState State { get; private set; }

    public bool IsEncrypted { get; private set; }

    /// <summary>What the client sent and should not have.</summary>
    public List<string> Offences { get; } = [];

    /// <summary>Messages taken: for whom, and the octets.</summary>
    public List<(string Recipient, string Text)> Copies { get; } = [];

    /// <summary>Ends of messages that were seen, whatever was answered.</summary>
    public HashSet<string> Ended { get; } = [];

    /// <summary>Codes given to each recipient, or to the transaction it stood in.</summary>
    public HashSet<(string Recipient, int Code)> Said { get; } = [];

    /// <summary>Commands seen, by verb.</summary>
    public Dictionary<string, int> Verbs { get; } = [];

    public bool IsClosed { get; private set; }

    public string Transcript => _transcript.ToString();

    /// <summary>Takes what the client sent before it waited, and gives what the server says to all of it.</summary>
    public byte[] Hear(byte[] octets)
    {
        _input.AddRange(octets);
        _output.Clear();
        if (State == ModelState.Silent)
        {
            Offend(_input.Count > 0, "something was sent before the greeting");
            Greet();
        }

        ModelState before = State;
        for (bool isFirst = true; !IsClosed && _input.Count > 0; isFirst = false)
        {
            if (State == ModelState.Leaving && before != ModelState.Leaving)
            {
                // The rest of the group was under way before the client could know.
                _input.Clear();
                break;
            }

            if (State == ModelState.Text ? !HearText() : State == ModelState.Chunk ? !HearChunk() : !HearCommand(isFirst))
            {
                break;
            }
        }

        // Now the client sees all replies, and those that are too many.
        State = _hasSaidTooMuch && !IsClosed ? ModelState.Leaving : State;
        _mayMail = State == ModelState.Ready;
        _mayRcpt = State == ModelState.Mail;
        _mayData = State == ModelState.Mail && _taken.Count > 0;
        return [.. _output];
    }

    /// <summary>TLS stands: everything begins anew.</summary>
    public void Encrypt()
    {
        _transcript.AppendLine("* TLS");
        IsEncrypted = true;
        _offers = [];
        State = ModelState.Hello;
    }

    /// <summary>The client would not have TLS with us, and must be gone.</summary>
    public void Part() => State = ModelState.Over;

    private void Greet()
    {
        int code = dice.Next(25) switch { 0 => 554, 1 => 421, _ => 220 };
        State = code == 220 ? ModelState.Hello : ModelState.Leaving;
        Say(code, "model.lab");
    }

    private bool HearCommand(bool isFirst)
    {
        int end = _input.IndexOf((byte)'\n');
        Offend(end < 0, "a command without an end");
        if (end < 0)
        {
            return false;
        }

        string line = Encoding.Latin1.GetString([.. _input[..(end + 1)]]);
        _input.RemoveRange(0, end + 1);
        _transcript.Append("C: ").Append(line);
        Offend(!line.EndsWith("\r\n", StringComparison.Ordinal) || line.AsSpan(0, line.Length - 2).ContainsAny('\r', '\0'), "a command that is not one line");
        line = line.TrimEnd('\r', '\n');
        string verb = line.Split(' ')[0];
        Verbs[verb] = Verbs.GetValueOrDefault(verb) + 1;

        // RFC 2920 section 3.1: without leave one at a time, and with it these may have something behind them in a group.
        Offend(!isFirst && !_offers.Contains("PIPELINING"), "two commands at once, without PIPELINING");
        Offend(_input.Count > 0 && verb is not ("MAIL" or "RCPT" or "RSET" or "BDAT"), $"octets behind {verb}");
        Obey(verb, line);
        return true;
    }

    private void Obey(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO" or "LHLO" when State == ModelState.Hello && isLmtp == (verb == "LHLO"):
                Hello();
                break;
            case "HELO" when State == ModelState.OldHello && !isLmtp:
                _offers = [];
                Answer(250, ModelState.Ready, ModelState.Leaving);
                break;
            case "STARTTLS" when State == ModelState.Ready && !IsEncrypted && _offers.Contains("STARTTLS"):
                Answer(220, ModelState.Handshake, ModelState.Ready);
                if (State == ModelState.Handshake && dice.Next(20) == 0)
                {
                    // Whoever put it there: the client is to be gone without a word (RFC 3207 section 4).
                    Say(250, "in clear");
                    State = ModelState.Over;
                }

                break;
            case "MAIL" when State == ModelState.Ready && _mayMail:
                Offend(demandsTls && !IsEncrypted, "MAIL in clear, where TLS is demanded");
                OffendByParameters(line);
                _taken.Clear();
                _text.Clear();
                _mayRcpt = true;
                Answer(250, ModelState.Mail, ModelState.Ready);
                break;
            case "RCPT" when _mayRcpt && State is ModelState.Mail or ModelState.Ready:
                OffendByParameters(line);
                Recipient(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                break;
            case "DATA" when _mayData && State is ModelState.Mail or ModelState.Ready:
                // RFC 2920 section 3.1: behind refused recipients in the same group, 354 may come all the same.
                bool isHopeless = State == ModelState.Ready || _taken.Count == 0;
                int refusal = State == ModelState.Ready ? 503 : 554;
                Answer(isHopeless && (State == ModelState.Ready || isLmtp || dice.Next(2) == 0) ? refusal : 354, ModelState.Text, State, _taken);
                break;
            case "BDAT" when _mayData && State == ModelState.Mail && _taken.Count > 0 && _offers.Contains("CHUNKING"):
                string[] words = line.Split(' ');
                _chunkLeft = int.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture);
                _isLastChunk = words is [_, _, "LAST"];
                State = ModelState.Chunk;
                if (_chunkLeft == 0)
                {
                    EndChunk();
                }

                break;
            case "RSET" when State is ModelState.Ready or ModelState.Mail or ModelState.Spoilt:
                _mayRcpt = _mayData = false;
                Answer(250, ModelState.Ready, ModelState.Leaving);
                break;
            case "QUIT" when State is not (ModelState.Silent or ModelState.Over):
                Say(221, "bye");
                Close();
                break;
            default:
                Offend(true, $"{line} where the dialogue stands at {State}");
                State = ModelState.Over;
                Close();
                break;
        }
    }

    private void Hello()
    {
        (string Keyword, int Odds)[] offers =
        [
            ("PIPELINING", 2), ("CHUNKING", 3), ("8BITMIME", 2), ("SIZE 100000", 2), ("DSN", 3), ("ENHANCEDSTATUSCODES", 2), (IsEncrypted ? "REQUIRETLS" : "STARTTLS", 2),
        ];
        string[] offered = [.. offers.Where(offer => dice.Next(offer.Odds) == 0).Select(offer => offer.Keyword)];
        _offers = [.. offered.Select(one => one.Split(' ')[0])];
        int code = Answer(250, ModelState.Ready, ModelState.OldHello, lines: ["model.lab greets you", .. offered]);
        if (code is >= 400 and < 500 || (code >= 500 && IsEncrypted))
        {
            State = ModelState.Leaving;
        }
    }

    private void Recipient(string address)
    {
        _mayData = true;
        if (State != ModelState.Mail)
        {
            Say(503, "no MAIL");
            Said.Add((address, 503));
            return;
        }

        int code = Answer(dice.Next(8) == 0 ? 251 : 250, ModelState.Mail, ModelState.Mail, [address]);
        if (code is 250 or 251 && State == ModelState.Mail)
        {
            _taken.Add(address);
        }
    }

    private bool HearText()
    {
        // The end is a line with nothing but a dot; an empty message has nothing before it.
        string all = Encoding.Latin1.GetString([.. _input]);
        int end = all.StartsWith(".\r\n", StringComparison.Ordinal) ? 0 : all.IndexOf("\r\n.\r\n", StringComparison.Ordinal) + 2;
        if (end < 2 && !all.StartsWith(".\r\n", StringComparison.Ordinal))
        {
            // It waits for a reply that is not due.
            return false;
        }

        _input.RemoveRange(0, end + 3);
        string text = all[..end];
        Offend(text.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\r', '\n'), "a line of the message that CRLF does not end");
        Offend(_taken.Count == 0 && text.Length > 0, "a message for nobody");
        EndMessage(("\r\n" + text).Replace("\r\n.", "\r\n", StringComparison.Ordinal)[2..]);
        return true;
    }

    private bool HearChunk()
    {
        int length = Math.Min(_chunkLeft, _input.Count);
        _text.AddRange(_input[..length]);
        _input.RemoveRange(0, length);
        _chunkLeft -= length;
        if (_chunkLeft == 0)
        {
            EndChunk();
        }

        return true;
    }

    private void EndChunk()
    {
        if (_isLastChunk)
        {
            EndMessage(Encoding.Latin1.GetString([.. _text]));
        }
        else
        {
            Answer(250, ModelState.Mail, ModelState.Spoilt, _taken);
        }
    }

    private void EndMessage(string text)
    {
        ModelState refused = State == ModelState.Chunk ? ModelState.Spoilt : ModelState.Ready;
        string[] recipients = [.. _taken];
        _transcript.Append(CultureInfo.InvariantCulture, $"* {text.Length} octets for {recipients.Length}\n");
        _taken.Clear();
        Ended.UnionWith(recipients);
        bool anyRefused = false;
        foreach (string[] concerned in isLmtp ? recipients.Select(one => new[] { one }) : [recipients])
        {
            if (IsClosed || State is ModelState.Leaving or ModelState.Over)
            {
                break;
            }

            int code = Answer(250, ModelState.Ready, refused, concerned);
            anyRefused |= code is >= 400;

            // A server that falls silent at this point may have the message or not.
            if (code == 250 || (code == 0 && dice.Next(2) == 0))
            {
                Copies.AddRange(concerned.Select(one => (one, text)));
            }
        }

        State = State == ModelState.Ready && anyRefused ? refused : State;
    }

    private void OffendByParameters(string line)
    {
        foreach (string word in line[(line.IndexOf('>', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string needed = word.Split('=')[0] switch
            {
                "SIZE" => "SIZE",
                "BODY" => "8BITMIME",
                "RET" or "ENVID" or "NOTIFY" or "ORCPT" => "DSN",
                "REQUIRETLS" => "REQUIRETLS",
                _ => "nothing",
            };
            Offend(!_offers.Contains(needed), $"{word}, which was not offered");
        }
    }

    /// <summary>The usual reply, or another one; the code, or 0 where none was given that can be read.</summary>
    private int Answer(int usual, ModelState then, ModelState otherwise, IReadOnlyList<string>? concerned = null, string[]? lines = null)
    {
        // One reply too many, and then one of the wrong kind: together they look as if all were well, and no client can tell.
        int[] refusals = [450, 451, 452, 550, 552, 554];
        int code = usual >= 400 ? usual : dice.Next(40) switch { < 3 => refusals[dice.Next(refusals.Length)], 3 => 421, 4 => 0, 5 => -1, 6 when usual == 354 => 250, 6 when !_hasSaidTooMuch => 354, _ => usual };
        string[] addressed = [.. concerned ?? []];
        foreach (string recipient in addressed)
        {
            Said.Add((recipient, code));
        }

        // Behind a reply that cannot be one to what was said, no further reply means anything. To STARTTLS it is one refusal more.
        bool isOutOfStep = (code == 354) != (usual == 354) && code is > 0 and < 400 && usual != 220;
        State = code is 421 or <= 0 || isOutOfStep ? ModelState.Leaving : code == usual && code < 400 ? then : otherwise;
        if (code <= 0)
        {
            Raw(dice.Next(3) switch { 0 => "what?\r\n", 1 => "25", _ => "" });
            Close();
            return 0;
        }

        Say(code, code == usual && lines is not null ? lines : ["so it is"]);
        if (code == 421)
        {
            Close();
        }
        else if (usual != 220 && lines is null && dice.Next(150) == 0)
        {
            // Something that nobody asked for, and that makes all further replies worthless.
            Say(250, "by the way");
            _hasSaidTooMuch = true;
        }

        return isOutOfStep ? 0 : code;
    }

    private void Say(int code, params string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            Raw(string.Create(CultureInfo.InvariantCulture, $"{code}{(i < lines.Length - 1 ? '-' : ' ')}{lines[i]}\r\n"));
        }
    }

    private void Raw(string text)
    {
        _transcript.Append("S: ").AppendLine(text.TrimEnd('\r', '\n'));
        _output.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private void Close() => IsClosed = true;

    private void Offend(bool isOffence, string what)
    {
        if (isOffence)
        {
            Offences.Add(what);
        }
    }
}
