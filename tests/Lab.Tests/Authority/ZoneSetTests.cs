using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Authority;

public sealed class ZoneSetTests
{
    private static readonly ZoneSet Zones = new ZoneTree()
        .Add(ZoneContent.Parse(".", "lonely NS ns.lonely"), ExampleZone.Plan())
        .Add(ExampleZone.Content.Without(DomainName.Parse("b.example")), ExampleZone.Plan())
        .Add(ZoneContent.Parse("test", "www CNAME x.w.example.\n*.wild CNAME alias.example.\nround CNAME trip\ntrip CNAME round\nout CNAME host.lonely.\nd DNAME old.example.\n"), ExampleZone.Plan(denial: ExampleZone.Scheme("nsec3")))
        .Add(ZoneContent.Parse("plain.test", "a A 192.0.2.1"))
        .Sign();

    [Fact]
    public void Alias_AcrossZones_IsFollowedByAForwarder() => Check("www.test", RecordType.MX, [
        "NOERROR",
        "an www.test. CNAME x.w.example.",
        "an www.test. RRSIG CNAME 2",
        "an x.w.example. MX 1 xx.example.",
        "an x.w.example. RRSIG MX 3",
    ]);

    [Fact]
    public void Alias_OutOfTheServersZones_IsLeftToTheAsker()
    {
        ZoneSet alone = new(Zones.Find(DomainName.Parse("test"))!);
        Assert.Equal(
            ["NOERROR aa", "an www.test. CNAME x.w.example.", "an www.test. RRSIG CNAME 2"],
            ReplyText.Of(alone.AnswerAuthoritatively(Ask("www.test", RecordType.MX))));
        Assert.Equal(["SERVFAIL"], ReplyText.Of(alone.Answer(Ask("www.test", RecordType.MX))));
    }

    [Fact]
    public void Alias_AskedForItself_IsNotFollowed() => Check("www.test", RecordType.CNAME, [
        "NOERROR",
        "an www.test. CNAME x.w.example.",
        "an www.test. RRSIG CNAME 2",
    ]);

    // RFC 4035 section 2.5: an NSEC may stand beside an alias; where the zone has none, as with NSEC3, the alias is the answer.
    [Theory]
    [InlineData("www.test", "an www.test. CNAME x.w.example.")]
    [InlineData("ns1.example", "an ns1.example. NSEC ns2.example. A RRSIG NSEC")]
    public void Nsec_AskedFor_IsGivenWhereTheZoneHasIt(string name, string expected)
    {
        string[] reply = ReplyText.Of(Zones.Answer(Ask(name, RecordType.NSEC)));
        Assert.Equal("NOERROR", reply[0]);
        Assert.Contains(expected, reply);
    }

    [Fact]
    public void Alias_InACircle_EndsWhereItBegan()
    {
        string[] reply = ReplyText.Of(Zones.Answer(Ask("round.test", RecordType.A)));
        Assert.Equal("NOERROR", reply[0]);
        Assert.Equal(["an round.test. CNAME trip.test.", "an trip.test. CNAME round.test."], reply.Where(line => line.Contains(" CNAME ", StringComparison.Ordinal) && !line.Contains("RRSIG", StringComparison.Ordinal)));
    }

    // RFC 4035 section 3.1.3.3: the proof for the alias is kept although the end of the chain is elsewhere.
    [Fact]
    public void Alias_FromAWildcard_BringsTheProofOfItsZone()
    {
        Message reply = Zones.Answer(Ask("x.wild.test", RecordType.A));
        string[] text = ReplyText.Of(reply);
        Assert.Equal(
            [
                "NOERROR",
                "an x.wild.test. CNAME alias.example.",
                "an x.wild.test. RRSIG CNAME 2",
                "an alias.example. CNAME ai.example.",
                "an alias.example. RRSIG CNAME 2",
                "an ai.example. A 192.0.2.9",
                "an ai.example. RRSIG A 2",
            ],
            text[..7]);
        Assert.Equal(RecordType.NSEC3, Assert.Single(reply.Authority, record => record.Type != RecordType.RRSIG).Type);
    }

    // RFC 6672 section 3.1.
    [Fact]
    public void Dname_NameBelow_IsRedirectedWithAnUnsignedAlias() => Check("x.old.example", RecordType.MX, [
        "NOERROR",
        "an old.example. DNAME w.example.",
        "an old.example. RRSIG DNAME 2",
        "an x.old.example. CNAME x.w.example.",
        "an x.w.example. MX 1 xx.example.",
        "an x.w.example. RRSIG MX 3",
    ]);

    [Fact]
    public void Dname_DataBelowIt_DoesNotCount() =>
        Assert.DoesNotContain(Zones.Answer(Ask("hidden.old.example", RecordType.A)).Answer, record => record.Type == RecordType.A);

