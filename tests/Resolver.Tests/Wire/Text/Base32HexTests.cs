#pragma warning disable CA1062 // a theory is given what its data holds
using System.Text;
using CsCheck;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire.Text;

public sealed class Base32HexTests
{
    // RFC 4648 section 10, without padding.
    [Theory]
    [Requirement("5155-3.3-1")]
    [InlineData("", "")]
    [InlineData("f", "co")]
    [InlineData("fo", "cpng")]
    [InlineData("foo", "cpnmu")]
    [InlineData("foob", "cpnmuog")]
    [InlineData("fooba", "cpnmuoj1")]
    [InlineData("foobar", "cpnmuoj1e8")]
    public void Octets_OfTheTestVectors_AreTheirText(string plain, string text)
    {
        Assert.Equal(text, Base32Hex.ToText(Encoding.ASCII.GetBytes(plain)));
        Assert.True(Base32Hex.TryDecode(text.ToUpperInvariant(), out byte[]? octets));
        Assert.Equal(plain, Encoding.ASCII.GetString(octets));
    }

    [Theory]
    [Requirement("5155-3.3-1")]
    [InlineData("one digit alone", "c")]
    [InlineData("three digits", "cpn")]
    [InlineData("six digits", "cpnmuo")]
    [InlineData("bits that belong to no octet", "cp")]
    [InlineData("a letter beyond v", "cw")]
    [InlineData("padding", "co======")]
    [InlineData("a blank", "c o")]
    public void Text_Malformed_IsRefused(string description, string text) =>
        Assert.False(Base32Hex.TryDecode(text, out _), description);

    [Fact]
    public void AnyOctets_ReadBack() =>
        Gen.Byte.Array[0, 64].Sample(octets =>
            Base32Hex.TryDecode(Base32Hex.ToText(octets), out byte[]? read) && read.AsSpan().SequenceEqual(octets));
}
