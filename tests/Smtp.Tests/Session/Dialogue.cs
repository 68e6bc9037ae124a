using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Tests.Session;

/// <summary>Plays one file of testdata/dialogues against a session; the format stands in the README there.</summary>
internal sealed partial class Dialogue
{
    private readonly SmtpReplyReader _reader = new();
    private readonly SmtpSession _session;
    private readonly string[] _lines;
    private readonly Func<byte[], IEnumerable<byte[]>> _cut;
    private readonly List<byte> _unread = [];
    private SmtpStep _step;

    private Dialogue(string[] lines, Func<byte[], IEnumerable<byte[]>> cut)
    {
        _lines = lines;
        _cut = cut;
        TlsDemand demand = lines.Contains("demand: required") ? TlsDemand.Required : TlsDemand.Opportunistic;
        _session = new SmtpSession("client.lab", demand);
        _step = _session.Start();
    }

    public static void Play(string text, Func<byte[], IEnumerable<byte[]>> cut) =>
        new Dialogue([.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')], cut).Play();

    private void Play()
    {
        for (int i = 0; i < _lines.Length; i++)
        {
            (string word, string rest) = Split(_lines[i]);
            switch (word)
            {
                case "demand":
                    break;
                case "S" or "S(lf)":
                    List<byte> octets = [];
                    for (; i < _lines.Length && Split(_lines[i]).Word is "S" or "S(lf)"; i++)
                    {
                        octets.AddRange(Octets(_lines[i]));
                    }

                    i--;
                    Feed([.. octets]);
                    break;
                case "C":
                    SmtpStep.Send send = Assert.IsType<SmtpStep.Send>(_step);
                    Assert.Equal(rest, send.Command.ToString());
                    _step = new SmtpStep.Await(send.Phase);
                    break;
                case "tls":
                    Assert.IsType<SmtpStep.Upgrade>(_step);
                    _step = _unread.Count > 0
                        ? SmtpSession.OnInjection(SmtpText.Escape([.. _unread]))
                        : _session.OnTlsEstablished();
                    break;
                case "close":
                    _step = _session.OnLoss(SmtpLoss.Closed);
                    break;
                case "leave":
                    _step = _session.Leave();
                    break;
                case "end":
                    AssertEnd(rest);
                    break;
                default:
                    Assert.Fail($"'{_lines[i]}' is no line of a dialogue");
                    break;
            }
        }
    }

    private void Feed(byte[] octets)
    {
        foreach (byte[] piece in _cut(octets))
        {
            _unread.AddRange(piece);
            while (_step is SmtpStep.Await && _unread.Count > 0)
            {
                bool whole = _reader.TryRead([.. _unread], out int consumed, out SmtpReply? reply);
                _unread.RemoveRange(0, consumed);
                if (_reader.Fault != SmtpFault.None)
                {
                    _step = _session.OnLoss(SmtpLoss.Garbled(_reader.Fault));
                }
                else if (whole)
                {
                    _step = _session.OnReply(reply!);
                }
                else
                {
                    break;
                }
            }
        }
    }

    private void AssertEnd(string expected)
    {
        if (expected is "finished")
        {
            Assert.IsType<SmtpStep.Finish>(_step);
        }
        else if (expected.StartsWith("ready in ", StringComparison.Ordinal))
        {
            Assert.IsType<SmtpStep.Ready>(_step);
            string keywords = string.Join(' ', _session.Capabilities.Keywords.Order(StringComparer.Ordinal));
            Assert.Equal(
                expected,
                $"ready in {(_session.IsEncrypted ? "tls" : "clear")}, offering {(keywords.Length > 0 ? keywords : "nothing")}");
        }
        else
        {
            string[] parts = expected.Split(' ', 3);
            SmtpRefusal why = Assert.IsType<SmtpStep.GiveUp>(_step).Why;
            Assert.Equal(parts[0], why.Kind.ToString());
            Assert.Equal(parts[1], why.Code.ToString());
            Assert.Contains(parts[2], why.Text, StringComparison.Ordinal);
        }
    }

    private static (string Word, string Text) Split(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        Assert.True(colon > 0, $"'{line}' is no line of a dialogue");
        return (line[..colon], line[(colon + 1)..].TrimStart(' '));
    }

    private static byte[] Octets(string line)
    {
        (string word, string rest) = Split(line);
        string text = HexOctet().Replace(
            rest,
            match => ((char)int.Parse(match.Groups["octet"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return Encoding.Latin1.GetBytes(text + (word is "S" ? "\r\n" : "\n"));
    }

    [GeneratedRegex(@"\\x(?<octet>[0-9A-F]{2})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HexOctet();
}
