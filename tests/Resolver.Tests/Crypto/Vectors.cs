using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

/// <summary>Keys, signatures and digests printed in RFCs and kept by other projects; see testdata/vectors/README.md.</summary>
internal static class Vectors
{
    private const int LabelsOffset = 3;

    public static IReadOnlyList<ResourceRecord> Read(string file) => Parse(File.ReadAllText(TestData.PathOf("vectors", file)));

    public static IReadOnlyList<ResourceRecord> Parse(string text)
    {
        Assert.True(ZoneFileReader.TryParse(text, DomainName.Root, out IReadOnlyList<ResourceRecord> records, out string? why), why);
        return records;
    }

    public static DnskeyRdata Key(IEnumerable<ResourceRecord> records) => records.Select(record => record.Data).OfType<DnskeyRdata>().First();

    /// <summary>Every signature of the records with the octets it covers.</summary>
    public static IEnumerable<(byte[] Data, RrsigRdata Signature)> Signatures(IEnumerable<ResourceRecord> records) =>
        from set in RecordSet.Group(records)
        from signature in set.Signatures
        select (Covered(set, signature), signature);

    public static VerificationKey Import(DnskeyRdata key) => Assert.IsType<KeyImport.Imported>(SignatureVerifier.Import(key)).Key;

    public static DnskeyRdata WithPublicKey(DnskeyRdata key, ReadOnlySpan<byte> publicKey) =>
        new(key.Flags, key.Protocol, key.Algorithm, publicKey.ToArray());

    /// <summary>A copy with one bit of one octet turned.</summary>
    public static byte[] Altered(ReadOnlySpan<byte> octets, int at)
    {
        byte[] copy = octets.ToArray();
        copy[at] ^= 0x01;
        return copy;
    }

    // The signatures of RFC 8080 count a label too many. Such a set has no canonical form, so the count is put in afterwards.
    private static byte[] Covered(RecordSet set, RrsigRdata signature)
    {
        byte labels = (byte)Math.Min(signature.Labels, set.Owner.LabelCount);
        byte[] data = CanonicalForm.Of(set, new RrsigRdata(
            signature.TypeCovered, signature.Algorithm, labels, signature.OriginalTtl, signature.Expiration, signature.Inception, signature.KeyTag, signature.Signer, signature.Signature));
        data[LabelsOffset] = signature.Labels;
        return data;
    }
}
