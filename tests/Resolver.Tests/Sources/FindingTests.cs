using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Tests.Transport;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

public class FindingTests
{
    private static readonly Question RootKeys = new(DomainName.Root, RecordType.DNSKEY);
    private static readonly Question Delegation = new(DomainName.Parse("lab"), RecordType.DS);
    private static readonly Question Missing = new(DomainName.Parse("missing.example.lab"), RecordType.A);

    public static TheoryData<string, RecordType> SignedEverywhere { get; } = new()
    {
        { ".", RecordType.DNSKEY }, { "lab", RecordType.DS }, { "missing.example.lab", RecordType.A },
    };

    [Theory]
    [MemberData(nameof(SignedEverywhere))]
    public void Reply_WholeOrBare_ShowsWhetherSignaturesAreStripped(string name, RecordType type)
    {
        Question question = new(DomainName.Parse(name), type);
        Message whole = Reply(question);
        Message bare = whole with { Answer = WithoutSignatures(whole.Answer), Authority = WithoutSignatures(whole.Authority) };

        Assert.Empty(Finding.In(question, new TransportReply.Received(whole)));
        Assert.Equal([Finding.StripsRrsig], Finding.In(question, new TransportReply.Received(bare)));
    }

    [Fact]
    public void Reply_OfAnUnsignedZone_ShowsNothing() =>
        Assert.Empty(Finding.In(SmallInternet.Plain, new TransportReply.Received(Reply(SmallInternet.Plain))));

    [Fact]
    public void Answer_ThatMayBeUnsigned_ShowsNothing()
    {
        Message whole = Reply(SmallInternet.Www);
        Message bare = whole with { Answer = WithoutSignatures(whole.Answer), Authority = [] };
        Assert.Empty(Finding.In(SmallInternet.Www, new TransportReply.Received(bare)));
    }

    [Fact]
    public void Root_WithoutKeysOrSignatures_IsFound()
    {
        Message whole = Reply(RootKeys);
        Assert.Null(Finding.InRootKeys(RootKeys, whole));
        Assert.Equal(Finding.StripsRrsig, Finding.InRootKeys(RootKeys, whole with { Answer = WithoutSignatures(whole.Answer) }));
        Assert.Equal(Finding.DeniesRootKeys, Finding.InRootKeys(RootKeys, whole with { Answer = [] }));
        Assert.Equal(Finding.DeniesRootKeys, Finding.InRootKeys(RootKeys, whole with { Answer = [], Code = ResponseCode.NXDomain }));
        Assert.Equal(Finding.FailsRootKeys, Finding.InRootKeys(RootKeys, whole with { Answer = [], Code = ResponseCode.ServFail }));
        Assert.Null(Finding.InRootKeys(Delegation, whole with { Answer = [] }));
    }

    [Fact]
    public void Reply_WithoutOptOrCd_IsFound()
    {
        Message whole = Reply(Missing);
        Assert.Equal([Finding.NoEdns], Finding.In(Missing, new TransportReply.Received(whole with { Edns = null })));
        Assert.Equal([Finding.DropsCd], Finding.In(Missing, new TransportReply.Received(whole with { Flags = MessageFlags.Response })));
    }

    [Fact]
    public void Code_NotImplemented_IsFoundWithItsType()
    {
        Question tlsa = new(DomainName.Parse("_25._tcp.mx.example.lab"), RecordType.TLSA);
        Message reply = Queries.ReplyTo(Queries.For(tlsa)) with { Code = ResponseCode.NotImp };
        Assert.Equal(["notimp-tlsa"], Finding.In(tlsa, new TransportReply.Received(reply)));
    }

    [Fact]
    public void Failure_IsFoundByItsKind()
    {
        Assert.Equal([Finding.NoTcp], Finding.In(Missing, new TransportReply.Failed(TransportFault.Truncated, "")));
        Assert.Equal([Finding.UntrustedCertificate], Finding.In(Missing, new TransportReply.Failed(TransportFault.Untrusted, "")));
        Assert.Equal([Finding.NoAnswer], Finding.In(Missing, new TransportReply.Failed(TransportFault.TimedOut, "")));
        Assert.Equal(
            [Finding.WrongQuestion, Finding.MismatchedReplies, Finding.NoAnswer],
            Finding.In(Missing, new TransportReply.Failed(TransportFault.TimedOut, "") { Strays = new StrayReplies(1, WrongQuestion: true) }));
    }

    private static Message Reply(Question question) => SmallInternet.Zones.Answer(Queries.For(question));

    private static List<ResourceRecord> WithoutSignatures(IReadOnlyList<ResourceRecord> records) =>
        [.. records.Where(record => record.Type != RecordType.RRSIG)];
}
