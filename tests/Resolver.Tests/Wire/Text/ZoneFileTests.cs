using CsCheck;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Tests.Wire.Text;

public sealed class ZoneFileTests
{
    private static readonly DomainName Origin = DomainName.Parse("example.");

    [Fact]
    public void Zone_WithEverythingPeopleWrite_IsRead()
    {
        const string Zone = """
            ; a zone
            $TTL 1h30m
            @ IN SOA ns hostmaster (
                2026010100 ; serial
                1h 15m     ; refresh and retry
                1w 1d )    ; expire and minimum
              NS ns        ; the owner above
            ns 60 IN A 192.0.2.1
            www IN 61 A 192.0.2.2
                CH TXT "chaos"
            here TXT ( "two"
                       "lines" )
            absolute.test. IN TXT \@ ; a lone at sign
            $ORIGIN sub
            @ A 192.0.2.3
            *  A 192.0.2.4
            $origin other.test.
            a\.b TYPE731 \# 2 ABCD
            @ CLASS32 TYPE1 \# 1 00
            """;
        Assert.True(ZoneFileReader.TryParse(Zone, Origin, out IReadOnlyList<ResourceRecord> records, out string? why), why);
        Assert.Equal(
            [
                "example. 5400 IN SOA ns.example. hostmaster.example. 2026010100 3600 900 604800 86400",
                "example. 5400 IN NS ns.example.",
                "ns.example. 60 IN A 192.0.2.1",
                "www.example. 61 IN A 192.0.2.2",
                "www.example. 5400 CH TXT \"chaos\"",
                "here.example. 5400 CH TXT \"two\" \"lines\"",
                "absolute.test. 5400 IN TXT \"@\"",
                "sub.example. 5400 IN A 192.0.2.3",
                "*.sub.example. 5400 IN A 192.0.2.4",
                @"a\.b.other.test. 5400 IN TYPE731 \# 2 ABCD",
                @"other.test. 5400 CLASS32 A \# 1 00",
            ],
            records.Select(record => record.ToString()));
    }

    [Theory]
    [InlineData("TTL, then class", "a 60 IN A 192.0.2.1")]
    [InlineData("class, then TTL", "a IN 60 A 192.0.2.1")]
    [InlineData("TTL alone", "a 60 A 192.0.2.1")]
    [InlineData("a type by its number", "a 60 TYPE1 192.0.2.1")]
    [InlineData("a class by its number", "a 60 CLASS1 A 192.0.2.1")]
    [InlineData("lower case", "a 60 in a 192.0.2.1")]
    [InlineData("parentheses everywhere", "a ( 60\nIN\n\n) A ( ; comment\n192.0.2.1 )")]
    [InlineData("tabs and a line end of another system", "a\t60\tIN\tA\t192.0.2.1\r\n\r\n")]
    [InlineData("a comment that touches", "a 60 IN A 192.0.2.1;comment")]
    [InlineData("a mark of byte order in front", "\uFEFFa 60 IN A 192.0.2.1")]
    [InlineData("blanks on a line of their own", "   \n\ta 60 A 192.0.2.9\n", true)]
    [InlineData("a TTL stated before", "b 60 IN A 192.0.2.1\na A 192.0.2.1")]
    [InlineData("a TTL stated before, and a default", "$TTL 60\nb 61 IN A 192.0.2.1\na A 192.0.2.1")]
    public void Record_InAnyOfTheseForms_IsTheSame(string description, string text, bool lacksOwner = false)
    {
        bool read = ZoneFileReader.TryParse(text, Origin, out IReadOnlyList<ResourceRecord> records, out string? why);
        Assert.True(read == !lacksOwner, description + why);
        Assert.True(lacksOwner || records[^1].ToString() is "a.example. 60 IN A 192.0.2.1", description);
    }

