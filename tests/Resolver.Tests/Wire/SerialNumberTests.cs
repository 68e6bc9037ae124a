using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class SerialNumberTests
{
    [Theory]
    [Requirement("4034-3.1.5-3")]
    [InlineData("the next", 0u, 1u, true)]
    [InlineData("itself", 5u, 5u, false)]
    [InlineData("the one before", 1u, 0u, false)]
    [InlineData("over the end", 0xFFFF_FFFFu, 0u, true)]
    [InlineData("just below half the circle", 0u, 0x7FFF_FFFFu, true)]
    [InlineData("exactly half the circle", 0u, 0x8000_0000u, false)]
    [InlineData("exactly half the circle, the other way", 0x8000_0000u, 0u, false)]
    [InlineData("just above half the circle", 0u, 0x8000_0001u, false)]
    public void Order_GoesRoundTheCircle(string description, uint left, uint right, bool before) =>
        Assert.True(before == SerialNumber.IsBefore(left, right), description);

    [Theory]
    [InlineData("now", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("before 2106, seen from after it", "2106-02-07T06:28:15Z", "2106-03-01T00:00:00Z")]
    [InlineData("after 2106, seen from before it", "2106-02-07T06:28:17Z", "2106-01-01T00:00:00Z")]
    public void Instant_NearestToAnother_IsMeant(string description, string meant, string near)
    {
        var instant = DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture);
        var reference = DateTimeOffset.Parse(near, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(instant == SerialNumber.ToInstant(SerialNumber.FromInstant(instant), reference), description);
    }

    [Fact]
    public void Instant_AtTheEndsOfTime_IsClamped()
    {
        Assert.True(SerialNumber.ToInstant(0x7FFF_0000, DateTimeOffset.MaxValue) <= DateTimeOffset.MaxValue);
        uint before = unchecked(SerialNumber.FromInstant(DateTimeOffset.MinValue) - 100);
        Assert.Equal(DateTimeOffset.MinValue, SerialNumber.ToInstant(before, DateTimeOffset.MinValue));
    }
}
