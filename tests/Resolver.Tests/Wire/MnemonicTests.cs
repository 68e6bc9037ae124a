using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class MnemonicTests
{
    [Theory]
    [InlineData("A", 1, "A")]
    [InlineData("nsec3param", 51, "NSEC3PARAM")]
    [InlineData("TYPE1", 1, "A")]
    [InlineData("type731", 731, "TYPE731")]
    [InlineData("TYPE0", 0, "TYPE0")]
    [InlineData("TYPE65535", 65535, "TYPE65535")]
    public void Type_IsReadAndWritten(string text, ushort number, string written)
    {
        Assert.True(RecordTypes.TryParse(text, out RecordType type));
        Assert.Equal((RecordType)number, type);
        Assert.Equal(written, RecordTypes.ToText(type));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("None")]
    [InlineData("A,NS")]
    [InlineData(" A")]
    [InlineData("A ")]
    [InlineData("TYPE")]
    [InlineData("TYPE65536")]
    [InlineData("TYPE-1")]
    [InlineData("TYPE 1")]
    [InlineData("WHAT")]
    public void Type_ThatIsNone_IsRefused(string text) => Assert.False(RecordTypes.TryParse(text, out _));

    [Theory]
    [InlineData("IN", 1, "IN")]
    [InlineData("ch", 3, "CH")]
    [InlineData("CLASS1", 1, "IN")]
    [InlineData("class32", 32, "CLASS32")]
    [InlineData("ANY", 255, "ANY")]
    [InlineData("CLASS0", 0, "CLASS0")]
    public void Class_IsReadAndWritten(string text, ushort number, string written)
    {
        Assert.True(RecordClasses.TryParse(text, out RecordClass @class));
        Assert.Equal((RecordClass)number, @class);
        Assert.Equal(written, RecordClasses.ToText(@class));
    }

    [Theory]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("1")]
    [InlineData("CLASS")]
    [InlineData("CLASS65536")]
    public void Class_ThatIsNone_IsRefused(string text) => Assert.False(RecordClasses.TryParse(text, out _));

    [Theory]
    [InlineData(0, "NOERROR")]
    [InlineData(3, "NXDOMAIN")]
    [InlineData(16, "BADVERS")]
    [InlineData(3841, "RCODE3841")]
    public void Code_IsWritten(ushort number, string written) => Assert.Equal(written, ResponseCodes.ToText((ResponseCode)number));

    [Theory]
    [InlineData(RecordType.OPT, true)]
    [InlineData(RecordType.ANY, true)]
    [InlineData(RecordType.NXNAME, true)]
    [InlineData(RecordType.TSIG, true)]
    [InlineData(RecordType.URI, false)]
    [InlineData(RecordType.A, false)]
    public void MetaTypes_AreNoData(RecordType type, bool isMeta) => Assert.Equal(isMeta, RecordTypes.IsMeta(type));
}
