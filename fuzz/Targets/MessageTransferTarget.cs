using System.Globalization;
using System.Text;
using DaneCore.Fuzz.Mail;
using DaneCore.Smtp;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// A message of any octets on its whole way to a server: looked at, planned, sent. A server that offers everything gets it octet by octet where it calls
/// itself binary, else its lines, by chunks and of the size that was announced; one that offers nothing gets it behind DATA, or not at
/// all. Nothing is ever changed but line ends.
/// </summary>
internal sealed class MessageTransferTarget : IFuzzTarget
{
    // A message that begins so is repeated until it fills more than one chunk.
    private const byte Repeated = 0xFE;
    private const int MoreThanAChunk = (1 << 20) + 1;

    private const string Header = "Subject: x\r\n";

    private static readonly MailScenario Scenario = new(0, 0);

    private static readonly byte[] Everything = Script("250-CHUNKING\r\n250-BINARYMIME\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE\r\n", chunks: true);

    private static readonly byte[] Nothing = Script("250 mx\r\n", chunks: false);

    public string Name => "MessageTransfer";

    public IReadOnlyList<string> Parts { get; } =
        ["Smtp.Content", "Smtp.MessageSource", "Smtp.Transaction.TransmissionPlan", "Smtp.Transaction.MessageSender", "Smtp.Protocol.DotStuffing"];

    public IReadOnlyList<string> Words { get; } =
    [
        "Content-Transfer-Encoding: binary\r\n\r\n", "Content-Transfer-Encoding: BINARY (x)\r\n", "Content-Transfer-Encoding: 8bit\r\n", "TLS-Required: No\r\n", "\r\n\r\n", "\r\n", "\n", "\r",
        "\0", ".", "\r\n.\r\n", "\n.\n", "\r.\r", "BDAT 0 LAST\r\n", "RSET\r\n", "MAIL FROM:<a@b>\r\n", "\u00C3\u00A9", " folded\r\n", "\xFE", new('x', 1000),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] octets = [.. Encoding.ASCII.GetBytes(Header), .. Whole(input)];
        Envelope envelope = new("m@client.lab", "m1@may.lab");
        MailItem item = new("m", envelope, octets, IsVerbatim: false);
        bool isBinary = ToOneWhoOffersEverything(item);
        ToOneWhoOffersNothing(item, isBinary);
    }

    private static byte[] Whole(ReadOnlySpan<byte> input)
    {
        if (input is not [Repeated, _, ..])
        {
            return input.ToArray();
        }

        byte[] rest = input[1..].ToArray();
        byte[] all = new byte[((MoreThanAChunk / rest.Length) + 1) * rest.Length];
        for (int at = 0; at < all.Length; at += rest.Length)
        {
            rest.CopyTo(all, at);
        }

        return all;
    }

    private static bool ToOneWhoOffersEverything(MailItem item)
    {
        (bool isDelivered, string mail) = Send(item, Everything);
        bool isBinary = IsBinary(mail);
        BrokenPromiseException.Unless(isDelivered == (!HasNul(item) || isBinary), "who offers everything gets all but a NUL that nobody declared");
        BrokenPromiseException.Unless(!isBinary || Says(item.Octets, "BINARY"), "binary is what calls itself so");
        string size = string.Create(CultureInfo.InvariantCulture, $" SIZE={(item with { IsVerbatim = isBinary }).Chunks.Length} ");
        BrokenPromiseException.Unless(!isDelivered || (mail + " ").Contains(size, StringComparison.Ordinal), $"the size announced is that of the message: {mail}");
        return isBinary;
    }

    private static void ToOneWhoOffersNothing(MailItem item, bool isBinary)
    {
        bool isAscii = !item.Octets.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0xFF);
        (bool isDelivered, string mail) = Send(item, Nothing);

        // RFC 3030 section 3: what goes octet by octet or not at all does not become text on the way.
        BrokenPromiseException.Unless(isDelivered == (!HasNul(item) && isAscii && !isBinary), "who offers nothing gets text in ASCII and nothing else");
        BrokenPromiseException.Unless(isDelivered == (mail.Length > 0), "and is not troubled with what it does not get");
    }

    // Whether it was delivered, and what MAIL said.
    private static (bool IsDelivered, string Mail) Send(MailItem item, byte[] script)
    {
        (ScriptedHost host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> sent) = MailDeliveryTarget.Play(Scenario, [item], script);
        using (host)
        {
            string mail = host.Connections.SelectMany(one => one.Clear.Happenings).FirstOrDefault(what => what.Verb == "MAIL")?.Line ?? "";
            DeliveryOracle.Judge(Scenario, host, [(item with { IsVerbatim = IsBinary(mail) }, sent[0].Report)]);
            return (sent[0].Report.IsDelivered, mail);
        }
    }

    private static bool IsBinary(string mail) => mail.Contains(" BODY=BINARYMIME", StringComparison.Ordinal);

    private static bool HasNul(MailItem item) => item.Octets.Contains((byte)0);

    private static bool Says(byte[] octets, string word) => Encoding.Latin1.GetString(octets).Contains(word, StringComparison.OrdinalIgnoreCase);

    // Greeting, EHLO, MAIL, RCPT; then DATA and the message, or a chunk for each mebibyte.
    private static byte[] Script(string offers, bool chunks) => Encoding.ASCII.GetBytes(string.Join('\0', (string[])
    [
        "220 mx\r\n", "250-mx\r\n" + offers, "250 ok\r\n", "250 ok\r\n", chunks ? "250 ok\r\n" : "354 go\r\n", "250 ok\r\n", "250 ok\r\n", "250 ok\r\n",
    ]));
}
