using CsCheck;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class DomainNameTests
{
    private static readonly string Label63 = new('a', 63);

    /// <summary>Names of any octets, short labels and long ones, up to the limit.</summary>
    internal static Gen<DomainName> Names { get; } =
        Gen.Byte.Array[1, 63].Array[0, 8].Select(labels =>
        {
            DomainName name = DomainName.Root;
            foreach (byte[] label in labels)
            {
                name = name.TryPrepend(label, out DomainName? longer) ? longer : name;
            }

            return name;
        });

    [Theory]
    [InlineData("the root", ".", ".", 0)]
    [InlineData("a final dot left out", "example.com", "example.com.", 2)]
    [InlineData("the case is kept", "ExAmPlE.com.", "ExAmPlE.com.", 2)]
    [InlineData("a dot inside a label", @"a\.b.com.", @"a\.b.com.", 2)]
    [InlineData("a dot inside a label, in digits", @"a\046b.com.", @"a\.b.com.", 2)]
    [InlineData("zero and 255", @"\000\255.", @"\000\255.", 1)]
    [InlineData("a blank", @"a\ b.", @"a\032b.", 1)]
    [InlineData("a letter in digits", @"\097.", "a.", 1)]
    [InlineData("what a zone file would misread", @"\@\$\;\(\)\""\\.", @"\@\$\;\(\)\""\\.", 1)]
    [InlineData("escape character of terminals", @"\027[31m.", @"\027[31m.", 1)]
    [InlineData("a wildcard", "*.example.", "*.example.", 2)]
    public void Text_WellFormed_IsRead(string description, string text, string written, int labels)
    {
        Assert.True(DomainName.TryParse(text, out DomainName? name, out string? why), description + why);
        Assert.Equal(written, name.ToString());
        Assert.Equal(labels, name.LabelCount);
        Assert.True(DomainName.Parse(written).EqualsExactly(name), description);
    }

    [Theory]
    [InlineData("nothing", "", "missing")]
    [InlineData("an empty label inside", "a..b.", "empty label")]
    [InlineData("an empty label in front", ".a.", "empty label")]
    [InlineData("two dots", "..", "empty label")]
    [InlineData("a number above 255", @"\256.", "escape")]
    [InlineData("too few digits", @"\12.", "escape")]
    [InlineData("a backslash at the end", @"a\", "escape")]
    [InlineData("a letter beyond ASCII", "b\u00fccher.example.", "xn--")]
    [InlineData("a bare blank", "a b.", "escape")]
    [InlineData("a control character", "a\u001bb.", "escape")]
    [InlineData("an escaped letter beyond ASCII", "\\\u00fc.", "escape")]
    public void Text_Malformed_IsRefusedInWords(string description, string text, string said)
    {
        Assert.False(DomainName.TryParse(text, out _, out string? why), description);
        Assert.Contains(said, why, StringComparison.Ordinal);
        Assert.All(why, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void Parse_Malformed_ThrowsWithTheSameWords()
    {
        FormatException thrown = Assert.Throws<FormatException>(() => DomainName.Parse("a..b"));
        Assert.Contains("empty label", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_Of63Octets_IsTheLongest()
    {
        Assert.True(DomainName.TryParse(Label63 + ".", out _));
        Assert.False(DomainName.TryParse(Label63 + "a.", out _, out string? why));
        Assert.Contains("63", why, StringComparison.Ordinal);
        Assert.True(DomainName.Root.TryPrepend(new byte[63], out _));
        Assert.False(DomainName.Root.TryPrepend(new byte[64], out _));
        Assert.False(DomainName.Root.TryPrepend([], out _));
    }

    [Fact]
    public void Name_Of255Octets_IsTheLongest()
    {
        // Three labels of 63 and one of 61: 3 * 64 + 62 + 1.
        string longest = $"{Label63}.{Label63}.{Label63}.{new string('a', 61)}.";
        Assert.True(DomainName.TryParse(longest, out DomainName? name));
        Assert.Equal(DomainName.MaxWireLength, name.Wire.Length);
        Assert.False(name.TryPrepend("a"u8, out _));
        Assert.False(name.TryWildcardChild(out _));
        Assert.False(DomainName.TryParse("a" + longest, out _));
        Assert.False(DomainName.TryParse($"{Label63}.{Label63}.{Label63}.{new string('a', 62)}.", out _, out string? why));
        Assert.Contains("255", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_Of127Labels_IsTheMost()
    {
        string most = string.Concat(Enumerable.Repeat("a.", 127));
        Assert.True(DomainName.TryParse(most, out DomainName? name));
        Assert.Equal(127, name.LabelCount);
        Assert.False(DomainName.TryParse("a." + most, out _));
    }

    [Theory]
    [InlineData("the root", "00", true)]
    [InlineData("one label", "016100", true)]
    [InlineData("nothing", "", false)]
    [InlineData("no final zero", "0161", false)]
    [InlineData("a label cut short", "0261", false)]
    [InlineData("an octet left over", "01610000", false)]
    [InlineData("a label of 64", "40", false)]
    [InlineData("a pointer", "C000", false)]
    public void Wire_Whole_IsReadAndRestIsRefused(string description, string wire, bool holds)
    {
        byte[] octets = Convert.FromHexString(wire);
        Assert.True(holds == DomainName.TryFromWire(octets, out DomainName? name), description);
        Assert.True(name is null || name.Wire.SequenceEqual(octets), description);
    }

    [Fact]
    public void Wire_Of256Octets_IsRefused()
    {
        byte[] wire = new byte[256];
        for (int at = 0; at < 192; at += 64)
        {
            wire[at] = 63;
        }

        wire[192] = 61;
        Assert.True(DomainName.TryFromWire(wire.AsSpan(0, 255), out _));
        wire[192] = 62;
        Assert.False(DomainName.TryFromWire(wire, out _));
    }

    [Fact]
    public void Parts_OfAName_AreThoseOfItsText()
    {
        var name = DomainName.Parse("www.example.com.");
        Assert.True(name.Label(0).SequenceEqual("www"u8));
        Assert.True(name.Label(2).SequenceEqual("com"u8));
        Assert.Equal(DomainName.Parse("example.com."), name.Parent());
        Assert.Equal(DomainName.Parse("com."), name.Ancestor(1));
        Assert.Same(name, name.Ancestor(3));
        Assert.True(name.Ancestor(0).IsRoot);
        Assert.Throws<InvalidOperationException>(() => DomainName.Root.Parent());
        Assert.Throws<ArgumentOutOfRangeException>(() => name.Ancestor(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => name.Label(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => name.Label(-1).Length);
    }

    [Fact]
    public void Wildcard_IsALoneAsterisk()
    {
        Assert.True(DomainName.Parse("example.").TryWildcardChild(out DomainName? wildcard));
        Assert.Equal("*.example.", wildcard.ToString());
        Assert.True(wildcard.IsWildcard);
        Assert.False(DomainName.Parse("**.example.").IsWildcard);
        Assert.False(DomainName.Parse("a.*.example.").IsWildcard);
    }

    [Theory]
    [InlineData("a name below", "www.a.example.", "a.example.", "b.test.", "www.b.test.")]
    [InlineData("to the root", "www.example.", "example.", ".", "www.")]
    [InlineData("from the root", "www.", ".", "test.", "www.test.")]
    [InlineData("several labels", "x.y.Example.", "eXAMPLE.", "a.b.c.", "x.y.a.b.c.")]
    public void Ancestor_Replaced_KeepsTheLabelsBelow(
        string description, string name, string ancestor, string replacement, string result)
    {
        Assert.True(
            DomainName.Parse(name).TryReplaceAncestor(
                DomainName.Parse(ancestor), DomainName.Parse(replacement), out DomainName? replaced),
            description);
        Assert.Equal(result, replaced.ToString());
        Assert.Equal(DomainName.Parse(result).LabelCount, replaced.LabelCount);
    }

    [Fact]
    public void Ancestor_ReplacedByTooLongAName_IsRefused()
    {
        // 255 octets fit exactly; one more label octet does not.
        var replacement = DomainName.Parse($"{Label63}.{Label63}.{Label63}.{new string('b', 57)}.");
        var fits = DomainName.Parse("aaa.example.");
        Assert.True(fits.TryReplaceAncestor(DomainName.Parse("example."), replacement, out DomainName? replaced));
        Assert.Equal(DomainName.MaxWireLength, replaced.Wire.Length);
        var longer = DomainName.Parse("aaaa.example.");
        Assert.False(longer.TryReplaceAncestor(DomainName.Parse("example."), replacement, out _));
    }

    [Fact]
    public void AnyName_WrittenAsText_ReadsBackExactly() =>
        Names.Sample(name =>
        {
            string text = name.ToString();
            return text.All(c => c is > ' ' and < '\x7F')
                && DomainName.TryParse(text, out DomainName? read)
                && read.EqualsExactly(name)
                && read.LabelCount == name.LabelCount;
        });

    [Fact]
    public void AnyName_WrittenToASpan_IsItsTextOrNothing() =>
        Names.Sample(name =>
        {
            string text = name.ToString();
            char[] room = new char[text.Length];
            Span<char> wide = stackalloc char[4 * DomainName.MaxWireLength];
            return name.TryFormat(room, out int written, "", null) && written == text.Length && text.AsSpan().SequenceEqual(room)
                && name.TryFormat(wide, out written, "", null) && wide[..written].SequenceEqual(text)
                && !name.TryFormat(room.AsSpan(1), out written, "", null) && written == 0
                && $"{name}" == text;
        });

    [Fact]
    public void LongestText_EveryOctetInDigits_FitsAndReadsBack()
    {
        byte[] label = [63, .. Enumerable.Repeat((byte)0xFF, 63)];
        byte[] wire = [.. label, .. label, .. label, 61, .. Enumerable.Repeat((byte)0, 61), 0];
        WireReader reader = new(wire);
        Assert.True(reader.TryReadName(out DomainName? name));
        Assert.Equal((4 * (63 + 63 + 63 + 61)) + 4, name.ToString().Length);
        Assert.True(DomainName.Parse(name.ToString()).EqualsExactly(name));
    }

    [Fact]
    public void AnyName_OnTheWire_ReadsBackExactly() =>
        Names.Sample(name =>
        {
            WireReader reader = new(name.Wire);
            return reader.TryReadName(out DomainName? read) && reader.AtEnd && read.EqualsExactly(name);
        });
}
