using System.Security.Cryptography;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class Nsec3HashTests
{
    private static readonly byte[] Salt = [0xAA, 0xBB, 0xCC, 0xDD];

    public static TheoryData<string, string> AppendixA { get; } = ReadAppendixA();

    [Theory]
    [Requirement("5155-5-1")]
    [MemberData(nameof(AppendixA))]
    public void Hash_OfAppendixA_IsAsPrinted(string name, string expected) =>
        Assert.Equal(expected, Base32Hex.ToText(Nsec3Hash.Compute(DomainName.Parse(name), Salt, 12)));

    [Theory]
    [Requirement("5155-5-1")]
    [MemberData(nameof(AppendixA))]
    public void Hash_OtherSaltIterationsOrName_IsAnother(string name, string printed)
    {
        Assert.NotEqual(printed, Base32Hex.ToText(Nsec3Hash.Compute(DomainName.Parse(name), [0xAA, 0xBB, 0xCC, 0xDC], 12)));
        Assert.NotEqual(printed, Base32Hex.ToText(Nsec3Hash.Compute(DomainName.Parse(name), Salt, 11)));
        Assert.NotEqual(printed, Base32Hex.ToText(Nsec3Hash.Compute(DomainName.Parse("z" + name), Salt, 12)));
    }

    [Fact]
    [Requirement("5155-5-1")]
    public void Hash_OfUpperCase_IsThatOfLowerCase() =>
        Assert.Equal(
            Nsec3Hash.Compute(DomainName.Parse("x.y.w.example"), Salt, 12), Nsec3Hash.Compute(DomainName.Parse("X.y.W.EXAMPLE"), Salt, 12));

    [Fact]
    public void Hash_LongestNameAndSalt_IsComputed()
    {
        string label = new('a', DomainName.MaxLabelLength);
        var longest = DomainName.Parse($"{label}.{label}.{label}.{new string('a', 61)}");
        byte[] salt = new byte[255];

        Assert.Equal(DomainName.MaxWireLength, longest.Wire.Length);
        Assert.Equal(Nsec3Hash.Length, Nsec3Hash.Compute(longest, salt, 0).Length);
        Assert.NotEqual(Nsec3Hash.Compute(longest, salt, 0), Nsec3Hash.Compute(longest, salt.AsSpan(1), 0));
    }

    private static TheoryData<string, string> ReadAppendixA()
    {
        TheoryData<string, string> rows = [];
        foreach (string line in File.ReadLines(TestData.PathOf("vectors", "rfc5155-appendix-a.txt")))
        {
            if (line.Length > 0 && line[0] != ';')
            {
                string[] fields = line.Split(' ');
                rows.Add(fields[0], fields[1]);
            }
        }

        return rows;
    }

    [Theory]
    [InlineData("_25._tcp.mx.example.com")]
    [InlineData("a-name-of-fifty-four-octets-in-its-wire-form.example")]
    [InlineData("a-name-of-fifty-five-octets-in-its-wire-formx.example")]
    [InlineData("a-name-of-fifty-six-octets-in-its-wire-form-xx.example")]
    public void Hash_WithEachLengthOfSalt_IsWhatThePlatformsClassSays(string text)
    {
        var name = DomainName.Parse(text);
        byte[] salt = [.. Enumerable.Range(1, 255).Select(i => (byte)i)];
        for (int length = 0; length <= salt.Length; length++)
        {
            foreach (int iterations in (int[])[0, 1, 2, 150])
            {
                byte[] expected = [.. name.ToCanonical().Wire];
                for (int k = 0; k <= iterations; k++)
                {
#pragma warning disable CA5350 // Hash algorithm 1 is SHA-1 by definition (RFC 5155 section 11).
                    expected = SHA1.HashData([.. expected, .. salt.AsSpan(0, length)]);
#pragma warning restore CA5350
                }

                Assert.Equal(expected, Nsec3Hash.Compute(name, salt.AsSpan(0, length), iterations));
            }
        }
    }
}
