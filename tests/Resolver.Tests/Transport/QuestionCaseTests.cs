using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Tests.Transport;

public class QuestionCaseTests
{
    private static readonly Question Asked = new(DomainName.Parse("Www.mail-25.example.lab"), RecordType.MX);

    [Fact]
    public void Case_AsDrawn_IsOneBitPerLetter()
    {
        Queue<ushort> draws = new([0b0000_0000_0000_0101, 0xFFFF]);

        Message sent = QuestionCase.Randomised(Queries.For(Asked), draws.Dequeue);

        Assert.Equal("WwW.mail-25.example.laB.", sent.Questions[0].Name.ToString());
    }

    [Fact]
    public void Case_WithoutLetters_DrawsNothing() =>
        Assert.Equal(
            DomainName.Parse("1.2.3"),
            QuestionCase.Randomised(Queries.For(new Question(DomainName.Parse("1.2.3"), RecordType.A)), () => throw new InvalidOperationException()).Questions[0].Name);

    [Fact]
    public void Lowered_Query_HasNoCapitals() =>
        Assert.Equal("www.mail-25.example.lab.", QuestionCase.Lowered(Queries.For(Asked)).Questions[0].Name.ToString());

    [Fact]
    public void Reply_CompressedAgainstTheQuestion_GetsItsCaseBack()
    {
        Message sent = QuestionCase.Randomised(Queries.For(Asked), () => 0xAAAA);
        DomainName name = sent.Questions[0].Name;
        Message reply = Queries.ReplyTo(sent) with
        {
            Answer = [Record(name, new MxRdata(10, Below("mx", name.Ancestor(2))))],
            Authority =
            [
                Record(name.Ancestor(2), new NameRdata(RecordType.NS, Below("NS", name.Ancestor(2)))),
                Record(name.Ancestor(1), new SoaRdata(name.Ancestor(2), Below("hostmaster", name.Ancestor(1)), 1, 2, 3, 4, 5)),
            ],
            Additional = [Record(Below("mx", name.Ancestor(2)), new UnknownRdata(RecordType.TXT, [0]))],
        };
        Assert.NotEqual(Asked.Name.ToString(), name.ToString());

        Message restored = QuestionCase.Restored(reply, sent, Asked);

        Assert.Equal("Www.mail-25.example.lab.", restored.Questions[0].Name.ToString());
        Assert.Equal("Www.mail-25.example.lab. 60 IN MX 10 mx.example.lab.", restored.Answer[0].ToString());
        Assert.Equal("example.lab. 60 IN NS NS.example.lab.", restored.Authority[0].ToString());
        Assert.Equal("lab. 60 IN SOA example.lab. hostmaster.lab. 1 2 3 4 5", restored.Authority[1].ToString());
        Assert.Equal("mx.example.lab.", restored.Additional[0].Owner.ToString());
    }

    [Fact]
    public void Reply_WithACaseOfItsOwn_KeepsIt()
    {
        Message sent = QuestionCase.Randomised(Queries.For(Asked), () => 0xAAAA);
        var own = DomainName.Parse("WWW.Mail-25.Example.Lab");
        Assert.False(own.EqualsExactly(sent.Questions[0].Name));

        Message restored = QuestionCase.Restored(
            Queries.ReplyTo(sent) with { Answer = [Record(own, new MxRdata(10, DomainName.Parse("MX.other.sample")))] }, sent, Asked);

        Assert.Equal("WWW.Mail-25.Example.Lab. 60 IN MX 10 MX.other.sample.", restored.Answer[0].ToString());
    }

    private static DomainName Below(string label, DomainName name) =>
        name.TryPrepend(System.Text.Encoding.ASCII.GetBytes(label), out DomainName? longer) ? longer : throw new InvalidOperationException();

    private static ResourceRecord Record(DomainName owner, Rdata data) => new(owner, RecordClass.IN, 60, data);
}
