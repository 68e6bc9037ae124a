using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Tests.Protocol;

public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData(3, "550 no / no / no")]
    [InlineData(4, "550 no / no / no / ... (1 more lines)")]
    [InlineData(128, "550 no / no / no / ... (125 more lines)")]
    public void Text_OfManyLines_ShowsThreeAndCountsTheRest(int lines, string expected) =>
        Assert.Equal(expected, new SmtpReply(550, [.. Enumerable.Repeat("no", lines)]).ToString());

    [Theory]
    [InlineData(508, false)]
    [InlineData(509, true)]
    public void Text_OfALongLine_IsCutAt512Characters(int length, bool isCut)
    {
        string text = new SmtpReply(550, [new string('x', length)]).ToString();

        Assert.Equal(isCut, text.EndsWith("...", StringComparison.Ordinal));
        Assert.Equal(512, text.Length);
    }
}
