using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Reads a recording's text. The first fault ends it: the whole recording, or the line and what is wrong there. A message
/// must be a reply to the question it stands under; nothing else about it is judged.
/// </summary>
internal sealed class RecordingReader
{
    private readonly List<RecordedReply> _replies = [];
    private readonly StringBuilder _wire = new();
    private DateTimeOffset? _at;
    private Question? _question;
    private string? _server;
    private SourceReply.Failed? _failed;
    private string? _why;

    private RecordingReader()
    {
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out Recording? recording, [NotNullWhen(false)] out string? why)
    {
        RecordingReader reader = new();
        recording = null;
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!reader.TryTake(line.Trim().ToString()))
            {
                why = string.Create(CultureInfo.InvariantCulture, $"line {number}: {reader._why}");
                return false;
            }
        }

        if (!reader.TryFinishReply())
        {
            why = $"at the end: {reader._why}";
            return false;
        }

        if (reader._at is not { } at)
        {
            why = $"no line says '{Recording.AtWord}' and the time of the recording";
            return false;
        }

        why = null;
        recording = new Recording(at, reader._replies);
        return true;
    }

    private bool TryTake(string line)
    {
        if (line.Length == 0 || line[0] == ';')
        {
            return true;
        }

        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        string word = blank < 0 ? line : line[..blank];
        string rest = blank < 0 ? "" : line[(blank + 1)..].Trim();
        return word switch
        {
            Recording.AtWord => TryTakeTime(rest),
            Recording.QuestionWord => TryFinishReply() && TryTakeQuestion(rest),
            Recording.ServerWord => TryTakeServer(rest),
            Recording.WireWord => TryTakeWire(rest),
            Recording.FailedWord => TryTakeFailure(rest),
            _ => Fail("it begins with none of the words at, question, server, wire, failed"),
        };
    }

    private bool TryTakeTime(string text)
    {
        if (_at is not null || !DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at))
        {
            return Fail("a time such as 2026-11-23T14:00:00Z is expected, once");
        }

        _at = at;
        return true;
    }

    private bool TryTakeQuestion(string text)
    {
        string[] fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 3
            || !DomainName.TryParse(fields[0], out DomainName? name)
            || !RecordClasses.TryParse(fields[1], out RecordClass @class)
            || !RecordTypes.TryParse(fields[2], out RecordType type))
        {
            return Fail("a name, a class and a type are expected");
        }

        _question = new Question(name, type, @class);
        return true;
    }

    private bool TryTakeServer(string text)
    {
        _server = text;
        return _question is not null || Fail("no question stands before it");
    }

    private bool TryTakeWire(string text)
    {
        _wire.Append(text);
        return (_server is not null && _failed is null) || Fail("no question and server stand before it");
    }

    private bool TryTakeFailure(string text)
    {
        string[] parts = text.Split(' ', 2);
        if (_server is null || _wire.Length > 0)
        {
            return Fail("no question and server stand before it");
        }

        if (!Enum.TryParse(parts[0], out TransportFault fault) || !Enum.IsDefined(fault) || fault == TransportFault.None)
        {
            return Fail("it does not begin with a kind of failure such as TimedOut");
        }

        _failed = new SourceReply.Failed(fault, _server, parts.Length > 1 ? parts[1] : "");
        return true;
    }

    private bool TryFinishReply()
    {
        if (_question is not { } question)
        {
            return true;
        }

        if (_failed is not null)
        {
            _replies.Add(new RecordedReply(question, _failed));
        }
        else if (_server is null || _wire.Length == 0)
        {
            return Fail($"the question {question} has no reply");
        }
        else if (TryReadMessage(question) is { } message)
        {
            _replies.Add(new RecordedReply(question, new SourceReply.Received(message, _server)));
        }
        else
        {
            return false;
        }

        _question = null;
        _server = null;
        _failed = null;
        _wire.Clear();
        return true;
    }

    private Message? TryReadMessage(Question question)
    {
        byte[] octets = new byte[Message.MaxLength];
        if (!Convert.TryFromBase64String(_wire.ToString(), octets, out int length))
        {
            Fail($"the reply to {question} is not in base 64, or too long");
            return null;
        }

        if (!Message.TryRead(octets.AsSpan(0, length), out Message? message, out WireFault fault))
        {
            Fail($"the reply to {question} is no DNS message ({fault})");
            return null;
        }

        if (!message.IsResponse || message.Questions is not [Question answered] || answered != question)
        {
            Fail($"the message under {question} is no reply to it");
            return null;
        }

        return message;
    }

    private bool Fail(string why)
    {
        _why ??= why;
        return false;
    }
}
