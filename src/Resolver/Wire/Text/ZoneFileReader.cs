using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// Reads zone files (RFC 1035 section 5.1, with $TTL of RFC 2308 section 4 and the forms of RFC 3597 section 5). Needs
/// an origin for names without a final dot. The first fault ends it: all records, or the line and what is wrong there.
/// Opens no other file, and does not ask whether the records make a zone.
/// </summary>
public sealed class ZoneFileReader
{
    private readonly List<ResourceRecord> _records = [];
    private DomainName _origin;
    private DomainName? _owner;
    private RecordClass _class = RecordClass.IN;
    private uint? _defaultTtl;
    private uint? _lastTtl;
    private string? _why;

    private ZoneFileReader(DomainName origin, uint? defaultTtl)
    {
        _origin = origin;
        _defaultTtl = defaultTtl;
    }

    /// <summary>Reads all records; false with <c>line 12: ...</c> in <paramref name="why"/>.</summary>
    public static bool TryParse(
        string text, DomainName origin, out IReadOnlyList<ResourceRecord> records, [NotNullWhen(false)] out string? why) =>
        TryParse(text, origin, defaultTtl: null, out records, out why);

    /// <summary>The same, with a TTL for records that state none, as if $TTL stood above them.</summary>
    internal static bool TryParse(
        string text, DomainName origin, uint? defaultTtl, out IReadOnlyList<ResourceRecord> records, [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(origin);
        ZoneFileReader reader = new(origin, defaultTtl);
        ZoneFileLexer lexer = new(text);
        records = [];
        while (lexer.TryReadEntry(out ZoneFileEntry? entry))
        {
            bool read = !entry.BeginsWithBlank && entry.Fields[0].StartsWith('$')
                ? reader.TryReadDirective(entry.Fields)
                : reader.TryReadRecord(entry);
            if (!read)
            {
                why = AtLine(entry.Line, reader._why ?? "it makes no sense");
                return false;
            }
        }

        why = lexer.Why is null ? null : AtLine(lexer.Line, lexer.Why);
        records = why is null ? reader._records : [];
        return why is null;
    }

    private bool TryReadDirective(IReadOnlyList<string> fields)
    {
        switch (fields[0].ToUpperInvariant())
        {
            case "$ORIGIN" when fields.Count == 2:
                if (!FieldReader.TryParseName(fields[1], _origin, out DomainName? origin, out string? why))
                {
                    return Fail($"$ORIGIN: {why}");
                }

                _origin = origin;
                return true;
            case "$TTL" when fields.Count == 2:
                if (!TryParseTtl(fields[1], out uint ttl))
                {
                    return Fail($"$TTL: {QuotedText.Of(fields[1])} is no time from 0 to {int.MaxValue} seconds");
                }

                _defaultTtl = ttl;
                return true;
            case "$ORIGIN" or "$TTL":
                return Fail($"{fields[0]} takes one value");
            case "$INCLUDE":
                return Fail("$INCLUDE is not followed; put the records into this file");
            case "$GENERATE":
                return Fail("$GENERATE is not understood; write the records out");
            default:
                return Fail($"{QuotedText.Of(fields[0])} is no directive that is known here");
        }
    }

    private bool TryReadRecord(ZoneFileEntry entry)
    {
        IReadOnlyList<string> fields = entry.Fields;
        int next = 0;
        if (!entry.BeginsWithBlank)
        {
            if (!FieldReader.TryParseName(fields[next], _origin, out _owner, out string? whyOwner))
            {
                return Fail($"owner: {whyOwner}");
            }

            next++;
        }

        if (_owner is null)
        {
            return Fail("the first record has no owner");
        }

        // RFC 1035 section 5.1: TTL and class in either order, each at most once; both may be left out.
        uint? ttl = null;
        RecordClass? @class = null;
        while (next < fields.Count)
        {
            if (ttl is null && char.IsAsciiDigit(fields[next][0]))
            {
                if (!TryParseTtl(fields[next], out uint stated))
                {
                    return Fail($"TTL: {QuotedText.Of(fields[next])} is no time from 0 to {int.MaxValue} seconds");
                }

                ttl = stated;
            }
            else if (@class is null && RecordClasses.TryParse(fields[next], out RecordClass named))
            {
                @class = named;
            }
            else
            {
                break;
            }

            next++;
        }

        if (next == fields.Count)
        {
            return Fail("the record has no type");
        }

        if (!RecordTypes.TryParse(fields[next], out RecordType type))
        {
            return Fail($"{QuotedText.Of(fields[next])} is no record type; one without a mnemonic is written TYPE123");
        }

        next++;
        _class = @class ?? _class;

        // RFC 2308 section 4: $TTL is for records that state none; without it the last stated one holds
        // (RFC 1035 section 5.1).
        uint? effective = ttl ?? _defaultTtl ?? _lastTtl;
        _lastTtl = ttl ?? _lastTtl;
        if (effective is null)
        {
            return Fail("the record has no TTL, and there is no $TTL above it");
        }

        if (!RecordText.TryParse(type, [.. fields.Skip(next)], _origin, out Rdata.Rdata? data, out string? why, _class))
        {
            return Fail($"{RecordTypes.ToText(type)}: {why}");
        }

        _records.Add(new ResourceRecord(_owner, _class, effective.Value, data));
        return true;
    }

    // RFC 2181 section 8: a TTL has 31 bits.
    private static bool TryParseTtl(string text, out uint ttl) =>
        SecondsText.TryParse(text, out ttl) && ttl <= int.MaxValue;

    private static string AtLine(int line, string why) =>
        string.Create(CultureInfo.InvariantCulture, $"line {line}: {why}");

    private bool Fail(string why)
    {
        _why = why;
        return false;
    }
}
