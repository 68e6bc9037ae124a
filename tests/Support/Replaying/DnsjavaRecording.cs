using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>
/// Replies as dnsjava prints them, with the time they were recorded in the first line. Lines that start with one
/// semicolon or a number sign are remarks of the author, who edited some replies by hand.
/// </summary>
internal sealed partial class DnsjavaRecording
{
    private DnsjavaRecording(DateTimeOffset instant, IReadOnlyList<Message> replies)
    {
        Instant = instant;
        Replies = replies;
    }

    public DateTimeOffset Instant { get; }

    public IReadOnlyList<Message> Replies { get; }

    /// <summary>Every question that the recording holds a reply to.</summary>
    public IEnumerable<Question> Questions => Replies.SelectMany(reply => reply.Questions).Distinct();

    public ReplayedWorld World => new HeldReplies(Replies);

    public static DnsjavaRecording Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        var instant = DateTimeOffset.Parse(lines[0]["#Date:".Length..], CultureInfo.InvariantCulture);
        List<Message> replies = [];
        List<string> part = [];
        foreach (string line in lines[1..])
        {
            if (line.StartsWith("###", StringComparison.Ordinal))
            {
                Finish();
            }
            else
            {
                part.Add(line);
            }
        }

        Finish();
        return new DnsjavaRecording(instant, replies);

        void Finish()
        {
            if (part.Exists(line => line.Length > 0))
            {
                replies.Add(ReadReply(part));
            }

            part.Clear();
        }
    }

    private static Message ReadReply(List<string> lines)
    {
        var reply = new Message { Flags = MessageFlags.Response };
        string section = "";
        Dictionary<string, StringBuilder> text = new(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            if (StatusPattern.Match(line) is { Success: true } status)
            {
                reply = reply with { Code = Enum.Parse<ResponseCode>(status.Groups["status"].Value, ignoreCase: true) };
            }
            else if (QuestionPattern.Match(line) is { Success: true } question)
            {
                reply = reply with { Questions = [new Question(DomainName.Parse(question.Groups["name"].Value), TypeOf(question.Groups["type"].Value))] };
            }
            else if (line.StartsWith(";; ", StringComparison.Ordinal))
            {
                section = line[3..].TrimEnd();
            }
            else if (line.Length > 0 && line[0] is not (';' or '#') && !line.Contains("\tOPT", StringComparison.Ordinal) && !line.Contains(" OPT ", StringComparison.Ordinal))
            {
                text.TryAdd(section, new StringBuilder());
                text[section].AppendLine(line);
            }
        }

        return reply with { Answer = Records("ANSWERS:"), Authority = Records("AUTHORITY RECORDS:") };

        IReadOnlyList<ResourceRecord> Records(string name) =>
            text.TryGetValue(name, out StringBuilder? found) ? ZoneText.Parse(found.ToString()) : [];
    }

    private static RecordType TypeOf(string text) =>
        RecordTypes.TryParse(text, out RecordType type) ? type : throw new InvalidDataException($"{text} is no record type");

    [GeneratedRegex(@"^;;.*opcode: QUERY, status: (?<status>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusPattern { get; }

    [GeneratedRegex(@"^;;\s+(?<name>\S+), type = (?<type>\w+), class = IN", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuestionPattern { get; }
}
