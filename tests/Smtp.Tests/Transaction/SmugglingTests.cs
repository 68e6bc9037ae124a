using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>
/// Messages that try to end before their end. Each is sent cut at every place, by DATA and by BDAT; each of the receivers sees one
/// message, and behind it QUIT.
/// </summary>
public sealed class SmugglingTests
{
    private const string Evil = "MAIL FROM:<evil@example.org>\r\nRCPT TO:<victim@example.com>\r\nDATA\r\nSubject: forged\r\n\r\nforged\r\n.\r\n";

    private static readonly Envelope ToOne = new("a@example.org", "b@example.com");

    public static TheoryData<string> Ends =>
    [
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r\n.\r\r\n", "\n\r.\r\n", "\r\r.\r\r", "\n.\n\r\n", "\r\n.\r\n", "\r\n..\r\n",
        "\r\n.\r\n.\r\n", "\n\n.\n\n", ".\r\n", ".", "\r\n.", "\r\n.\r\nQUIT\r\n", "\r\n\r\n.\r\n", "\r\n. \r\n", "\r\n.\t\r\n", "\r\n.\x0B\r\n", "\r\n.\x1A\r\n",
    ];

    public static TheoryData<string> EndsWithNul => ["\r\n\0.\r\n", "\r\n.\0\r\n", "\0\n.\r\n", "\r\0\n.\r\0\n", "\r\n.\r\n\0"];

    [Theory]
    [MailRule(45, RuleSide.Holds)]
    [Requirement("5321-2.3.8-2")]
    [Requirement("5321-4.5.2-1")]
    [MemberData(nameof(Ends))]
    public async Task EndWithinTheMessage_SentByData_IsSeenByNobody(string end)
    {
        byte[] message = Encoding.Latin1.GetBytes("Subject: a\r\n\r\nb" + end + Evil);
        for (int cut = -1; cut <= message.Length - Evil.Length + 2; cut++)
        {
            byte[] wire = Behind(await SendAsync(message, cut), "DATA\r\n");

            foreach (string receiver in Receivers.Names)
            {
                Assert.True(
                    Receivers.CommandsBehindText(receiver, wire) is ["QUIT"],
                    $"{receiver}, cut at {cut}: {SmtpText.Escape(wire)}");
            }
        }
    }

