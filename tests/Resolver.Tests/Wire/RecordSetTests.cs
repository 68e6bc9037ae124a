using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class RecordSetTests
{
    [Fact]
    [Requirement("4034-3-1")]
    [Requirement("4034-3-2")]
    public void Records_AreGroupedByNameTypeAndClassWithTheirSignatures()
    {
        IReadOnlyList<RecordSet> sets = Group(
            """
            a.example. 60 IN A 192.0.2.1
            A.EXAMPLE. 30 IN A 192.0.2.2
            a.example. 60 IN A 192.0.2.1
            a.example. 60 IN RRSIG A 8 2 60 2 1 1 example. AQ==
            a.example. 60 IN RRSIG A 8 2 60 2 1 1 example. AQ==
            a.example. 60 CH A \# 0
            a.example. 60 IN AAAA ::1
            a.example. 10 IN RRSIG AAAA 8 2 60 2 1 1 example. AQ==
            b.example. 60 IN RRSIG NSEC 8 2 60 2 1 1 example. AQ==
            """);
        Assert.Equal(
            ["a.example. A IN 30 2 1", "a.example. A CH 60 1 0", "a.example. AAAA IN 10 1 1", "b.example. NSEC IN 0 0 1"],
            sets.Select(set => $"{set.Owner} {set.Type} {set.Class} {set.Ttl} {set.Data.Count} {set.Signatures.Count}"));
        Assert.Equal(2, sets[0].Records.Count());
    }

    [Fact]
    public void Data_EqualInCanonicalForm_IsOne()
    {
        var set = RecordSet.Create(
            DomainName.Parse("example."),
            RecordType.MX,
            60,
            [new MxRdata(10, DomainName.Parse("Mx.example.")), new MxRdata(10, DomainName.Parse("mX.example.")), new MxRdata(20, DomainName.Parse("mx.example."))]);
        Assert.Equal(["10 Mx.example.", "20 mx.example."], set.Data.Select(data => data.ToString()));
    }

    private static IReadOnlyList<RecordSet> Group(string zone)
    {
        Assert.True(ZoneFileReader.TryParse(zone, DomainName.Root, out IReadOnlyList<ResourceRecord> records, out string? why), why);
        return RecordSet.Group(records);
    }
}
