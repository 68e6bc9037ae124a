using CsCheck;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class DomainNameOrderTests
{
    [Fact]
    [Requirement("4034-6.1-1")]
    public void Names_OfTheExampleInRfc4034Section61_StandInItsOrder()
    {
        string[] ordered =
        [
            "example.", "a.example.", "yljkjljk.a.example.", "Z.a.example.", "zABC.a.EXAMPLE.", "z.example.",
            @"\001.z.example.", "*.z.example.", @"\200.z.example.",
        ];
        DomainName[] names = [.. ordered.Reverse().Select(DomainName.Parse)];
        Array.Sort(names);
        Assert.Equal(ordered, names.Select(name => name.ToString()));
    }

    [Theory]
    [Requirement("4034-6.1-1")]
    [InlineData("letters fold", "EXAMPLE.", "example.", true)]
    [InlineData("letters fold at both ends", "AZ.", "az.", true)]
    [InlineData("what is beside the letters does not: @ and `", @"\@.", "`.", false)]
    [InlineData("what is beside the letters does not: [ and {", "[.", "{.", false)]
    [InlineData("octets of 0x80 and more do not fold", @"\192.", @"\224.", false)]
    [InlineData("equal octets of 0x80 and more are equal", @"\192A.", @"\192a.", true)]
    [InlineData("a dot inside a label parts nothing", @"a\.b.", "a.b.", false)]
    public void Equality_FoldsAtoZAlone(string description, string left, string right, bool equal)
    {
        var one = DomainName.Parse(left);
        var two = DomainName.Parse(right);
        Assert.True(equal == one.Equals(two), description);
        Assert.True(equal == (one.CompareTo(two) == 0), description);
        Assert.True(!equal || one.GetHashCode() == two.GetHashCode(), description);
        Assert.True(equal == one.ToCanonical().EqualsExactly(two.ToCanonical()), description);
    }

    // Names are folded sixteen octets at once: each octet stands once at each place of two such stretches.
    [Fact]
    [Requirement("4034-6.1-1")]
    public void Canonical_AnyOctetAtAnyPlace_IsWhatOneByOneGives()
    {
        for (int octet = 0; octet <= byte.MaxValue; octet++)
        {
            for (int at = 0; at < 33; at++)
            {
                byte[] wire = [33, .. Enumerable.Repeat((byte)'Q', 33), 0];
                wire[1 + at] = (byte)octet;
                byte[] expected = [33, .. wire[1..^1].Select(one => (byte)(one is >= (byte)'A' and <= (byte)'Z' ? one + 32 : one)), 0];
                Assert.True(DomainName.TryFromWire(wire, out DomainName? name) & DomainName.TryFromWire(expected, out DomainName? lower));

                Assert.Equal(expected, name!.ToCanonical().Wire.ToArray());
                Assert.Equal(lower!.GetHashCode(), name.GetHashCode());
            }
        }
    }

    [Theory]
    [InlineData("itself", "example.com.", "example.com.", true, false)]
    [InlineData("a child", "www.Example.com.", "example.COM.", true, true)]
    [InlineData("everything is below the root", "com.", ".", true, true)]
    [InlineData("a longer label with the same end", "badexample.com.", "example.com.", false, false)]
    [InlineData("octets that look like a label's length", @"a\007example.com.", "example.com.", false, false)]
    [InlineData("the other way round", "com.", "www.com.", false, false)]
    public void Kinship_GoesByWholeLabels(string description, string name, string ancestor, bool atOrBelow, bool below)
    {
        Assert.True(atOrBelow == DomainName.Parse(name).IsAtOrBelow(DomainName.Parse(ancestor)), description);
        Assert.True(below == DomainName.Parse(name).IsStrictlyBelow(DomainName.Parse(ancestor)), description);
    }

    [Theory]
    [InlineData("a.b.example.", "c.B.example.", "b.example.")]
    [InlineData("a.example.", "a.test.", ".")]
    [InlineData("a.example.", "x.a.example.", "a.example.")]
    [InlineData("xb.example.", "b.example.", "example.")]
    public void CommonAncestor_IsTheLongestSharedEnd(string left, string right, string shared)
    {
        Assert.Equal(DomainName.Parse(shared), DomainName.Parse(left).CommonAncestor(DomainName.Parse(right)));
        Assert.Equal(DomainName.Parse(shared), DomainName.Parse(right).CommonAncestor(DomainName.Parse(left)));
    }

    [Fact]
    public void Order_OfAnyThreeNames_IsTotal() =>
        Gen.Select(DomainNameTests.Names, DomainNameTests.Names, DomainNameTests.Names).Sample((a, b, c) =>
            Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
            && (a.CompareTo(b) == 0) == a.Equals(b)
            && (a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0)
            && a.CompareTo(a.ToCanonical()) == 0
            && a.CompareTo(null) > 0);

    [Fact]
    public void Order_OfAnyParentAndChild_PutsTheParentFirst() =>
        DomainNameTests.Names.Where(name => !name.IsRoot)
            .Sample(name => name.Parent().CompareTo(name) < 0 && name.IsStrictlyBelow(name.Parent()));
}
