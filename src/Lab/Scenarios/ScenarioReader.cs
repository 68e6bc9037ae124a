using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Lab.Scenarios;

/// <summary>Reads what <see cref="ScenarioWriter"/> writes. A file that is no scenario is a value with the line and what is wrong with it.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a whole file.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Scenario? scenario, [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(text);
        Draft draft = new();
        scenario = null;
        why = null;
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length && why is null; i++)
        {
            string? problem = draft.Take(lines[i]);
            why = problem is null ? null : string.Create(CultureInfo.InvariantCulture, $"line {i + 1}: {problem}");
        }

        return why is null && draft.TryFinish(out scenario, out why);
    }

    private sealed class Draft
    {
        private readonly StringBuilder _anchors = new();
        private readonly List<(DomainName Apex, StringBuilder Lines)> _zones = [];
        private readonly List<ReplyDraft> _replies = [];
        private readonly List<NegativeTrustAnchor> _negative = [];
        private bool _privateZones;
        private readonly List<RuleShown> _rules = [];
        private StringBuilder? _records;
        private string? _claim;
        private DateTimeOffset? _time;
        private Question? _question;
        private (SecurityStatus Status, ResponseCode Code, ReasonKind Reason)? _expected;
        private bool _sha1;

        /// <summary>Takes one line; says what is wrong with it, or null.</summary>
        public string? Take(string line)
        {
            if (line.StartsWith(';'))
            {
                _claim ??= line.TrimStart(';', ' ');
                return null;
            }

            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case []:
                    return null;
                case ["rule", var number, var side] when TryRule(number, side, out RuleShown? rule):
                    _rules.Add(rule);
                    return null;
                case ["time", var time]:
                    bool read = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant);
                    _time = instant;
                    return read ? null : "the time is not like 2026-07-01T12:00:00Z";
                case ["anchor", var owner, .. var data]:
                    _anchors.Append(CultureInfo.InvariantCulture, $"{owner} 0 IN {string.Join(' ', data)}\n");
                    return null;
                case ["sha1", "validate"]:
                    _sha1 = true;
                    return null;
                case ["negative-trust-anchor", var name] when DomainName.TryParse(name, out DomainName? negative):
                    _negative.Add(negative);
                    return null;
                case ["private-zones", "insecure"]:
                    _privateZones = true;
                    return null;
                case ["ask", var name, var type] when TryQuestion(name, type, out Question? question):
                    _question = question;
                    return null;
                case ["expect", var status, var code, .. var reason] when TryExpected(status, code, reason):
                    return null;
                case ["zone", var apex] when DomainName.TryParse(apex, out DomainName? zone):
                    _records = new StringBuilder();
                    _zones.Add((zone, _records));
                    return null;
                case ["reply", var name, var type, var code] when TryQuestion(name, type, out Question? asked) && TryCode(code, out ResponseCode response):
                    _replies.Add(new ReplyDraft(asked, response));
                    return null;
                case ["answer"] when _replies.Count > 0:
                    _records = _replies[^1].Answer;
                    return null;
                case ["authority"] when _replies.Count > 0:
                    _records = _replies[^1].Authority;
                    return null;
                default:
                    _records?.Append(line).Append('\n');
                    return _records is null ? $"'{words[0]}' is none of rule, time, anchor, ask, expect, zone, reply, or its words are wrong" : null;
            }
        }

        public bool TryFinish([NotNullWhen(true)] out Scenario? scenario, [NotNullWhen(false)] out string? why)
        {
            scenario = null;
            if (_claim is null || _time is not { } time || _question is null || _expected is not { } expected)
            {
                why = "a claim, time, ask and expect are needed";
                return false;
            }

            if (!TrustAnchorSet.TryParse(_anchors.ToString(), out TrustAnchorSet? anchors, out why))
            {
                return false;
            }

            List<SignedZone> zones = [];
            foreach ((DomainName apex, StringBuilder lines) in _zones)
            {
                if (!ZoneFileReader.TryParse(lines.ToString(), DomainName.Root, out IReadOnlyList<ResourceRecord> records, out why))
                {
                    return false;
                }

                zones.Add(SignedZone.AsIs(new ZoneContent(apex, records)));
            }

            List<Message> replies = [];
            foreach (ReplyDraft draft in _replies)
            {
                if (!draft.TryFinish(out Message? reply, out why))
                {
                    return false;
                }

                replies.Add(reply);
            }

            scenario = new Scenario
            {
                Claim = _claim,
                Rules = _rules,
                Time = time,
                Anchors = anchors,
                Question = _question,
                Status = expected.Status,
                Code = expected.Code,
                Reason = expected.Reason,
                Policy = new ValidationPolicy { ValidateSha1 = _sha1, NegativeTrustAnchors = _negative },
                PrivateZonesAreInsecure = _privateZones,
                Zones = new ZoneSet(zones),
                Replies = replies,
            };
            return true;
        }

        private static bool TryQuestion(string name, string type, [NotNullWhen(true)] out Question? question)
        {
            question = DomainName.TryParse(name, out DomainName? owner) && RecordTypes.TryParse(type, out RecordType asked)
                ? new Question(owner, asked)
                : null;
            return question is not null;
        }

        private static bool TryRule(string number, string side, [NotNullWhen(true)] out RuleShown? rule)
        {
            bool read = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int rank)
                & Enum.TryParse(side, ignoreCase: true, out RuleSide half);
            rule = read && char.IsAsciiLetter(side[0]) ? new RuleShown(rank, half) : null;
            return rule is not null;
        }

        private static bool TryCode(string text, out ResponseCode code) =>
            Enum.TryParse(text, ignoreCase: true, out code) && Enum.IsDefined(code);

        private bool TryExpected(string status, string code, string[] reason)
        {
            ReasonKind kind = ReasonKind.None;
            bool read = Enum.TryParse(status, ignoreCase: true, out SecurityStatus expected)
                && TryCode(code, out ResponseCode response)
                && (reason.Length == 0 || (reason.Length == 1 && Enum.TryParse(reason[0], out kind)));
            _expected = read ? (expected, Enum.Parse<ResponseCode>(code, ignoreCase: true), kind) : null;
            return read;
        }
    }

    private sealed record ReplyDraft(Question Question, ResponseCode Code)
    {
        public StringBuilder Answer { get; } = new();

        public StringBuilder Authority { get; } = new();

        public bool TryFinish([NotNullWhen(true)] out Message? reply, [NotNullWhen(false)] out string? why)
        {
            reply = null;
            if (!ZoneFileReader.TryParse(Answer.ToString(), DomainName.Root, out IReadOnlyList<ResourceRecord> answer, out why)
                || !ZoneFileReader.TryParse(Authority.ToString(), DomainName.Root, out IReadOnlyList<ResourceRecord> authority, out why))
            {
                return false;
            }

            reply = new Message
            {
                Flags = MessageFlags.Response | MessageFlags.RecursionAvailable,
                Code = Code,
                Questions = [Question],
                Answer = answer,
                Authority = authority,
            };
            return true;
        }
    }
}
