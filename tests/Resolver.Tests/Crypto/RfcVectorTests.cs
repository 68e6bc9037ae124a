using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

/// <summary>The examples of the RFCs, as printed and with one octet altered.</summary>
public class RfcVectorTests
{
    public static TheoryData<string> Signed { get; } =
    [
        "rfc5702-6.1.txt", "rfc5702-6.2.txt", "rfc6605-6.1.txt", "rfc6605-6.2.txt",
        "rfc8080-6.1-first.txt", "rfc8080-6.1-second.txt", "rfc8080-6.2-first.txt", "rfc8080-6.2-second.txt",
    ];

    public static TheoryData<string> Delegated { get; } =
    [
        "rfc4034-5.4.txt", "rfc4509-2.3.txt", "rfc6605-6.1.txt", "rfc6605-6.2.txt",
        "rfc8080-6.1-first.txt", "rfc8080-6.1-second.txt", "rfc8080-6.2-first.txt", "rfc8080-6.2-second.txt",
    ];

    [Theory]
    [Requirement("4033-6-1")]
    [Requirement("4034-3.1.8.1-1")]
    [Requirement("6840-2.2-1")]
    [Requirement("5702-3-2")]
    [Requirement("5702-5.1-1")]
    [Requirement("6605-4-3")]
    [Requirement("8080-5-1")]
    [MemberData(nameof(Signed))]
    public void Signature_AsPrinted_Verifies(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        using VerificationKey key = Vectors.Import(Vectors.Key(records));

        Assert.True(key.Verify(data, signature.Signature.Span));
        Assert.Equal(signature.KeyTag, KeyTag.Of(Vectors.Key(records)));
    }

    [Theory]
    [Requirement("4034-3.1.8.1-1")]
    [Requirement("5702-3-2")]
    [Requirement("6605-4-3")]
    [MemberData(nameof(Signed))]
    public void Signature_OneOctetAltered_DoesNotVerify(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        using VerificationKey key = Vectors.Import(Vectors.Key(records));

        for (int at = 0; at < signature.Signature.Length; at++)
        {
            Assert.False(key.Verify(data, Vectors.Altered(signature.Signature.Span, at)), $"octet {at} of the signature");
        }

        for (int at = 0; at < data.Length; at++)
        {
            Assert.False(key.Verify(Vectors.Altered(data, at), signature.Signature.Span), $"octet {at} of the data");
        }
    }

    [Theory]
    [MemberData(nameof(Signed))]
    public void Signature_KeyAltered_DoesNotVerify(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        DnskeyRdata key = Vectors.Key(records);

        for (int at = 0; at < key.PublicKey.Length; at++)
        {
            DnskeyRdata altered = Vectors.WithPublicKey(key, Vectors.Altered(key.PublicKey.Span, at));
            switch (SignatureVerifier.Import(altered))
            {
                case KeyImport.Imported imported:
                    using (imported.Key)
                    {
                        Assert.False(imported.Key.Verify(data, signature.Signature.Span), $"octet {at} of the key");
                    }

                    break;
                case KeyImport.Malformed malformed:
                    Assert.NotEmpty(malformed.Why);
                    break;
                default:
                    Assert.Fail($"octet {at}: an altered key is no unsupported one");
                    break;
            }
        }
    }

    [Theory]
    [Requirement("4034-5.1.4-1")]
    [Requirement("4035-5.2-2")]
    [Requirement("4509-2.1-1")]
    [Requirement("6840-2.2-1")]
    [Requirement("6605-2-1")]
    [Requirement("8080-5-1")]
    [MemberData(nameof(Delegated))]
    public void Digest_AsPrinted_Matches(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        ResourceRecord delegation = Assert.Single(records, record => record.Type == RecordType.DS);
        var ds = (DsRdata)delegation.Data;
        DnskeyRdata key = Vectors.Key(records);

        Assert.True(DelegationDigest.Matches(delegation.Owner, key, ds));
        Assert.Equal(ds.KeyTag, KeyTag.Of(key));
        Assert.Equal(ds.Digest.ToArray(), DelegationDigest.Compute(delegation.Owner, key, ds.DigestType));
    }

    [Theory]
    [Requirement("4035-5.2-2")]
    [Requirement("4509-2.1-1")]
    [Requirement("6605-2-1")]
    [MemberData(nameof(Delegated))]
    public void Digest_OneOctetAltered_DoesNotMatch(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        ResourceRecord delegation = Assert.Single(records, record => record.Type == RecordType.DS);
        var ds = (DsRdata)delegation.Data;
        DnskeyRdata key = Vectors.Key(records);

        for (int at = 0; at < ds.Digest.Length; at++)
        {
            DsRdata altered = new(ds.KeyTag, ds.Algorithm, ds.DigestType, Vectors.Altered(ds.Digest.Span, at));
            Assert.False(DelegationDigest.Matches(delegation.Owner, key, altered), $"octet {at} of the digest");
        }
    }
}
