using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DaneCore.Smtp.Content;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;

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

    // Set while a transaction goes on, with the commands of its group that were not compared yet.
    private MailTransaction? _mail;
    private MailStep? _mailStep;
    private Queue<string> _group = new();

    private Dialogue(string[] lines, Func<byte[], IEnumerable<byte[]>> cut)
    {
        _lines = lines;
        _cut = cut;
        TlsDemand demand = lines.Contains("demand: required") ? TlsDemand.Required : TlsDemand.Opportunistic;
        _session = new SmtpSession("client.lab", demand, isLmtp: lines.Contains("protocol: lmtp"));
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
                case "demand" or "protocol" or "rule" or "requirement":
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
                case "mail":
                    StartMail(rest.Split(' '));
                    break;
                case "C" when _mail is not null:
                    SayMail(rest);
                    break;
                case "message":
                    Assert.IsType<MailStep.SendText>(_mailStep);
                    _mail!.OnEndLeaving();
                    TakeMail(_mail.OnTextSent());
                    break;
                case "half-message":
                    Assert.IsType<MailStep.SendText>(_mailStep);
                    break;
                case "dot":
                    Assert.IsType<MailStep.SendNothing>(_mailStep);
                    TakeMail(_mail!.OnNothingSent());
                    break;
                case "chunk":
                    Assert.IsType<MailStep.SendChunk>(_mailStep);
                    if (rest is "last")
                    {
                        _mail!.OnEndLeaving();
                    }

                    TakeMail(_mail!.OnChunkSent(rest is "last"));
                    break;
                case "result":
                    AssertResult(rest.Split(' ', 4));
                    break;
                case "over":
                    Assert.IsType<MailStep.Finish>(_mailStep);
                    Assert.Equal(rest, _mail!.IsConnectionUsable ? "usable" : "lost");
                    _mail = null;
                    break;
                case "close" when _mail is not null:
                    TakeMail(_mail.OnLoss(SmtpLoss.Closed));
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
            while ((_mail is null ? _step is SmtpStep.Await : _mailStep is MailStep.Await or MailStep.SendText) && _unread.Count > 0)
            {
                bool whole = _reader.TryRead([.. _unread], out int consumed, out SmtpReply? reply);
                _unread.RemoveRange(0, consumed);
                if (_mail is not null && (whole || _reader.Fault != SmtpFault.None))
                {
                    TakeMail(
                        !whole ? _mail.OnLoss(SmtpLoss.Garbled(_reader.Fault))
                        : _mailStep is MailStep.SendText ? _mail.OnEarlyReply(reply!)
                        : _mail.OnReply(reply!));
                }
                else if (_reader.Fault != SmtpFault.None)
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

    // "FROM TO TO...", of a message that has nothing in it but ASCII.
    private void StartMail(string[] addresses)
    {
        Assert.IsType<SmtpStep.Ready>(_step);
        Envelope envelope = new(addresses[0], addresses[1..]);
        Assert.True(
            TransmissionPlan.TryMake(_session, envelope, new MessageScan { TextOctets = 1000 }, out TransmissionPlan? plan, out TransmissionRefusal? why),
            why?.Text);
        _mail = new MailTransaction(plan, envelope, envelope.Recipients);
        TakeMail(_mail.Start());
    }

    private void TakeMail(MailStep step)
    {
        _mailStep = step;
        if (step is MailStep.Send send)
        {
            _group = new Queue<string>(send.Commands.Select(one => one.ToString()));
        }
    }

    private void SayMail(string expected)
    {
        Assert.IsType<MailStep.Send>(_mailStep);
        Assert.Equal(expected, _group.Dequeue());
        if (_group.Count == 0)
        {
            TakeMail(_mail!.OnSent());
        }
    }

    private void AssertResult(string[] expected)
    {
        Assert.IsType<MailStep.Finish>(_mailStep);
        RecipientResult result = _mail!.Results.Single(one => one.Recipient.ToString() == expected[0]);
        Assert.Equal(expected[1], result.State.ToString(), ignoreCase: true);
        Assert.Equal(expected[2], result.Code.ToString());
        Assert.Contains(expected[3], result.Reason, StringComparison.Ordinal);
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
