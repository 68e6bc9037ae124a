using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// The state of followed zones as text that a person can read. Read as a zone file it holds exactly the keys that are trusted: the
/// others stand in comments. The last line has a digest of all before it, so that a file that was cut or changed is not believed.
/// </summary>
internal static class AnchorStateText
{
    /// <summary>The largest file read: a thousand zones of five RSA keys.</summary>
    public const int MostOctets = 4 << 20;

    private const string Format = "; danecore-anchors 1";
    private const string Preamble =
        Format + "\n; Trust anchors kept up to date by danecore (RFC 5011). What is no comment is trusted; keys in comments are not, or not yet.\n"
        + "; Do not edit: the last line says whether anybody did. Delete the file to start anew from the anchors given.\n";
    private const string ZoneMark = ";; zone ";
    private const string EndMark = ";; end ";
    private const string StateMark = " ;; ";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Write(IReadOnlyList<TrackedZone> zones)
    {
        StringBuilder text = new(Preamble);
        foreach (TrackedZone zone in zones)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{ZoneMark}{zone.Name} seen={Show(zone.LastSeen)} tried={Show(zone.LastTried)} next={Show(zone.NextTry)}");
            text.Append(CultureInfo.InvariantCulture, $" ttl={(long)zone.OriginalTtl.TotalSeconds} life={(long)zone.SignatureLife.TotalSeconds} inception={Show(zone.NewestInception)}\n");
            foreach (TrackedKey key in zone.Keys)
            {
                text.Append(key.IsTrusted ? "" : "; ").Append(new ResourceRecord(zone.Name, RecordClass.IN, 0, key.Data)).Append(StateMark);
                text.Append(CultureInfo.InvariantCulture, $"state={key.State} tag={key.Tag} since={Show(key.Since)}");
                if (key.State == AnchorState.AddPend)
                {
                    text.Append(CultureInfo.InvariantCulture, $" until={Show(key.HoldUntil)} under={string.Join(',', key.SeenUnder)}");
                }

                text.Append(key.ValidUntil is { } bound ? $" valid-until={Show(bound)}\n" : "\n");
            }
        }

