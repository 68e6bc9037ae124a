using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Tests.Signing;

public sealed class ZoneContentTests
{
    [Fact]
    public void Parse_TextWithoutSoaAndNs_AddsThem()
    {
        var content = ZoneContent.Parse("test", "www A 192.0.2.1");
        Assert.Equal([RecordType.SOA, RecordType.NS, RecordType.A], content.Records.Select(record => record.Type));
        Assert.Equal(300u, content.Soa!.Minimum);
    }

    [Fact]
    public void Parse_TextWithSoaAndNs_IsTakenAsItIs()
    {
        var content = ZoneContent.Parse("test", "@ SOA a b 1 2 3 4 5\n@ NS c");
        Assert.Equal(2, content.Records.Count);
        Assert.Equal(5u, content.Soa!.Minimum);
    }

    [Fact]
    public void Parse_NameOutside_SaysWhich()
    {
        FormatException fault = Assert.Throws<FormatException>(() => ZoneContent.Parse("test", "www.other. A 192.0.2.1"));
        Assert.Equal("www.other. is not in the zone test.", fault.Message);
    }

    [Fact]
    public void Without_TypeOrName_TakesOutThatMuch()
    {
        var content = ZoneContent.Parse("test", "www A 192.0.2.1\nwww AAAA 2001:db8::1");
        var www = DomainName.Parse("www.test");
        Assert.Equal(3, content.Without(www, RecordType.A).Records.Count);
        Assert.Equal(2, content.Without(www).Records.Count);
    }

    [Fact]
    public void ToZoneFile_ReadAgain_IsTheSame()
    {
        Assert.True(ZoneContent.TryParse(ExampleZone.Content.ToZoneFile(), out ZoneContent? again, out string? why), why);
        Assert.Equal(ExampleZone.Content.Apex, again.Apex);
        Assert.Equal(ExampleZone.Content.Records, again.Records);
    }

    [Fact]
    public void TryParse_TwoSoas_IsNoZone()
    {
        Assert.False(ZoneContent.TryParse("a. 1 SOA a. b. 1 2 3 4 5\nb. 1 SOA a. b. 1 2 3 4 5", out _, out string? why));
        Assert.Equal("there are SOA records for 2 names; a file holds one zone", why);
    }
}