    [Fact]
    public void Dname_AtItself_DoesNotRedirect() => Check("old.example", RecordType.DNAME, [
        "NOERROR",
        "an old.example. DNAME w.example.",
        "an old.example. RRSIG DNAME 2",
    ]);

    [Fact]
    public void Dname_AskedForTheAlias_AnswersItAlone() => Check("x.old.example", RecordType.CNAME, [
        "NOERROR",
        "an old.example. DNAME w.example.",
        "an old.example. RRSIG DNAME 2",
        "an x.old.example. CNAME x.w.example.",
    ]);

    // RFC 6672 section 2.2: three labels of 63, one of 49 and old.example make the 255 octets that a name can have.
    [Theory]
    [InlineData(50, "YXDOMAIN")]
    [InlineData(49, "NOERROR")]
    public void Dname_NameThatGrowsTooLong_IsYxdomain(int lastLabel, string code)
    {
        string label = new('a', 63);
        string name = $"{label}.{label}.{label}.{new string('b', lastLabel)}.d.test";
        string[] reply = ReplyText.Of(Zones.Answer(Ask(name, RecordType.A)));
        Assert.Equal(code, reply[0]);
        Assert.Equal("an d.test. DNAME old.example.", reply[1]);
    }

    [Fact]
    public void Wildcard_AskedForLiterally_IsAnOrdinaryName() => Check("*.w.example", RecordType.MX, [
        "NOERROR",
        "an *.w.example. MX 1 ai.example.",
        "an *.w.example. RRSIG MX 2",
    ]);

    // RFC 4592 section 2.2.1: x.w exists, so the wildcard does not reach below it.
    [Fact]
    public void Wildcard_BelowAnExistingName_DoesNotApply() =>
        Assert.Equal("NXDOMAIN", ReplyText.Of(Zones.Answer(Ask("q.x.w.example", RecordType.MX)))[0]);

    // RFC 4035 section 3.1.4.1.
    [Theory]
    [InlineData("test", "test.")]
    [InlineData(".", ".")]
    public void Ds_ZoneWithItsParentHere_IsSignedByTheParent(string name, string owner)
    {
        Message reply = Zones.Answer(Ask(name, RecordType.DS));
        RrsigRdata signature = reply.Answer.Concat(reply.Authority).Select(record => record.Data).OfType<RrsigRdata>().First();
        Assert.Equal(DomainName.Root, signature.Signer);
        Assert.Equal(name == "." ? 0 : 1, reply.Answer.Count(record => record.Type == RecordType.DS));
        Assert.Equal(DomainName.Parse(owner), reply.Questions[0].Name);
    }

    [Fact]
    public void Ds_UnsignedChild_IsDeniedByTheParent()
    {
        Message reply = Zones.Answer(Ask("plain.test", RecordType.DS));
        Assert.Empty(reply.Answer);
        Assert.Equal("test.", reply.Authority.Single(record => record.Type == RecordType.SOA).Owner.ToString());
        Nsec3Rdata denial = Assert.Single(reply.Authority.Select(record => record.Data).OfType<Nsec3Rdata>());
        Assert.Equal("NS", denial.Types.ToString());
    }

    [Fact]
    public void UnsignedZone_Answers_WithoutSignaturesAndProofs()
    {
        Check("a.plain.test", RecordType.A, ["NOERROR", "an a.plain.test. A 192.0.2.1"]);
        Check("b.plain.test", RecordType.A, ["NXDOMAIN", "au plain.test. SOA"]);
        Check("a.plain.test", RecordType.MX, ["NOERROR", "au plain.test. SOA"]);
    }

    // RFC 4035 section 3.2.1: no DO, no DNSSEC records, unless they were asked for.
    [Theory]
    [InlineData("x.w.example", RecordType.MX, new[] { "NOERROR", "an x.w.example. MX 1 xx.example." })]
    [InlineData("ml.example", RecordType.A, new[] { "NXDOMAIN", "au example. SOA" })]
    [InlineData("a.z.w.example", RecordType.MX, new[] { "NOERROR", "an a.z.w.example. MX 1 ai.example." })]
    [InlineData("ai.example", RecordType.NSEC, new[] { "NOERROR", "an ai.example. NSEC alias.example. A AAAA RRSIG NSEC" })]
    public void WithoutDo_AnyReply_HasNoDnssecRecords(string name, RecordType type, string[] expected) =>
        Assert.Equal(expected, ReplyText.Of(Zones.Answer(Ask(name, type), dnssecOk: false)));

    [Fact]
    public void WithoutDo_Referral_HasNoDs() =>
        Assert.DoesNotContain(
            Zones.AnswerAuthoritatively(Ask("mc.a.example", RecordType.MX), dnssecOk: false).Authority,
            record => record.Type is RecordType.DS or RecordType.RRSIG);

