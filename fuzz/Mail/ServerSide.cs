using System.Globalization;
using System.Text;

namespace DaneCore.Fuzz.Mail;

/// <summary>
/// The server's view of one channel, in clear or inside TLS: reads what the client sends as SMTP, independently of the code under test, and answers
/// by the script. Where commands end and a message begins it sees by the octets themselves: messages here begin with a word that is no command.
/// </summary>
internal sealed class ServerSide(bool isEncrypted, MailScript script, Action<byte[]> say, Action close)
{
    private const string MessageBegins = "Subject: ";

    private readonly StringBuilder _heard = new();
    private readonly StringBuilder _said = new();
    private readonly List<Happening> _happenings = [];
    private Happening? _announced;
    private int _left;
    private bool _isAfterData;
    private bool _isInText;

    public bool IsEncrypted => isEncrypted;

    /// <summary>What the client did, in order.</summary>
    public IReadOnlyList<Happening> Happenings => _happenings;

    /// <summary>What was said on the channel, all of it.</summary>
    public string Said => _said.ToString();

    /// <summary>What the client sent and is no whole command or message.</summary>
    public string Rest => _heard.ToString();

    /// <summary>True when a handshake may begin now.</summary>
    public bool ExpectsHandshake => _heard.Length == 0 && _happenings is [.., { Verb: "STARTTLS" }];

    public void Greet() => Answer(new Happening(Happening.Connected, "", ""));

    public void Take(byte octet)
    {
        _heard.Append((char)octet);
        if (_left > 0)
        {
            if (--_left == 0)
            {
                Answer(_announced! with { Content = Heard() });
            }
        }
        else if (octet == '\n')
        {
            EndLine();
        }
    }

    private void EndLine()
    {
        if (_isAfterData && StartsWith(MessageBegins))
        {
            _isAfterData = false;
            _isInText = true;
            Say(script.NextEarly());
        }

        if (_isInText)
        {
            if (EndsWith("\r\n.\r\n"))
            {
                _isInText = false;
                Answer(new Happening(Happening.Text, "", Heard()));
            }

            return;
        }

        string line = Heard()[..^1].TrimEnd('\r');
        string[] words = line.Split(' ');
        bool isNothing = _isAfterData && line == ".";
        _isAfterData = words[0] == "DATA";
        if (words is ["BDAT", var size, ..])
        {
            _left = int.Parse(size, CultureInfo.InvariantCulture);
            _announced = new Happening(words is [_, _, "LAST"] ? Happening.LastChunk : Happening.Chunk, line, "");
            if (_left == 0)
            {
                Answer(_announced);
            }
            else
            {
                Say(script.NextEarly());
            }

            return;
        }

        Answer(new Happening(isNothing ? Happening.Nothing : words[0], line, ""));
    }

    private void Answer(Happening what)
    {
        _happenings.Add(what);
        if (script.IsOver)
        {
            close();
        }

        Say(script.Next());
    }

    private void Say((byte[] Octets, bool IsLast)? piece)
    {
        if (piece is not { } said)
        {
            return;
        }

        _said.Append(Encoding.Latin1.GetString(said.Octets));
        if (said.Octets.Length > 0)
        {
            say(said.Octets);
        }

        if (said.IsLast)
        {
            close();
        }
    }

    // A long message is not copied for each of its lines.
    private bool StartsWith(string text) => _heard.Length >= text.Length && _heard.ToString(0, text.Length) == text;

    private bool EndsWith(string text) => _heard.Length >= text.Length && _heard.ToString(_heard.Length - text.Length, text.Length) == text;

    private string Heard()
    {
        string heard = _heard.ToString();
        _heard.Clear();
        return heard;
    }
}
