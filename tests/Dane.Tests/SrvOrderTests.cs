using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Tests;

/// <summary>The order of SRV targets (RFC 2782): priorities are strict, weights are odds.</summary>
public sealed class SrvOrderTests
{
    [Fact]
    public void Priorities_ComeBeforeWeights_AndWeightsBeforeNames() =>
        Assert.Equal(
            "c b a d",
            Letters(SrvOrder.Of([Target("d", 20, 9), Target("a", 10, 1), Target("b", 10, 5), Target("c", 5, 0)], pick: null)));

    [Fact]
    public void Priorities_AreKept_WhateverIsThrown()
    {
        for (int thrown = 0; thrown < 64; thrown++)
        {
            IReadOnlyList<SrvTarget> order = SrvOrder.Of(
                [Target("a", 2, 7), Target("b", 1, 0), Target("c", 2, 0), Target("d", 1, 65535), Target("e", 3, 1)], below => thrown * 1021 % below);
            Assert.Equal([1, 1, 2, 2, 3], order.Select(target => target.Priority));
            Assert.Equal(5, order.Distinct().Count());
        }
    }

    // Of all that can be thrown, each as often as the next: RFC 2782 counts from 0 to the sum, both included.
    [Theory]
    [InlineData("1 3", "a a b b b")]
    [InlineData("3 1", "a a a a b")]
    [InlineData("0 4", "a b b b b")]
    [InlineData("4 0", "b a a a a")]
    public void First_IsDrawnByWeight(string weights, string first) =>
        Assert.Equal(first, string.Join(' ', Enumerable.Range(0, 5).Select(thrown => First(weights, below => below == 5 ? thrown : 0))));

    // Where nobody has any weight, each place of the order is thrown for.
    [Fact]
    public void First_OfTargetsWithoutWeight_IsAnyOfThem()
    {
        string[] first =
        [
            .. from third in Enumerable.Range(0, 3)
               from second in Enumerable.Range(0, 2)
               select First("0 0 0", below => below == 3 ? third : below == 2 ? second : 0),
        ];
        Assert.Equal(["a", "a", "b", "b", "c", "c"], first.Order(StringComparer.Ordinal));
    }

    private static string First(string weights, Func<int, int> pick) =>
        Letters(SrvOrder.Of(weights.Split(' ').Select((weight, at) => Target(((char)('a' + at)).ToString(), 1, ushort.Parse(weight, CultureInfo.InvariantCulture))), pick))[..1];

    private static SrvTarget Target(string name, ushort priority, ushort weight) => new(DomainName.Parse(name), 443, priority, weight);

    private static string Letters(IReadOnlyList<SrvTarget> targets) => string.Join(' ', targets.Select(target => target.Host.ToString().TrimEnd('.')));
}
