using System.Globalization;
using System.Text;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>
/// A scenario of Deckard or Unbound's testbound: ranges of canned replies per server, then questions and what was answered
/// to them. The servers are authoritative; taken together they are what a resolver in front of them would know: the reply
/// that carries most is kept per question, and what only a referral showed is answered from the pool of all records.
/// </summary>
internal sealed class DeckardScenario
{
    private DeckardScenario(TrustAnchorSet anchors, DateTimeOffset instant, IReadOnlyList<Entry> entries)
    {
        Anchors = anchors;
        Instant = instant;
        World = new HeldReplies(from entry in entries where entry.IsExact orderby Weight(entry.Reply) descending select entry.Reply)
            .Or(new RecordPool(entries.SelectMany(entry => entry.Reply.Answer.Concat(entry.Reply.Authority))));
    }

    public TrustAnchorSet Anchors { get; }

    public DateTimeOffset Instant { get; }

    public ReplayedWorld World { get; }

    public static DeckardScenario Read(string path)
    {
        StringBuilder anchors = new();
        DateTimeOffset? instant = null;
        List<Entry> entries = [];
        Entry? open = null;
        foreach (string line in File.ReadLines(path).Select(line => line.Trim()))
        {
            string value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().Trim('"');
            switch (line.Split([' ', ':'], 2)[0])
            {
                case "STEP":
                    return new DeckardScenario(
                        RootAnchors.Parse(anchors.ToString()), instant ?? throw new InvalidDataException($"{path} has no time"), entries);
                case "trust-anchor":
                    anchors.AppendLine(value);
                    break;
                case "val-override-timestamp":
                    instant = DateTimeOffset.FromUnixTimeSeconds(long.Parse(value, CultureInfo.InvariantCulture));
                    break;
                case "val-override-date":
                    instant = DateTimeOffset.ParseExact(
                        value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
                    break;
                case "ENTRY_BEGIN":
                    open = new Entry();
                    break;
                case "ENTRY_END":
                    entries.Add(open!);
                    open = null;
                    break;
                default:
                    open?.Take(line);
                    break;
            }
        }

        throw new InvalidDataException($"{path} has no step");
    }

    // A parent's referral and a child's answer may both be there under one question.
    private static int Weight(Message reply)
    {
        bool answers = reply.Answer.Count > 0;
        bool denies = reply.Authority.Any(record => record.Type == RecordType.SOA
            && !(reply.Questions[0].Type == RecordType.DS && record.Owner.Equals(reply.Questions[0].Name) && !record.Owner.IsRoot));
        return (answers ? 2 : 0) + (denies ? 1 : 0);
    }

    private sealed class Entry
    {
        private readonly StringBuilder _answer = new();
        private readonly StringBuilder _authority = new();
        private StringBuilder? _section;
        private Question? _question;
        private ResponseCode _code;
        private bool _isReferral;
        private bool _asks;

        /// <summary>True when the reply is to this very question and no referral.</summary>
        public bool IsExact => !_isReferral && Weight(Reply) > 0;

        public Message Reply => field ??= new Message
        {
            Flags = MessageFlags.Response,
            Code = _code,
            Questions = [_question ?? throw new InvalidDataException("an entry has no question")],
            Answer = ZoneText.Parse(_answer.ToString()),
            Authority = ZoneText.Parse(_authority.ToString()),
        };

        public void Take(string line)
        {
            string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case [] or ["ADJUST", ..]:
                    break;
                case ["MATCH", ..]:
                    _isReferral = words.Contains("subdomain") || !words.Contains("qtype");
                    break;
                case ["REPLY", ..]:
                    _code = words.Select(word => Enum.TryParse(word, ignoreCase: true, out ResponseCode code) ? code : ResponseCode.NoError).Max();
                    break;
                case ["SECTION", var name]:
                    _asks = name == "QUESTION";
                    _section = name switch { "ANSWER" => _answer, "AUTHORITY" => _authority, _ => null };
                    break;
                case [var name, .., var type] when _asks && RecordTypes.TryParse(type, out RecordType known):
                    _question = new Question(DomainName.Parse(name), known);
                    break;
                default:
                    _section?.AppendLine(line);
                    break;
            }
        }
    }
}
