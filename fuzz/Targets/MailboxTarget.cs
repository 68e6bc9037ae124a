using System.Text;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Fuzz.Targets;

/// <summary>A mail address. Its text reads back as the same address, and holds nothing that could end a command.</summary>
internal sealed class MailboxTarget : IFuzzTarget
{
    public string Name => "Mailbox";

    public IReadOnlyList<string> Parts { get; } = ["Smtp.Protocol.Mailbox"];

    public IReadOnlyList<string> Words { get; } = ["@", "\"", "\\", ".", "..", "[192.0.2.1]", "[IPv6:2001:db8::1]", "xn--", "\r\n", "\0", ">", " ", "\u00C3\u00A9"];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!Mailbox.TryParse(Encoding.UTF8.GetString(input), out Mailbox? mailbox, out string? why))
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
            return;
        }

        string text = mailbox.ToString();
        BrokenPromiseException.Unless(!text.Any(letter => letter is '\r' or '\n' or '\0'), "no line ends inside an address");
        bool read = Mailbox.TryParse(text, out Mailbox? again, out why);
        BrokenPromiseException.Unless(read, $"the text of an address is read: {why} in {text}");
        BrokenPromiseException.Unless(mailbox.Equals(again), $"and is the same address: {text} became {again}");
    }
}
