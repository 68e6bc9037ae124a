using System.Text;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Messages that something may go wrong with on the way. Octets as characters; each holds a token of its own.</summary>
internal static class Samples
{
    private const int LongestLine = 998;

    /// <summary>Those that every server takes.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["plain", "dots", "dot-at-chunk", "long-lines", "eight-bit", "utf8-header", "empty-body", "header-alone", "no-last-line-end", "bare-lf-file", "spaces", "large"];

    /// <summary>A new token.</summary>
    public static string Token() => $"token-{Guid.NewGuid():N}";

    /// <summary>The message of this name.</summary>
    public static string Text(string name, string token)
    {
        string header = $"From: Somebody <somebody@sender.test>\r\nTo: one@receiver.test\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000\r\nMessage-ID: <{token}@sender.test>\r\nSubject: {name}\r\n";
        return name switch
        {
            "plain" => header + "\r\nhello\r\n",
            "dots" => header + "\r\n.\r\n..\r\n...\r\n.x\r\n..x\r\nx.\r\n. \r\n \r\n.\r\n",
            "dot-at-chunk" => header + "\r\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => i % 3 == 0 ? ".\r\n" : "..\r\n")),
            "long-lines" => header + "\r\n" + string.Concat(Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), LongestLine) + "\r\n")),
            "eight-bit" => header + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + Octets("Grüße, 你好, \u00ff\r\n.ü\r\n"),
            "utf8-header" => header + Octets("X-Greeting: Grüße aus Köln\r\n") + "\r\nhello\r\n",
            "empty-body" => header + "\r\n",
            "header-alone" => header,
            "no-last-line-end" => header + "\r\nhello",
            "bare-lf-file" => (header + "\r\nhello\r\n.\r\nworld\r\n").Replace("\r\n", "\n", StringComparison.Ordinal),
            "nul" => header + "\r\nhello\0\r\n",
            "binary" => header + "MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n\0\n\r\u00ff.\r\n",
            "spaces" => header + "\r\n \r\n\t\r\ntrailing \t\r\n\r\n\r\n",
            _ => header + "\r\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i:D8} the same line again and again, with its number before it\r\n")),
        };
    }

    /// <summary>The octets of a message.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
