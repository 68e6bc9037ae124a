using CsCheck;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire.Text;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("seconds", "3600", 3600u)]
    [InlineData("the most", "4294967295", 4294967295u)]
    [InlineData("units", "1h30m", 5400u)]
    [InlineData("every unit, in any case", "1W1d1H1m1s", 694861u)]
    [InlineData("nothing", "0", 0u)]
    public void Seconds_WithOrWithoutUnits_AreRead(string description, string text, uint seconds)
    {
        Assert.True(SecondsText.TryParse(text, out uint read), description);
        Assert.Equal(seconds, read);
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("one too many", "4294967296")]
    [InlineData("far too many", "99999999999999999999999")]
    [InlineData("too many weeks", "7102w")]
    [InlineData("a unit alone", "h")]
    [InlineData("a unit twice", "1hh")]
    [InlineData("a number without its unit", "1h30")]
    [InlineData("an unknown unit", "1y")]
    [InlineData("a sign", "-1")]
    [InlineData("digits of another script", "\u0661")]
    public void Seconds_Malformed_AreRefused(string description, string text) =>
        Assert.False(SecondsText.TryParse(text, out _), description);

    [Theory]
    [Requirement("4034-3.2-2")]
    [InlineData("a date", "20191202000000", 1575244800u)]
    [InlineData("seconds", "1575244800", 1575244800u)]
    [InlineData("the first second", "19700101000000", 0u)]
    [InlineData("the last second", "21060207062815", 4294967295u)]
    [InlineData("a leap day", "20200229235959", 1583020799u)]
    public void SignatureTime_AsDateOrSeconds_IsRead(string description, string text, uint time)
    {
        Assert.True(SignatureTime.TryParse(text, out uint read), description);
        Assert.Equal(time, read);
    }

    [Theory]
    [Requirement("4034-3.2-2")]
    [InlineData("nothing", "")]
    [InlineData("before the first second", "19691231235959")]
    [InlineData("after the last second", "21060207062816")]
    [InlineData("no such day", "20190229000000")]
    [InlineData("no such hour", "20190228240000")]
    [InlineData("more seconds than 32 bits", "4294967296")]
    [InlineData("a date with a blank", "2019120200000 ")]
    [InlineData("13 digits", "2019120200000")]
    public void SignatureTime_Malformed_IsRefused(string description, string text) =>
        Assert.False(SignatureTime.TryParse(text, out _), description);

    [Fact]
    public void AnySignatureTime_ReadsBack() =>
        Gen.UInt.Sample(time => SignatureTime.TryParse(SignatureTime.ToText(time), out uint read) && read == time);
}
