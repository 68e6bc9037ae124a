using DaneCore.Lab;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests;

/// <summary>What a server claims by a bit of its header or of its OPT record changes no judgement, to neither side.</summary>
public sealed class UpstreamClaimTests
{
    private const MessageFlags Both = MessageFlags.AuthenticData | MessageFlags.CheckingDisabled;

    private static readonly AddressRdata Forged = new(System.Net.IPAddress.Parse("198.51.100.66"));

    public static TheoryData<MessageFlags> Claims => [MessageFlags.None, MessageFlags.AuthenticData, MessageFlags.CheckingDisabled, Both];

    [Theory]
    [Requirement("4035-4.6-2")]
    [Requirement("4035-4.9.3-1")]
    [Requirement("4035-4.9.3-2")]
    [MemberData(nameof(Claims))]
    public async Task Bits_OnASoundReply_TakeNothingFromIt(MessageFlags claims) =>
        Assert.Equal((SecurityStatus.Secure, null), await JudgedAsync(SmallInternet.Www, reply => Claiming(reply, claims)));

    [Theory]
    [Requirement("4035-4.6-2")]
    [Requirement("4035-4.9.3-1")]
    [Requirement("4035-4.9.3-2")]
    [MemberData(nameof(Claims))]
    public async Task Bits_OnAForgedReply_MakeItNoBetter(MessageFlags claims) =>
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong), await JudgedAsync(SmallInternet.Www, reply => Claiming(reply, claims) with
        {
            Answer = [.. reply.Answer.Select(record => record.Type == RecordType.A ? record with { Data = Forged } : record)],
        }));

    [Theory]
    [Requirement("4035-4.6-2")]
    [Requirement("4035-4.9.3-1")]
    [MemberData(nameof(Claims))]
    public async Task Bits_OnAReplyOfAnUnsignedZone_LeaveItInsecure(MessageFlags claims) =>
        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation), await JudgedAsync(SmallInternet.Plain, reply => Claiming(reply, claims)));

    [Theory]
    [Requirement("6840-5.6-1")]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task DoBit_OfTheReply_IsNotLookedAt(bool? dnssecOk)
    {
        Edns? edns = dnssecOk is { } bit ? new Edns { DnssecOk = bit } : null;

        Assert.Equal((SecurityStatus.Secure, null), await JudgedAsync(SmallInternet.Www, reply => reply with { Edns = edns }));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureMissing), await JudgedAsync(SmallInternet.Www, reply => reply with
        {
            Edns = edns,
            Answer = [.. reply.Answer.Where(record => record.Data is not RrsigRdata { TypeCovered: RecordType.A })],
        }));
    }

    /// <summary>Extended errors of every kind, alone and together, beside codes that they make no sense with: they alter nothing.</summary>
    [Theory]
    [Requirement("8914-3-1")]
    [Requirement("8914-3-2")]
    [Requirement("8914-3-3")]
    [Requirement("8914-3-4")]
    [Requirement("8914-6-1")]
    [InlineData(ExtendedErrorCode.DnssecBogus)]
    [InlineData(ExtendedErrorCode.SignatureExpired, ExtendedErrorCode.Prohibited, ExtendedErrorCode.SignatureExpired)]
    [InlineData(ExtendedErrorCode.ForgedAnswer, ExtendedErrorCode.StaleAnswer)]
    [InlineData((ExtendedErrorCode)65535, ExtendedErrorCode.NetworkError)]
    public async Task ExtendedErrors_OnAnyReply_AlterNothing(params ExtendedErrorCode[] codes)
    {
        Edns edns = new() { DnssecOk = true, Options = [.. codes.Select(code => Edns.ExtendedErrorOf(code, "do not believe this\0")), new EdnsOption(15, (byte[])[1])] };

        Assert.Equal((SecurityStatus.Secure, null), await JudgedAsync(SmallInternet.Www, reply => reply with { Edns = edns }));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong), await JudgedAsync(SmallInternet.Www, reply => reply with
        {
            Edns = edns,
            Answer = [.. reply.Answer.Select(record => record.Type == RecordType.A ? record with { Data = Forged } : record)],
        }));
        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation), await JudgedAsync(SmallInternet.Plain, reply => reply with { Edns = edns }));
        (SecurityStatus, ReasonKind?) plain = await JudgedAsync(SmallInternet.Www, reply => reply with { Code = ResponseCode.ServFail, Answer = [], Authority = [] });
        Assert.Equal(SecurityStatus.Indeterminate, plain.Item1);
        Assert.Equal(plain, await JudgedAsync(SmallInternet.Www, reply => reply with { Code = ResponseCode.ServFail, Answer = [], Authority = [], Edns = edns }));
    }

    private static Message Claiming(Message reply, MessageFlags claims) => reply with { Flags = (reply.Flags & ~Both) | claims };

    private static async Task<(SecurityStatus, ReasonKind?)> JudgedAsync(Question question, Func<Message, Message> change)
    {
        LabSource source = new(SmallInternet.Zones) { Hook = (asked, _) => new SourceReply.Received(change(SmallInternet.Zones.Answer(asked)), "server") };
        await using StubResolver resolver = new(source, SmallInternet.Options());
        Answer answer = await resolver.LookupAsync(question.Name, question.Type, TestContext.Current.CancellationToken);
        return (answer.Security, answer.Why?.Kind);
    }
}