    [Theory]
    [InlineData("no TTL", "a A 192.0.2.1", "line 1: the record has no TTL")]
    [InlineData("no owner", " 60 A 192.0.2.1", "line 1: the first record has no owner")]
    [InlineData("no type", "a 60 IN", "line 1: the record has no type")]
    [InlineData("no such type", "\n\na 60 IN WHAT 1", "line 3: 'WHAT' is no record type")]
    [InlineData("a TTL with its top bit set", "a 2147483648 A 192.0.2.1", "line 1: TTL")]
    [InlineData("a class twice", "a IN IN A 192.0.2.1", "'IN' is no record type")]
    [InlineData("data of another type", "$TTL 60\na A 192.0.2.1\nb A ::1\nc A 192.0.2.1", "line 3: A: '::1'")]
    [InlineData("an address of another class", "a 60 CH A 192.0.2.1", "\\#")]
    [InlineData("a record over lines is named by its first", "$TTL 60\na A (\n\n300.0.2.1\n)", "line 2: A:")]
    [InlineData("an owner with an empty label", "a..b 60 A 192.0.2.1", "line 1: owner:")]
    [InlineData("an owner in quotes", "\"a\" 60 A 192.0.2.1", "line 1: owner:")]
    [InlineData("another file", "$INCLUDE other.zone", "line 1: $INCLUDE is not followed")]
    [InlineData("a series", "\n$GENERATE 1-9 a$ A 192.0.2.$", "line 2: $GENERATE is not understood")]
    [InlineData("an unknown directive", "$WHAT", "line 1: '$WHAT'")]
    [InlineData("a default that is no time", "$TTL soon", "line 1: $TTL")]
    [InlineData("a default with its top bit set", "$TTL 2147483648", "line 1: $TTL")]
    [InlineData("an origin too many", "$ORIGIN a b", "line 1: $ORIGIN takes one value")]
    [InlineData("an origin with an empty label", "$ORIGIN ..", "line 1: $ORIGIN:")]
    [InlineData("a quote that is not closed", "\na 60 TXT \"a\nb 60 TXT b\"", "line 2: a quotation mark is not closed")]
    [InlineData("a parenthesis that is not closed", "\na 60 TXT ( a\n\n", "line 2: a parenthesis is not closed")]
    [InlineData("a parenthesis that was not opened", "\n\na 60 TXT a )", "line 3: a parenthesis is closed")]
    [InlineData("a backslash at the end of a line", "a 60 TXT a\\\nb", "line 1: a backslash")]
    public void Zone_Malformed_IsRefusedWithItsLine(string description, string text, string said)
    {
        Assert.False(ZoneFileReader.TryParse(text, Origin, out IReadOnlyList<ResourceRecord> records, out string? why), description);
        Assert.Empty(records);
        Assert.Contains(said, why, StringComparison.Ordinal);
        Assert.StartsWith("line ", why, StringComparison.Ordinal);
        Assert.All(why, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void Zone_WithoutRecords_IsEmpty()
    {
        Assert.True(ZoneFileReader.TryParse("; nothing\n\n", Origin, out IReadOnlyList<ResourceRecord> records, out _));
        Assert.Empty(records);
    }

    [Fact]
    public void Record_AsOneLine_IsRead()
    {
        Assert.True(ResourceRecord.TryParse("a 60 IN A 192.0.2.1", out ResourceRecord? record, out _));
        Assert.Equal("a. 60 IN A 192.0.2.1", record.ToString());
        Assert.False(ResourceRecord.TryParse("", out _, out string? why));
        Assert.Contains("exactly one", why, StringComparison.Ordinal);
        Assert.False(ResourceRecord.TryParse("a 60 A 192.0.2.1\nb 60 A 192.0.2.1", out _, out _));
        Assert.False(ResourceRecord.TryParse("a 60 A 192.0.2", out _, out why));
        Assert.Contains("192.0.2", why, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyRecords_Written_ReadBackEqual()
    {
        Gen<ResourceRecord> records = Gen.Select(DomainNameTests.Names, Gen.UShort, Gen.Int[0, int.MaxValue], Gen.Byte.Array[0, 20]).Select(
            (owner, number, ttl, octets) => new ResourceRecord(
                owner, (RecordClass)number, (uint)ttl, new Resolver.Wire.Rdata.UnknownRdata((RecordType)(number | 0x8000), octets)));
        records.Array[0, 5].Sample(written =>
            ZoneFileReader.TryParse(ZoneFileWriter.ToText(written), Origin, out IReadOnlyList<ResourceRecord> read, out _)
            && read.SequenceEqual(written)
            && read.Zip(written).All(pair => pair.First.Owner.EqualsExactly(pair.Second.Owner)));
    }

    [Fact]
    public void AnyText_IsReadOrRefusedAndNothingIsThrown() =>
        Gen.Char[" \"\\();$@.0123456789aAINTXsoTL\n\r\t\u00fc"].Array[0, 80].Sample(text =>
            ZoneFileReader.TryParse(new string(text), Origin, out _, out string? why) == why is null);
}
