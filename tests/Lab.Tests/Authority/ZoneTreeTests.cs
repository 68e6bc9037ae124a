using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Authority;

public sealed class ZoneTreeTests
{
    private static readonly DomainName Child = DomainName.Parse("child.test");

    private static readonly ZoneContent ChildContent = ZoneContent.Parse("child.test", "@ NS ns\nns A 192.0.2.53\nns AAAA 2001:db8::53\nwww A 192.0.2.80");

    [Fact]
    public void Sign_ChildWithPlan_GivesTheParentNsGlueAndDs()
    {
        ZoneSet zones = new ZoneTree().Add(ZoneContent.Parse("test", ""), ExampleZone.Plan()).Add(ChildContent, ExampleZone.Plan()).Sign();
        string[] referral = ReplyText.Of(new ZoneSet(zones.Zones[0]).AnswerAuthoritatively(new Question(DomainName.Parse("www.child.test"), RecordType.A)));
        Assert.Equal("au child.test. NS ns.child.test.", referral[1]);
        Assert.Equal(["ad ns.child.test. A 192.0.2.53", "ad ns.child.test. AAAA 2001:db8::53"], referral[^2..]);
        DsRdata ds = Assert.IsType<DsRdata>(Assert.Single(zones.Zones[0].Sets.Single(set => set.Type == RecordType.DS).Data));
        Assert.True(DelegationDigest.Matches(Child, zones.Find(Child)!.Keys.Single(), ds));
    }

    [Fact]
    public void Sign_ChildWithoutPlanOrWithoutDigests_GivesTheParentNoDs()
    {
        foreach (SigningPlan? plan in (SigningPlan?[])[null, ExampleZone.Plan() with { DelegationDigests = [] }])
        {
            ZoneSet zones = new ZoneTree().Add(ZoneContent.Parse("test", ""), ExampleZone.Plan()).Add(ChildContent, plan).Sign();
            Assert.DoesNotContain(zones.Zones[0].Sets, set => set.Type == RecordType.DS);
            Assert.Contains(zones.Zones[0].Sets, set => set.Type == RecordType.NS && set.Owner.Equals(Child));
        }
    }

    [Fact]
    public void Sign_ParentThatSaysItself_IsBelieved()
    {
        var parent = ZoneContent.Parse("test", $"child NS ns.elsewhere.\nchild DS 1 13 2 {new string('0', 64)}");
        ZoneSet zones = new ZoneTree().Add(parent, ExampleZone.Plan()).Add(ChildContent, ExampleZone.Plan()).Sign();
        Assert.Equal($"1 13 2 {new string('0', 64)}", Assert.Single(zones.Zones[0].Sets.Single(set => set.Type == RecordType.DS).Data).ToString());
        Assert.Equal("ns.elsewhere.", Assert.Single(zones.Zones[0].Sets.Single(set => set.Type == RecordType.NS && set.Owner.Equals(Child)).Data).ToString());
    }

    [Fact]
    public void Sign_ZoneBetweenThatIsNotHere_IsSkipped()
    {
        ZoneSet zones = new ZoneTree().Add(ZoneContent.Parse(".", ""), ExampleZone.Plan()).Add(ChildContent, ExampleZone.Plan()).Sign();
        Assert.Contains(zones.Zones[0].Sets, set => set.Type == RecordType.DS && set.Owner.Equals(Child));
    }
}
