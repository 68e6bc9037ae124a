using System.Text;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>What a server stored: one file for each message and recipient, found again by a token that each message holds.</summary>
internal sealed class Maildir(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Lines that servers put above a message they store.
    private static readonly string[] Traces = ["Return-Path:", "X-Original-To:", "Delivered-To:", "Envelope-To:", "Received:", "Delivery-Date:", "X-Client-Addr:", "X-Client-Proto:", "X-Helo-Args:", "X-Mail-Args:", "X-Rcpt-Args:"];

    /// <summary>The messages with this token; waits until there are as many.</summary>
    public async Task<IReadOnlyList<string>> WithAsync(string token, int count)
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        while (true)
        {
            IReadOnlyList<string> found = Find(token);
            if (found.Count >= count || patience.IsCancellationRequested)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The messages with this token that are there now, octets as characters, each line ended by LF.</summary>
    public IReadOnlyList<string> Find(string token) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file[folder.Length..].Contains("/tmp/", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("dovecot", StringComparison.Ordinal))
            .Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Replace("\r\n", "\n", StringComparison.Ordinal))
            .Where(text => text.Contains(token, StringComparison.Ordinal)),
    ];

    /// <summary>A stored message must end with the one that was sent, octet for octet, and hold nothing above it but trace lines.</summary>
    public static void AssertHolds(string sent, string stored)
    {
        string expected = sent.Replace("\r\n", "\n", StringComparison.Ordinal);
        expected = expected.EndsWith('\n') ? expected : expected + "\n";

        // A header without a body: whether the empty line belongs to it is for the server to say.
        expected = !expected.Contains("\n\n", StringComparison.Ordinal) && stored.EndsWith("\n\n", StringComparison.Ordinal) ? expected + "\n" : expected;
        Assert.EndsWith(expected, stored, StringComparison.Ordinal);
        bool isTrace = false;
        foreach (string line in stored[..^expected.Length].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            isTrace = line[0] is ' ' or '\t' ? isTrace : Traces.Any(trace => line.StartsWith(trace, StringComparison.OrdinalIgnoreCase));
            Assert.True(isTrace, $"above the message stands: {line}");
        }
    }
}
