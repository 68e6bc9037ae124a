using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

public class MinimisedNameTests
{
    private static readonly IterationLimits Limits = new();

    [Theory]
    [InlineData("www.example.lab", ".", 0, "lab.")]
    [InlineData("www.example.lab", "lab", 1, "example.lab.")]
    [InlineData("www.example.lab", "example.lab", 2, "www.example.lab.")]
    [InlineData("example.lab", "example.lab", 2, "example.lab.")]
    [InlineData(".", ".", 0, ".")]
    [InlineData("_25._tcp.mx.example.lab", "example.lab", 2, "mx.example.lab.")]
    [InlineData("_25._tcp.mx.example.lab", "mx.example.lab", 3, "_25._tcp.mx.example.lab.")] // labels with an underscore all at once
    [InlineData("x._25._tcp.mx.example.lab", "mx.example.lab", 3, "x._25._tcp.mx.example.lab.")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.lab", "lab", 1, "m.lab.")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.lab", "k.l.m.lab", 4, "j.k.l.m.lab.")] // 10 left over 6 queries: one
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.lab", "k.l.m.lab", 6, "i.j.k.l.m.lab.")] // 10 left over 4 queries: two
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.lab", "k.l.m.lab", 9, "a.b.c.d.e.f.g.h.i.j.k.l.m.lab.")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.lab", "k.l.m.lab", 10, "a.b.c.d.e.f.g.h.i.j.k.l.m.lab.")]
    public void Name_AfterSoManyQueries_GrowsByThis(string name, string known, int shown, string next) =>
        Assert.Equal(next, MinimisedName.Next(DomainName.Parse(name), DomainName.Parse(known), shown, Limits).ToString());

    [Fact]
    public void Name_OfTheLongestKind_IsWholeWithinTenQueries()
    {
        var name = DomainName.Parse(string.Join('.', Enumerable.Repeat("a", 127)));
        DomainName known = DomainName.Root;
        int shown = 0;
        while (known.LabelCount < name.LabelCount)
        {
            known = MinimisedName.Next(name, known, shown++, Limits);
        }

        Assert.Equal(10, shown);
    }
}