        text.Append('\n');
        string body = text.ToString();
        return $"{body}{EndMark}{DigestOf(body)}\n";
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out IReadOnlyList<TrackedZone>? zones, [NotNullWhen(false)] out string? why)
    {
        zones = null;
        if (!text.StartsWith(Format + "\n", StringComparison.Ordinal))
        {
            why = $"it does not begin with '{Format}', so it is no file of followed trust anchors";
            return false;
        }

        int end = text.LastIndexOf(EndMark, StringComparison.Ordinal);
        if (end <= 0 || text[end - 1] != '\n' || text[(end + EndMark.Length)..] != DigestOf(text[..end]) + "\n")
        {
            why = "its last line does not fit what stands before: it was cut or changed; restore it, or delete it to start anew from the anchors given";
            return false;
        }

        List<TrackedZone> read = [];
        why = null;
        string[] lines = text[..end].Split('\n');
        for (int i = 0; i < lines.Length && why is null; i++)
        {
            why = Take(lines[i], read) is { } problem ? string.Create(CultureInfo.InvariantCulture, $"line {i + 1}: {problem}") : null;
        }

        if (why is null && (read.Count == 0 || read.Any(zone => zone.Keys.Count == 0)))
        {
            why = "a zone in it has no key, or there is no zone";
        }

        zones = why is null ? read : null;
        return zones is not null;
    }

    private static string? Take(string line, List<TrackedZone> zones)
    {
        if (line.StartsWith(ZoneMark, StringComparison.Ordinal))
        {
            string[] words = line[ZoneMark.Length..].Split(' ', 2);
            if (words.Length < 2 || !DomainName.TryParse(words[0], out DomainName? name) || zones.Any(zone => zone.Name.Equals(name))
                || Zone(name, new Fields(words[1])) is not { } zone)
            {
                return "the zone cannot be read, or stands there twice";
            }

            zones.Add(zone);
            return null;
        }

        int mark = line.IndexOf(StateMark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return line.Length == 0 || line.StartsWith(';') ? null : "there is a record without state";
        }

        bool isComment = line.StartsWith("; ", StringComparison.Ordinal);
        int start = isComment ? 2 : 0;
        if (zones.Count == 0 || mark <= start
            || !ResourceRecord.TryParse(line[start..mark], out ResourceRecord? record, out _)
            || !record.Owner.Equals(zones[^1].Name)
            || Key(record.Data, new Fields(line[(mark + StateMark.Length)..])) is not { } key
            || key.IsTrusted == isComment
            || zones[^1].Keys.Any(other => other.Data.Equals(key.Data)))
        {
            return "the key cannot be read, is none of its zone, or stands there twice";
        }

        zones[^1] = zones[^1] with { Keys = [.. zones[^1].Keys, key] };
        return zones[^1].Keys.Count > AnchorTransition.MostKeys ? "the zone has too many keys" : null;
    }

    private static TrackedZone? Zone(DomainName name, Fields fields)
    {
        TrackedZone zone = new(name, [])
        {
            LastSeen = fields.InstantOrNone("seen"),
            LastTried = fields.InstantOrNone("tried"),
            NextTry = fields.InstantOrNone("next"),
            OriginalTtl = fields.Seconds("ttl"),
            SignatureLife = fields.Seconds("life"),
            NewestInception = fields.InstantOrNone("inception"),
        };
        return fields.AreSound ? zone : null;
    }

    private static TrackedKey? Key(Rdata data, Fields fields)
    {
        bool read = Enum.TryParse(fields.Word("state"), out AnchorState state) && state != AnchorState.Start && Enum.IsDefined(state);
        bool fits = data switch
        {
            DsRdata { Type: RecordType.DS } => state is AnchorState.Valid,
            DnskeyRdata { Type: RecordType.DNSKEY, IsZoneKey: true, IsRevoked: false } => true,
            _ => false,
        };
        TrackedKey key = new(data, state, fields.Instant("since")) { ValidUntil = fields.InstantIfAny("valid-until") };
        if (state == AnchorState.AddPend)
        {
            key = key with { HoldUntil = fields.Instant("until"), SeenUnder = fields.Digests("under") };
        }

        return read && fits && fields.AreSound ? key : null;
    }

    internal static string Show(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString(TimeForm, CultureInfo.InvariantCulture) ?? "-";

    private static string DigestOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Words of the form <c>name=value</c>; whatever does not fit makes the whole unsound.</summary>
    private sealed class Fields(string text)
    {
        private readonly string[] _words = text.Split(' ');

        public bool AreSound { get; private set; } = true;

        public string Word(string name)
        {
            string[] found = [.. _words.Where(word => word.StartsWith(name + "=", StringComparison.Ordinal)).Select(word => word[(name.Length + 1)..])];
            AreSound &= found.Length == 1;
            return found.FirstOrDefault() ?? "";
        }

        public DateTimeOffset Instant(string name)
        {
            AreSound &= DateTimeOffset.TryParseExact(
                Word(name), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant);
            return instant;
        }

        public DateTimeOffset? InstantOrNone(string name) => Word(name) == "-" ? null : Instant(name);

        public DateTimeOffset? InstantIfAny(string name) => _words.Any(word => word.StartsWith(name + "=", StringComparison.Ordinal)) ? Instant(name) : null;

        public TimeSpan Seconds(string name)
        {
            AreSound &= uint.TryParse(Word(name), NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds);
            return TimeSpan.FromSeconds(seconds);
        }

        public IReadOnlyList<string> Digests(string name)
        {
            string[] digests = Word(name).Split(',');
            AreSound &= digests.All(digest => digest.Length == 2 * SHA256.HashSizeInBytes && digest.All(char.IsAsciiHexDigitUpper));
            return digests;
        }
    }
}