    [Fact]
    public void Any_Name_GetsEverySetThere() => Check("ai.example", RecordType.ANY, [
        "NOERROR",
        "an ai.example. A 192.0.2.9",
        "an ai.example. RRSIG A 2",
        "an ai.example. AAAA 2001:db8::f00:baa9",
        "an ai.example. RRSIG AAAA 2",
        "an ai.example. NSEC alias.example. A AAAA RRSIG NSEC",
        "an ai.example. RRSIG NSEC 2",
    ]);

    [Fact]
    public void Any_Alias_IsNotFollowed() => Check("www.test", RecordType.ANY, [
        "NOERROR",
        "an www.test. CNAME x.w.example.",
        "an www.test. RRSIG CNAME 2",
    ]);

    [Fact]
    public void Rrsig_Name_GetsEverySignatureThere() => Check("ai.example", RecordType.RRSIG, [
        "NOERROR",
        "an ai.example. RRSIG A 2",
        "an ai.example. RRSIG AAAA 2",
        "an ai.example. RRSIG NSEC 2",
    ]);

    // RFC 2308 section 3: the standard SOA has TTL 3600 and MINIMUM 300.
    [Fact]
    public void Negative_SoaTtl_IsTheMinimum() =>
        Assert.Equal(300u, Zones.Answer(Ask("b.plain.test", RecordType.A)).Authority.Single().Ttl);

    [Fact]
    public void NameBehindADelegationThatIsNotHere_FailsInAForwarderAndIsReferredByAServer()
    {
        Check("x.lonely", RecordType.A, ["SERVFAIL"]);
        Assert.Equal("au lonely. NS ns.lonely.", ReplyText.Of(Zones.AnswerAuthoritatively(Ask("x.lonely", RecordType.A)))[1]);
    }

    [Fact]
    public void NameInNoZone_IsRefused() =>
        Assert.Equal(["REFUSED"], ReplyText.Of(new ZoneSet(ExampleZone.Signed()).Answer(Ask("elsewhere.invalid", RecordType.A))));

    [Fact]
    public void Header_OfAForwarder_SaysRaAndCopiesRdAndCd()
    {
        Message reply = Zones.Answer(Ask("ai.example", RecordType.A));
        Assert.Equal(
            MessageFlags.Response | MessageFlags.RecursionAvailable | MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled,
            reply.Flags);
        Assert.True(reply.Edns!.DnssecOk);
    }

    [Fact]
    public void Header_QueryWithoutEdns_GetsNone()
    {
        Message reply = Zones.Answer(new Message { Id = 7, Questions = [Ask("ai.example", RecordType.A)] });
        Assert.Null(reply.Edns);
        Assert.Equal(7, reply.Id);
        Assert.Single(reply.Answer);
    }

    [Fact]
    public void Query_ThatIsNotServed_GetsTheCodeThatSaysSo()
    {
        var sound = new Message { Questions = [Ask("ai.example", RecordType.A)], Edns = new Edns() };
        Assert.Equal(ResponseCode.NoError, Zones.Answer(sound).Code);
        Assert.Equal(ResponseCode.NotImp, Zones.Answer(sound with { Opcode = 4 }).Code);
        Assert.Equal(ResponseCode.FormErr, Zones.Answer(sound with { Questions = [] }).Code);
        Assert.Equal(ResponseCode.FormErr, Zones.Answer(sound with { Flags = MessageFlags.Response }).Code);
        Assert.Equal(ResponseCode.BadVers, Zones.Answer(sound with { Edns = new Edns { Version = 1 } }).Code);
        Assert.Equal(ResponseCode.NotImp, Zones.Answer(Ask("example", RecordType.AXFR)).Code);
        Assert.Equal(ResponseCode.Refused, Zones.Answer(Ask("example", RecordType.A) with { Class = RecordClass.CH }).Code);
    }

    [Fact]
    public void With_ZoneOfTheSameApex_ReplacesIt()
    {
        ZoneSet changed = Zones.With(SignedZone.AsIs(ZoneContent.Parse("plain.test", "a A 192.0.2.2")));
        Assert.Equal("an a.plain.test. A 192.0.2.2", ReplyText.Of(changed.Answer(Ask("a.plain.test", RecordType.A)))[1]);
        Check("a.plain.test", RecordType.A, ["NOERROR", "an a.plain.test. A 192.0.2.1"]);
    }

    private static Question Ask(string name, RecordType type) => new(DomainName.Parse(name), type);

    private static void Check(string name, RecordType type, string[] expected) =>
        Assert.Equal(expected, ReplyText.Of(Zones.Answer(Ask(name, type))));
}
