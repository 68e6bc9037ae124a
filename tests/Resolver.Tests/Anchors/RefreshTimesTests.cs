using DaneCore.Resolver.Anchors;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>RFC 5011 section 2.3, each side of each bound.</summary>
public sealed class RefreshTimesTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(2, 480, 1)]
    [InlineData(4, 480, 2)]
    [InlineData(48, 504, 24)]
    [InlineData(48, 10, 5)]
    [InlineData(720, 720, 360)]
    [InlineData(5000, 5000, 360)]
    [Requirement("5011-2.3-1")]
    public void Query_AfterASetOf_IsIn(int ttlHours, int lifeHours, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), RefreshTimes.Query(TimeSpan.FromHours(ttlHours), TimeSpan.FromHours(lifeHours)));

    [Theory]
    [InlineData(0, 0, 60)]
    [InlineData(48, 504, 288)]
    [InlineData(48, 11, 66)]
    [InlineData(48, 9, 60)]
    [InlineData(240, 240, 1440)]
    [InlineData(5000, 5000, 1440)]
    [Requirement("5011-2.3-2")]
    public void Retry_AfterASetOf_IsIn(int ttlHours, int lifeHours, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), RefreshTimes.Retry(TimeSpan.FromHours(ttlHours), TimeSpan.FromHours(lifeHours)));
}
