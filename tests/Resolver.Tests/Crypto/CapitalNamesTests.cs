using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using AnyRdata = DaneCore.Resolver.Wire.Rdata.Rdata;

namespace DaneCore.Resolver.Tests.Crypto;

/// <summary>A zone of every type that has names in its data, in capitals, as BIND signs it (RFC 4034 section 6.2).</summary>
public sealed class CapitalNamesTests
{
    private static readonly IReadOnlyList<ResourceRecord> Zone = Vectors.Read("names-in-capitals.txt");

    public static TheoryData<string> Owners => [.. Zone.Select(record => record.Owner.ToString()).Distinct()];

    [Theory]
    [Requirement("4034-6.2-3")]
    [MemberData(nameof(Owners))]
    public void Signature_OverNamesInCapitals_Verifies(string owner)
    {
        using VerificationKey key = Vectors.Import(Vectors.Key(Zone));

        Assert.All(Of(owner), signed => Assert.True(key.Verify(signed.Data, signed.Signature.Signature.Span), RecordTypes.ToText(signed.Signature.TypeCovered)));
    }

    /// <summary>The last letter of the last name is another: in each of these types it is signed.</summary>
    [Theory]
    [Requirement("4034-6.2-3")]
    [InlineData("sig.example.", RecordType.SIG)]
    [InlineData("nxt.example.", RecordType.NXT)]
    [InlineData("a6.example.", RecordType.A6)]
    [InlineData("px.example.", RecordType.PX)]
    public void Signature_OverAnotherName_DoesNotVerify(string owner, RecordType type)
    {
        using VerificationKey key = Vectors.Import(Vectors.Key(Zone));
        ResourceRecord[] set = [.. Zone.Where(record => record.Owner.Equals(DomainName.Parse(owner)) && (record.Type == type || record.Data is RrsigRdata { TypeCovered: var covered } && covered == type))];
        string octets = Convert.ToHexString(set[0].Data.ToWire());
        byte[] otherwise = Convert.FromHexString(octets.Replace("4578616D706C65", "4578616D706C66", StringComparison.Ordinal));
        Assert.True(RdataReader.TryReadOwned(type, otherwise, out AnyRdata? data));
        set[0] = set[0] with { Data = data };

        (byte[] covers, RrsigRdata signature) = Assert.Single(Vectors.Signatures(set));

        Assert.False(key.Verify(covers, signature.Signature.Span));
    }

    private static IEnumerable<(byte[] Data, RrsigRdata Signature)> Of(string owner) =>
        Vectors.Signatures(Zone.Where(record => record.Owner.Equals(DomainName.Parse(owner))));
}
