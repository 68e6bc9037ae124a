using DaneCore.Smtp.Protocol;

namespace DaneCore.Fuzz.Targets;

/// <summary>What a mail server sends. Cut anywhere it makes the same replies, and no text of it can forge a line of a log.</summary>
internal sealed class SmtpReplyTarget : IFuzzTarget
{
    public string Name => "SmtpReply";

    public IReadOnlyList<string> Parts { get; } = ["Smtp.Protocol.SmtpReplyReader", "Smtp.Protocol.SmtpReply", "Smtp.Protocol.SmtpText", "Smtp.Protocol.EnhancedStatusCode"];

    public IReadOnlyList<string> Words { get; } =
        ["\r\n", "\n", "\r", "220 ", "250-", "250 STARTTLS\r\n", "250-SIZE 1000\r\n", "550 5.1.1 no\r\n", "4.7.0 ", "354", "\0", "\x1B[2J", "\x80", new('x', 600)];

    public void Run(ReadOnlySpan<byte> input)
    {
        List<string> whole = Replies(input, input.Length);
        BrokenPromiseException.Unless(whole.SequenceEqual(Replies(input, 1)), "octet by octet the replies are the same");
        BrokenPromiseException.Unless(whole.SequenceEqual(Replies(input, 7)), "cut anywhere the replies are the same");
        BrokenPromiseException.Unless(!whole.Any(text => text.Any(char.IsControl)), "no control character comes through");
    }

    private static List<string> Replies(ReadOnlySpan<byte> input, int piece)
    {
        SmtpReplyReader reader = new();
        List<string> replies = [];
        for (int from = 0; from < input.Length && reader.Fault == SmtpFault.None; from += piece)
        {
            ReadOnlySpan<byte> rest = input[from..Math.Min(from + piece, input.Length)];
            while (reader.TryRead(rest, out int consumed, out SmtpReply? reply))
            {
                replies.Add(reply.ToString());
                _ = (reply.Enhanced, string.Join(' ', Capabilities.Read(reply).Keywords));
                rest = rest[consumed..];
            }
        }

        replies.Add(reader.Fault.ToString());
        return replies;
    }
}
