using CsCheck;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class MessageTests
{
    private static readonly DomainName Name = DomainName.Parse("example.");

    /// <summary>With a null octet at its end or without, a text is as long as its option says, and what follows it is another option.</summary>
    [Theory]
    [Requirement("8914-2-1")]
    [Requirement("8914-2-2")]
    [InlineData("why", "why")]
    [InlineData("why\0", "why")]
    [InlineData("w\0hy", "w\0hy")]
    [InlineData("", "")]
    public void ExtendedError_EndingInANullOctetOrNot_HasTheTextOfItsOption(string sent, string read)
    {
        Message message = new()
        {
            Questions = [new Question(Name, RecordType.A)],
            Edns = new Edns { Options = [Edns.ExtendedErrorOf(ExtendedErrorCode.DnssecBogus, sent), Edns.ExtendedErrorOf(ExtendedErrorCode.NetworkError, "next")] },
        };

        Assert.True(Message.TryRead(message.ToWire(), out Message? again, out _));

        Assert.Equal([new(ExtendedErrorCode.DnssecBogus, read), new(ExtendedErrorCode.NetworkError, "next")], again.Edns!.ExtendedErrors);
    }

    /// <summary>Around the room that is tried first, and around the longest there is.</summary>
    [Theory]
    [InlineData(1231)]
    [InlineData(1232)]
    [InlineData(1233)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Message_OfAnyLength_IsWrittenWholeOrRefused(int length)
    {
        // The header takes 12 octets, the name 9, and what stands between name and data 10.
        UnknownRdata data = new((RecordType)65_280, [.. Enumerable.Range(0, length - 31).Select(i => (byte)(i % 251))]);
        Message message = new() { Answer = [new ResourceRecord(Name, RecordClass.IN, 300, data)] };
        if (length > Message.MaxLength)
        {
            Assert.Throws<InvalidOperationException>(message.ToWire);
            return;
        }

        byte[] octets = message.ToWire();

        Assert.Equal(length, octets.Length);
        Assert.True(Message.TryRead(octets, out Message? again, out _));
        Assert.Equal(data.ToWire(), Assert.Single(again.Answer).Data.ToWire());
    }

    [Fact]
    public void Message_WithEverySection_ReadsBack()
    {
        Message message = new()
        {
            Id = 0xABCD,
            Flags = MessageFlags.Response | MessageFlags.AuthenticData | MessageFlags.RecursionDesired,
            Code = ResponseCode.BadVers,
            Questions = [new Question(Name, RecordType.MX)],
            Answer = [Parse("example. 60 IN MX 10 mx.example."), Parse("example. 60 IN MX 20 mx2.example.")],
            Authority = [Parse("example. 60 IN NS ns.example.")],
            Additional = [Parse("mx.example. 60 IN A 192.0.2.1"), Parse("mx.example. 60 IN TYPE65280 \\# 1 00")],
            Edns = new Edns { DnssecOk = true, UdpPayloadSize = 4096, Options = [Edns.ExtendedErrorOf(ExtendedErrorCode.DnssecBogus, "why")] },
        };
        byte[] wire = message.ToWire();
        Assert.True(Message.TryRead(wire, out Message? read, out WireFault fault), fault.ToString());
        Assert.Equal(message.Id, read.Id);
        Assert.Equal(message.Flags, read.Flags);
        Assert.Equal(ResponseCode.BadVers, read.Code);
        Assert.True(read.IsResponse && !read.IsTruncated);
        Assert.Equal(message.Questions, read.Questions);
        Assert.Equal(message.Answer, read.Answer);
        Assert.Equal(message.Authority, read.Authority);
        Assert.Equal(message.Additional, read.Additional);
        Assert.Equal(new ExtendedError(ExtendedErrorCode.DnssecBogus, "why"), Assert.Single(read.Edns!.ExtendedErrors));
        Assert.True(read.Edns.DnssecOk);
        Assert.Equal(4096, read.Edns.UdpPayloadSize);
        Assert.Equal(Convert.ToHexString(wire), Convert.ToHexString(read.ToWire()));
    }

    [Fact]
    public void Message_CutAnywhere_IsRefused()
    {
        Message message = new() { Questions = [new Question(Name, RecordType.A)], Answer = [Parse("example. 60 IN A 192.0.2.1")] };
        byte[] wire = message.ToWire();
        for (int length = 0; length < wire.Length; length++)
        {
            Assert.False(Message.TryRead(wire.AsSpan(0, length), out _, out WireFault fault));
            Assert.Equal(WireFault.Truncated, fault);
        }
    }

    /// <summary>Some servers put octets behind their replies; they are no part of it, even where they look like a record.</summary>
    [Theory]
    [InlineData("00")]
    [InlineData("0000010001000000000004C0000202")]
    public void Octets_BehindTheLastRecord_AreNoPartOfTheMessage(string behind)
    {
        Message message = new() { Questions = [new Question(Name, RecordType.A)], Answer = [Parse("example. 60 IN A 192.0.2.1")] };
        byte[] wire = message.ToWire();

        Assert.True(Message.TryRead([.. wire, .. Convert.FromHexString(behind)], out Message? read, out WireFault fault), fault.ToString());
        Assert.Equal(message.Answer, read.Answer);
        Assert.Empty(read.Authority.Concat(read.Additional));
        Assert.Equal(wire, read.ToWire());
    }

    [Theory]
    [InlineData("in the answer section", 1, 0, "0000290200000000000000", WireFault.BadOpt)]
    [InlineData("twice", 0, 2, "0000290200000000000000" + "0000290200000000000000", WireFault.BadOpt)]
    [InlineData("under a name", 0, 1, "01610000290200000000000000", WireFault.BadOpt)]
    [InlineData("with an option cut short", 0, 1, "000029020000000000000300010001", WireFault.BadOpt)]
    [InlineData("with a length beyond the message", 0, 1, "0000290200000000000001", WireFault.Truncated)]
    [Requirement("6891-6.1.1-1")]
    public void Opt_OutOfPlace_SpoilsTheMessage(string description, byte answers, byte additional, string records, WireFault expected)
    {
        byte[] message = [0, 0, 0, 0, 0, 0, 0, answers, 0, 0, 0, additional, .. Convert.FromHexString(records)];
        Assert.False(Message.TryRead(message, out _, out WireFault fault), description);
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Opt_InItsPlace_IsRead()
    {
        byte[] message = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. Convert.FromHexString("0000290200FF018000000500FF000142")];
        message[3] = 0x0F;
        Assert.False(Message.TryRead(message.AsSpan(0, message.Length - 1), out _, out _));
        Assert.True(Message.TryRead(message, out Message? read, out WireFault fault), fault.ToString());
        Assert.Equal((ResponseCode)0xFFF, read.Code);
        Assert.Equal(1, read.Edns!.Version);
        Assert.True(read.Edns.DnssecOk);
        Assert.Equal(0x00FF, Assert.Single(read.Edns.Options).Code);
        Assert.Empty(read.Additional);
    }

    [Fact]
    public void Ttl_WithItsTopBitSet_CountsAsZero()
    {
        byte[] message = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, .. Convert.FromHexString("0000010001" + "80000001" + "0004C0000201")];
        Assert.True(Message.TryRead(message, out Message? read, out _));
        Assert.Equal(0u, read.Answer[0].Ttl);
        message[17] = 0x7F;
        Assert.True(Message.TryRead(message, out read, out _));
        Assert.Equal(0x7F00_0001u, read.Answer[0].Ttl);
    }

    [Fact]
    public void Records_BeyondTheLimit_AreRefused()
    {
        byte[] message = new byte[Message.HeaderLength];
        message[6] = 0x20;
        Assert.False(Message.TryRead(message, out _, out WireFault fault));
        Assert.Equal(WireFault.TooManyRecords, fault);
    }

    [Fact]
    public void Data_ThatBreaksItsRules_DoesNotSpoilTheMessage()
    {
        byte[] message = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, .. Convert.FromHexString("0000010001" + "00000001" + "0003C00002")];
        Assert.True(Message.TryRead(message, out Message? read, out _));
        Assert.Equal(WireFault.Truncated, Assert.IsType<UnknownRdata>(read.Answer[0].Data).Fault);
        Assert.Equal(Convert.ToHexString(message), Convert.ToHexString(read.ToWire()));
    }

    [Fact]
    public void Name_InDataThatRunsOverItsLength_SpoilsTheMessage()
    {
        // The exchange would end in the octet after the data.
        byte[] message = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, .. Convert.FromHexString("00000F0001" + "00000001" + "0004" + "0001016100")];
        Assert.False(Message.TryRead(message, out _, out WireFault fault));
        Assert.Equal(WireFault.Truncated, fault);
        message[22] = 5;
        Assert.True(Message.TryRead(message, out _, out _));
    }

    [Fact]
    public void Space_TooSmall_IsToldByFalse()
    {
        Message message = new() { Questions = [new Question(Name, RecordType.A)] };
        int length = message.ToWire().Length;
        Assert.True(message.TryWrite(new byte[length], out int written));
        Assert.Equal(length, written);
        Assert.False(message.TryWrite(new byte[length - 1], out _));
    }

    [Fact]
    public void AnyOctets_AreReadOrRefusedAndNothingIsThrown() =>
        Gen.Select(Gen.Byte.Array[12, 80], Gen.Int[0, 3]).Sample((octets, records) =>
        {
            octets.AsSpan(4, 8).Clear();
            octets[5] = 1;
            octets[7] = (byte)records;
            return Message.TryRead(octets, out Message? message, out WireFault fault) ? message.ToWire().Length > 0 : fault != WireFault.None;
        });

    private static ResourceRecord Parse(string line) =>
        ResourceRecord.TryParse(line, out ResourceRecord? record, out string? why) ? record : throw new FormatException(why);
}