    [Theory]
    [MailRule(45, RuleSide.Holds)]
    [Requirement("3030-2-3")]
    [Requirement("3030-2-4")]
    [Requirement("3030-2-8")]
    [MemberData(nameof(Ends))]
    public async Task EndWithinTheMessage_SentByChunks_IsContentAndHasNoOtherLineEnd(string end)
    {
        byte[] message = Encoding.Latin1.GetBytes("Subject: a\r\n\r\nb" + end + Evil);
        for (int cut = -1; cut <= message.Length - Evil.Length + 2; cut++)
        {
            byte[] wire = Behind(await SendAsync(message, cut, "CHUNKING"), "RCPT TO:<b@example.com>\r\n");

            Assert.True(Receivers.CommandsBehindChunks(wire, out byte[] content) is ["QUIT"], $"cut at {cut}: {SmtpText.Escape(wire)}");

            // Who takes it as it is and passes it on by DATA can do so without harm: only CRLF ends lines in it.
            string text = Encoding.Latin1.GetString(content).Replace("\r\n", "", StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\n', text);
        }
    }

    // The receivers are worth something only if they fall for what they are known to fall for.
    [Theory]
    [MailRule(45, RuleSide.Broken)]
    [InlineData("LF, CR or not", "\n.\n")]
    [InlineData("LF, CR or not", "\n.\r\n")]
    [InlineData("LF, one CR in front", "\r\n.\n")]
    [InlineData("CR, LF and CRLF", "\r.\r")]
    [InlineData("CR alone", "\r.\r")]
    [InlineData("LF, and NUL ends a string", "\r\n.\0\r\n")]
    [InlineData("NUL dropped", "\r\n\0.\r\n")]
    [InlineData("bare CR dropped", "\n\r.\r\n")]
    [InlineData("CRLF alone", "\r\n.\r\n")]
    public void Receiver_GivenOctetsThatWereNotMadeSafe_SeesASecondMessage(string receiver, string end)
    {
        string wire = "Subject: a\r\n\r\nb" + end + Evil + "QUIT\r\n";

        Assert.Contains(
            "MAIL FROM:<evil@example.org>",
            Receivers.CommandsBehindText(receiver, Encoding.Latin1.GetBytes(wire)) ?? []);
    }

    [Theory]
    [MailRule(45, RuleSide.Broken)]
    [MemberData(nameof(EndsWithNul))]
    public async Task NulInTheMessage_SendsNothing(string end)
    {
        foreach (string[] keywords in new[] { [], new[] { "CHUNKING", "BINARYMIME" } })
        {
            byte[] message = Encoding.Latin1.GetBytes("Subject: a\r\n\r\nb" + end + Evil);
            string wire = Encoding.Latin1.GetString(await SendAsync(message, -1, keywords));

            Assert.DoesNotContain("MAIL", wire, StringComparison.Ordinal);
        }
    }

    // Binary content keeps every octet, and goes only where octets are counted.
    [Theory]
    [MailRule(45, RuleSide.Holds)]
    [MemberData(nameof(Ends))]
    [MemberData(nameof(EndsWithNul))]
    public async Task EndWithinBinaryContent_SentByChunks_IsContent(string end)
    {
        byte[] message = Encoding.Latin1.GetBytes("Content-Transfer-Encoding: binary\r\n\r\n\0" + end + Evil);

        byte[] wire = Behind(await SendAsync(message, -1, "CHUNKING", "BINARYMIME"), "RCPT TO:<b@example.com>\r\n");

        Assert.True(Receivers.CommandsBehindChunks(wire, out byte[] content) is ["QUIT"]);
        Assert.Equal(message, content);
    }

    // At the borders of what is read and what is sent, where an encoder would lose count.
    [Theory]
    [MailRule(45, RuleSide.Holds)]
    [InlineData(32 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task EndWithinTheMessage_AtTheBorderOfABuffer_IsSeenByNobody(int border)
    {
        foreach (string end in new[] { "\r\n.\r\n", "\n.\n", "\r.\r" })
        {
            for (int shift = -end.Length - 1; shift <= 1; shift++)
            {
                string head = "Subject: a\r\n\r\n";
                string lines = head + string.Concat(Enumerable.Repeat(new string('x', 62) + "\r\n", border / 64));
                byte[] message = Encoding.Latin1.GetBytes(lines[..(border + shift)].TrimEnd('\r', '\n').PadRight(border + shift, 'y') + end + Evil);

                byte[] text = Behind(await SendAsync(message, int.MaxValue), "DATA\r\n");
                byte[] chunks = Behind(await SendAsync(message, int.MaxValue, "CHUNKING"), "RCPT TO:<b@example.com>\r\n");

                Assert.All(Receivers.Names, receiver => Assert.True(Receivers.CommandsBehindText(receiver, text) is ["QUIT"], receiver));
                Assert.True(Receivers.CommandsBehindChunks(chunks, out _) is ["QUIT"]);
            }
        }
    }

    // All that the client wrote, QUIT included.
    private static async Task<byte[]> SendAsync(byte[] message, int cut, params string[] keywords)
    {
        TappedStream? tap = null;
        await using TransactionBench bench = await TransactionBench.OpenAsync(
            new LabMailBehaviour { Keywords = keywords }, wrap: stream => tap = new TappedStream(stream));
        await bench.SendAsync(ToOne, MessageSource.From(_ => ValueTask.FromResult<Stream>(new CutStream(message, cut))));
        await bench.Connection.SendAsync(SmtpCommand.Quit, SmtpPhase.Quit, TestContext.Current.CancellationToken);
        return tap!.Written;
    }

    private static byte[] Behind(byte[] wire, string command)
    {
        int at = wire.AsSpan().IndexOf(Encoding.Latin1.GetBytes(command));
        Assert.True(at >= 0, $"{command.TrimEnd()} was not said");
        return wire[(at + command.Length)..];
    }
}
