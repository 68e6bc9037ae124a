using System.Globalization;
using System.Text.RegularExpressions;

namespace DaneCore.Fuzz.Mail;

/// <summary>
/// One transaction as the server saw it, with what it answered to each part. Replies belong to what the client did by their order alone (RFC 2920
/// section 3.1). Says so when the order of what was sent is none that a transaction may have.
/// </summary>
internal sealed partial class ObservedTransaction(string mailLine, int mailCode)
{
    private readonly List<(string Address, int Code)> _recipients = [];
    private readonly List<int> _chunkCodes = [];
    private string _chunks = "";
    private int _dataCode;

    /// <summary>The sender's address; empty for a bounce.</summary>
    public string Sender { get; } = AddressIn(mailLine);

    public IReadOnlyList<(string Address, int Code)> Recipients => _recipients;

    /// <summary>What the client sent of the message, whole; null when it did not.</summary>
    public string? Text { get; private set; }

    /// <summary>The same by chunks.</summary>
    public string? AllChunks { get; private set; }

    public bool IsEndSent => Text is not null || AllChunks is not null;

    /// <summary>The last of what was said to the message, for each recipient that was taken; 0 where nothing was said.</summary>
    public IReadOnlyDictionary<string, int> Verdicts { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>True when nothing of it is left at the server.</summary>
    public bool IsOver { get; private set; }

    private bool IsMailTaken => mailCode / 100 == 2;

    private string[] Taken => IsMailTaken ? [.. _recipients.Where(one => one.Code / 100 == 2).Select(one => one.Address)] : [];

    /// <summary>The transactions of a channel.</summary>
    public static IReadOnlyList<ObservedTransaction> In(ServerSide side, bool isLmtp)
    {
        Queue<int> codes = new(CodesIn(side.Said));
        List<ObservedTransaction> found = [];
        ObservedTransaction? open = null;
        foreach (Happening what in side.Happenings)
        {
            switch (what.Verb)
            {
                case "MAIL":
                    BrokenPromiseException.Unless(open is null or { IsOver: true }, "a transaction begins when the one before is over");
                    found.Add(open = new ObservedTransaction(what.Line, Next()));
                    break;
                case "RCPT":
                    BrokenPromiseException.Unless(open is { IsOver: false, IsEndSent: false, _chunks: "" } && open._dataCode != 354, "recipients are named between MAIL and the message");
                    open!._recipients.Add((AddressIn(what.Line), Next()));
                    break;
                case "DATA":
                    BrokenPromiseException.Unless(open is { IsOver: false, IsEndSent: false, _dataCode: 0 }, "DATA is said once in a transaction");
                    open!._dataCode = Next();
                    break;
                case Happening.Text:
                    BrokenPromiseException.Unless(open is { IsOver: false, _dataCode: 354 } && open.Taken.Length > 0, "a message is sent when it was asked for, and for somebody");
                    open!.Text = what.Content;
                    open.EndWith(isLmtp, Next);
                    open.IsOver = true;
                    break;
                case Happening.Nothing:
                    BrokenPromiseException.Unless(open is { IsOver: false, _dataCode: 354 } && open.Taken.Length == 0, "a dot alone ends a message that goes to nobody");
                    open!.IsOver = true;
                    _ = Next();
                    break;
                case Happening.Chunk or Happening.LastChunk:
                    BrokenPromiseException.Unless(open is { IsOver: false, IsEndSent: false } && open.Taken.Length > 0, "a chunk is sent within a transaction, and for somebody");
                    BrokenPromiseException.Unless(open!._chunkCodes.TrueForAll(code => code / 100 == 2), "behind a refused chunk comes no other");
                    open._chunks += what.Content;
                    if (what.Verb == Happening.Chunk)
                    {
                        open._chunkCodes.Add(Next());
                        break;
                    }

                    open.AllChunks = open._chunks;
                    open.EndWith(isLmtp, Next);

                    // RFC 3030 section 2: behind a refused chunk the transaction stands until RSET.
                    open.IsOver = open.Verdicts.Values.All(code => code / 100 == 2);
                    break;
                case "RSET":
                    _ = Next();
                    open = null;
                    break;
                default:
                    _ = Next();
                    break;
            }
        }

        return found;

        int Next() => codes.TryDequeue(out int code) ? code : 0;
    }

    private void EndWith(bool isLmtp, Func<int> next)
    {
        Dictionary<string, int> verdicts = new(StringComparer.Ordinal);
        int one = isLmtp ? 0 : next();
        foreach (string address in Taken)
        {
            verdicts[address] = isLmtp ? next() : one;
        }

        Verdicts = verdicts;
    }

    // RFC 5321 section 4.2.1, read leniently: a reader that is stricter stops earlier, and then takes nothing for said.
    private static IEnumerable<int> CodesIn(string said)
    {
        foreach (string line in said.Split('\n')[..^1].Select(line => line.TrimEnd('\r')))
        {
            if (line.Length < 3 || !line[..3].All(char.IsAsciiDigit))
            {
                yield break;
            }

            if (line.Length == 3 || line[3] == ' ')
            {
                yield return int.Parse(line[..3], CultureInfo.InvariantCulture);
            }
        }
    }

    private static string AddressIn(string line) => InBrackets().Match(line).Groups["address"].Value;

    [GeneratedRegex("<(?<address>[^>]*)>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InBrackets();
}
