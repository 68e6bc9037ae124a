using DaneCore.Cli.Output;

namespace DaneCore.Cli.Tests.Output;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("mx.example.com", "mx.example.com")]
    [InlineData("", "")]
    [InlineData(" ~", " ~")]
    [InlineData("a\u001b[31mred", @"a\u{1b}[31mred")]
    [InlineData("\u009b31m", @"\u{9b}31m")]
    [InlineData("two\r\nlines", @"two\u{d}\u{a}lines")]
    [InlineData("a\u0000b\tc\u007f", @"a\u{0}b\u{9}c\u{7f}")]
    [InlineData("\u202egro.elpmaxe", @"\u{202e}gro.elpmaxe")]
    [InlineData("\u2066x\u2069", @"\u{2066}x\u{2069}")]
    [InlineData("\u200bzero\ufeff", @"\u{200b}zero\u{feff}")]
    [InlineData("\u0430pple", @"\u{430}pple")]
    [InlineData("caf\u00e9", @"caf\u{e9}")]
    [InlineData("\U0001f600", @"\u{1f600}")]
    [InlineData(@"\027", @"\027")]
    public void Text_Any_IsPrintableAsciiAfterwards(string text, string expected)
    {
        Assert.Equal(expected, TerminalText.Of(text));
        Assert.All(TerminalText.Of(text), c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void Text_WithHalfACharacter_ShowsThatItIsBroken() => Assert.Equal(@"\u{fffd}b", TerminalText.Of("\ud800b"));

    [Fact]
    public void Report_OfAnyText_ReadsNothingAsMarkup()
    {
        using StringWriter output = new() { NewLine = "\n" };
        TextReport report = new(new Terminal(output, output));

        report.Line("[red]\u001b[0m[/]");
        report.Field("[b]", "[/]\u202e");
        report.Table(["a[b]", "b"], [(Tone.Bad, ["[link=x]", "\u0007\n\u202e"])]);

        Assert.Contains(@"[red]\u{1b}[0m[/]", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(@"[/]\u{202e}", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[link=x]", output.ToString(), StringComparison.Ordinal);
        Assert.All(output.ToString(), c => Assert.True(c is '\n' or (>= ' ' and <= '~') or (>= '\u2500' and <= '\u257f')));
    }

    [Fact]
    public void Refusal_OfTextWithLines_IsOneLine()
    {
        using StringWriter error = new() { NewLine = "\n" };
        int code = new Terminal(TextWriter.Null, error).Refuse(ExitCode.Unreadable, "one\ntwo\u001b]0;title\u0007");

        Assert.Equal(2, code);
        Assert.Equal("danecore: one two\\u{1b}]0;title\\u{7}\n", error.ToString());
    }
}
