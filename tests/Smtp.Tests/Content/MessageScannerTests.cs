using System.Text;
using DaneCore.Smtp.Content;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Content;

public sealed class MessageScannerTests
{
    [Theory]
    [Requirement("8689-3-3")]
    [InlineData("", 0, "", "nothing")]
    [InlineData("a: b\r\n\r\nc\r\n", 11, "", "a plain message")]
    [InlineData("a: b\n\nc", 11, "bare", "LF alone; the last line has no end")]
    [InlineData("a: b\r\rc\r", 11, "bare", "CR alone")]
    [InlineData("a: b\r\n\r\nc", 11, "", "a last line without end is no bare one")]
    [InlineData("a: b\r\r\n", 8, "bare", "CR CR LF: two ends")]
    [InlineData("a: \xFC\r\n\r\nc\r\n", 11 - 0, "header", "8-bit in the header")]
    [InlineData("a: b\r\n\r\n\xFC\r\n", 11, "body", "8-bit in the body")]
    [InlineData("a: b\r\n\r\n\0\r\n", 11, "nul", "a NUL")]
    [InlineData("TLS-Required: No\r\n\r\n", 20, "no", "the field")]
    [InlineData("tls-required:no\r\n\r\n", 19, "no", "case and space do not matter")]
    [InlineData("TLS-Required:\r\n No\r\n\r\n", 22, "no", "a folded one")]
    [InlineData("a: b\nTLS-Required: No\n\n", 26, "bare no", "the last of several")]
    [InlineData("TLS-Required: No", 18, "no", "a header that ends with the message")]
    [InlineData("TLS-Required: Yes\r\n\r\n", 21, "", "another value")]
    [InlineData("TLS-Required: No\r\nTLS-Required: No\r\n\r\n", 38, "", "twice: RFC 8689 section 3 forbids it")]
    [InlineData("a: b\r\n\r\nTLS-Required: No\r\n", 26, "", "in the body")]
    [InlineData("X-TLS-Required: No\r\n\r\n", 22, "", "another name")]
    [InlineData("Content-Transfer-Encoding: binary\r\n\r\n", 37, "declared", "declared binary and is not")]
    [InlineData("Content-Transfer-Encoding: BINARY (x)\r\n\r\n\0", 44, "declared nul binary", "declared and is")]
    [InlineData("Content-Transfer-Encoding: binary\r\n\r\n\n", 39, "declared bare binary", "a bare LF in a binary body")]
    [InlineData("Content-Transfer-Encoding: binary\n\n\n", 39, "bare", "a file of this host, all of its lines with LF: text")]
    [InlineData("Content-Transfer-Encoding: 8bit\r\n\r\n\0", 38, "nul", "a NUL that was not declared")]
    public void Message_OfThisForm_IsSeenAs(string message, long octets, string seen, string why)
    {
        byte[] all = Encoding.Latin1.GetBytes(message);
        for (int piece = 1; piece <= Math.Max(1, all.Length); piece++)
        {
            MessageScanner scanner = new();
            foreach (byte[] part in all.Chunk(piece))
            {
                scanner.Scan(part);
            }

            MessageScan scan = scanner.Finish();
            Assert.True(Words(scan).SetEquals(seen.Split(' ', StringSplitOptions.RemoveEmptyEntries)), $"{why}, in pieces of {piece}: {string.Join(' ', Words(scan))}");
            Assert.Equal(octets, scan.TextOctets);
            Assert.Equal(all.Length, scan.RawOctets);
        }
    }

    [Theory]
    [InlineData(998, false)]
    [InlineData(999, true)]
    public void Line_OfSoManyOctets_IsLongBeyondTheLimit(int length, bool isLong)
    {
        MessageScanner scanner = new();
        scanner.Scan(Encoding.ASCII.GetBytes("a: b\r\n\r\n" + new string('x', length) + "\r\n"));

        Assert.Equal(isLong, scanner.Finish().HasLongLine);
    }

    [Fact]
    public void Field_ThatIsVeryLong_DoesNotHideTheNext()
    {
        MessageScanner scanner = new();
        scanner.Scan(Encoding.ASCII.GetBytes("a: " + new string('x', 100_000) + "\r\nTLS-Required: No\r\n\r\n"));

        Assert.True(scanner.Finish().AsksForDelivery);
    }

    private static HashSet<string> Words(MessageScan scan) =>
    [
        .. new[]
        {
            scan.HasBareLineEnd ? "bare" : "",
            scan.HasEightBitHeader ? "header" : "",
            scan.HasEightBitBody ? "body" : "",
            scan.HasNul ? "nul" : "",
            scan.AsksForDelivery ? "no" : "",
            scan.IsDeclaredBinary ? "declared" : "",
            scan.IsBinary ? "binary" : "",
        }.Where(word => word.Length > 0),
    ];
}
