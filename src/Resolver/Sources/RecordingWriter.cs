using System.Globalization;
using System.Text;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>A recording as text; what was never recorded leaves no trace. The same recording always gives the same text.</summary>
internal static class RecordingWriter
{
    // Characters of base 64 per line.
    private const int LineLength = 96;

    public static string ToText(Recording recording)
    {
        StringBuilder text = new();
        text.Append(Recording.Header).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Recording.AtWord} {recording.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        foreach ((Question question, SourceReply reply) in recording.Replies)
        {
            switch (reply)
            {
                case SourceReply.Received received:
                    AppendHead(text, question, received.Server);
                    AppendWire(text, question, received.Message);
                    break;
                case SourceReply.Failed failed:
                    AppendHead(text, question, failed.Server);
                    text.Append(CultureInfo.InvariantCulture, $"{Recording.FailedWord} {failed.Fault} {OneLine(failed.Text)}\n");
                    break;
                default:
                    break;
            }
        }

        return text.ToString();
    }

    private static void AppendHead(StringBuilder text, Question question, string server) => text.Append(
        CultureInfo.InvariantCulture, $"\n{Recording.QuestionWord} {question}\n{Recording.ServerWord} {OneLine(server)}\n");

    private static void AppendWire(StringBuilder text, Question question, Message message)
    {
        // A failure may come without the question; in a recording every message says what it replies to.
        Message whole = message.Questions.Count == 0 ? message with { Questions = [question] } : message;
        byte[] space = new byte[Message.MaxLength];
        if (!whole.TryWrite(space, out int length))
        {
            // RFC 3597 section 4: names that came compressed in newer types are written out, which takes more room.
            text.Append(CultureInfo.InvariantCulture, $"{Recording.FailedWord} {TransportFault.Garbled} the message is longer than {Message.MaxLength} octets when its names are written out\n");
            return;
        }

        string wire = Convert.ToBase64String(space.AsSpan(0, length));
        for (int at = 0; at < wire.Length; at += LineLength)
        {
            text.Append(Recording.WireWord).Append(' ').Append(wire.AsSpan(at, Math.Min(LineLength, wire.Length - at))).Append('\n');
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
