using System.Buffers;
using System.Text;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// A message on its way behind DATA and behind BDAT. Cut anywhere it makes the same octets; every kind of server sees one message and its end, at the
/// end; and a server that keeps to the RFC gets the lines of the message back, and has as many octets as were counted.
/// </summary>
internal sealed class MessageBodyTarget : IFuzzTarget
{
    public string Name => "MessageBody";

    public IReadOnlyList<string> Parts { get; } = ["Smtp.Protocol.DotStuffing", "Smtp.Content.MessageScanner", "Smtp.Content.MessageFeed"];

    public IReadOnlyList<string> Words { get; } =
        ["\r\n", "\n", "\r", ".", "\r\n.\r\n", "\n.\n", "\n.\r\n", "\r.\r", "\r\n.\r", "\r\n.\n", "..", "\0", "MAIL FROM:<a@b>\r\n", "\r\n\r\n", "Subject: x\r\n", "\xFF"];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[]? counted = Sent(input, input.Length, doublesDots: false);
        if (Sent(input, input.Length) is not { } sent)
        {
            BrokenPromiseException.Unless(input.Contains((byte)0), "only NUL is refused");
            BrokenPromiseException.Unless(counted is null, "in chunks too");
            return;
        }

        for (int piece = 1; piece <= 3; piece++)
        {
            BrokenPromiseException.Unless(sent.AsSpan().SequenceEqual(Sent(input, piece)!), "cut anywhere the octets are the same");
            BrokenPromiseException.Unless(counted.AsSpan().SequenceEqual(Sent(input, piece, doublesDots: false)!), "those of chunks too");
        }

        OneEnd(sent);
        BrokenPromiseException.Unless(Lines(Received(sent)).SequenceEqual(Lines(input.ToArray())), "the lines arrive as they were");

        // RFC 3030 section 2: where octets are counted, nothing marks the end and no dot is doubled.
        BrokenPromiseException.Unless(Received(sent).AsSpan().SequenceEqual(counted), "chunks hold what a server takes from behind DATA");
    }

    private static byte[]? Sent(ReadOnlySpan<byte> message, int piece, bool doublesDots = true)
    {
        ArrayBufferWriter<byte> output = new();
        DotStuffing transport = new(doublesDots);
        for (int from = 0; from < message.Length; from += piece)
        {
            if (!transport.TryWrite(message[from..Math.Min(from + piece, message.Length)], output))
            {
                return null;
            }
        }

        transport.Finish(output);
        BrokenPromiseException.Unless(doublesDots || transport.Octets == output.WrittenCount, "what is announced is what is sent");
        return output.WrittenSpan.ToArray();
    }

    // Some servers end lines at CR or LF alone, and some at both: whatever a line end is to them, a dot stands alone in the last line only.
    private static void OneEnd(byte[] sent)
    {
        foreach (string ends in (string[])["\r\n", "\n", "\r"])
        {
            string[] lines = Encoding.Latin1.GetString(sent).Split(ends);
            int first = Array.FindIndex(lines, line => line.Trim('\r', '\n') == ".");
            BrokenPromiseException.Unless(first == lines.Length - 2 && lines[^1].Trim('\r', '\n').Length == 0, "the end comes once, at the end");
        }

        BrokenPromiseException.Unless(sent.AsSpan().Count((byte)'\r') == Pairs(sent) && sent.AsSpan().Count((byte)'\n') == Pairs(sent), "no line ends otherwise than with CRLF");
    }

    private static int Pairs(ReadOnlySpan<byte> octets) => octets.Count("\r\n"u8);

    // RFC 5321 section 4.5.2, the server's side.
    private static byte[] Received(byte[] sent)
    {
        string[] lines = Encoding.Latin1.GetString(sent).Split("\r\n");
        return Encoding.Latin1.GetBytes(string.Concat(lines[..^2].Select(line => (line.StartsWith('.') ? line[1..] : line) + "\r\n")));
    }

    private static string[] Lines(byte[] octets)
    {
        string text = Encoding.Latin1.GetString(octets).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.EndsWith('\n') ? text[..^1].Split('\n') : text.Length == 0 ? [] : text.Split('\n');
    }
}
