using DaneCore.Cli.Options;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Tests.Options;

public sealed class OptionTextTests
{
    [Theory]
    [InlineData("2026-12-01", "2026-12-01T00:00:00Z")]
    [InlineData("2026-12-01T10:20Z", "2026-12-01T10:20:00Z")]
    [InlineData("2026-12-01T10:20:30Z", "2026-12-01T10:20:30Z")]
    [InlineData("2026-12-01T10:20:30", "2026-12-01T10:20:30Z")]
    [InlineData("2026-12-01T10:20:30.5Z", "2026-12-01T10:20:30.5Z")]
    [InlineData("2026-12-01T10:20:30+02:00", "2026-12-01T08:20:30Z")]
    [InlineData("20261201T102030Z", "2026-12-01T10:20:30Z")]
    public void Instant_InIsoForm_IsRead(string text, string expected)
    {
        Assert.True(OptionText.Instant(text, out DateTimeOffset instant, out _));
        Assert.Equal(DateTimeOffset.Parse(expected, null), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("01/12/2026")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("1764547200")]
    public void Instant_InAnyOtherForm_IsRefused(string text)
    {
        Assert.False(OptionText.Instant(text, out _, out string? why));
        Assert.Contains("2026-12-01T00:00:00Z", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", RecordType.A)]
    [InlineData("TLSA", RecordType.TLSA)]
    [InlineData("type52", RecordType.TLSA)]
    [InlineData("TYPE65280", (RecordType)65280)]
    [InlineData("ANY", RecordType.ANY)]
    public void Type_OfData_IsRead(string text, RecordType expected)
    {
        Assert.True(OptionText.Type(text, out RecordType type, out _));
        Assert.Equal(expected, type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TYPE0")]
    [InlineData("TYPE65536")]
    [InlineData("1")]
    [InlineData("A,MX")]
    [InlineData("example.com")]
    [InlineData("AXFR")]
    [InlineData("OPT")]
    [InlineData("TYPE250")]
    public void Type_NotOfData_IsRefused(string text) => Assert.False(OptionText.Type(text, out _, out _));

    [Theory]
    [InlineData("15", 15_000)]
    [InlineData("0.25", 250)]
    [InlineData("0.001", 1)]
    [InlineData("86400", 86_400_000)]
    public void Seconds_InRange_AreRead(string text, int milliseconds)
    {
        Assert.True(OptionText.Seconds(text, out TimeSpan time, out _));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.00000001")]
    [InlineData("0.0009")]
    [InlineData("-1")]
    [InlineData("86401")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("1,5")]
    public void Seconds_OutOfRange_AreRefused(string text) => Assert.False(OptionText.Seconds(text, out _, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("65535", 65535)]
    public void Iterations_InRange_AreRead(string text, int expected)
    {
        Assert.True(OptionText.Iterations(text, out int iterations, out _));
        Assert.Equal(expected, iterations);
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("many")]
    public void Iterations_OutOfRange_AreRefused(string text) => Assert.False(OptionText.Iterations(text, out _, out _));

    [Theory]
    [InlineData("example.com", "example.com.", null)]
    [InlineData("example.com@2026-12-01", "example.com.", "2026-12-01T00:00:00Z")]
    [InlineData("example.com@2026-12-01T10:20:30Z", "example.com.", "2026-12-01T10:20:30Z")]
    [InlineData("a@b", "a@b.", null)]
    public void NegativeAnchor_WithOrWithoutAnEnd_IsRead(string text, string name, string? until)
    {
        Assert.True(OptionText.Negative(text, out Resolver.Validation.NegativeTrustAnchor? negative, out string? why), why);
        Assert.Equal(DomainName.Parse(name), negative.Name);
        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, null), negative.Until);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3600", 3600)]
    public void Skew_UpToAnHour_IsRead(string text, int seconds)
    {
        Assert.True(OptionText.Skew(text, out TimeSpan skew, out _));
        Assert.Equal(TimeSpan.FromSeconds(seconds), skew);
    }

    [Theory]
    [InlineData("3601")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    public void Skew_OfAnyOtherForm_IsRefused(string text)
    {
        Assert.False(OptionText.Skew(text, out _, out string? why));
        Assert.Contains("from 0 to 3600", why, StringComparison.Ordinal);
    }
}
