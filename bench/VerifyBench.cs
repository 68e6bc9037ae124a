using BenchmarkDotNet.Attributes;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>One signature over 200 octets, with a key that is kept, and with one taken in anew each time.</summary>
public class VerifyBench
{
    private readonly byte[] _data = new byte[200];
    private ZoneKey? _key;
    private VerificationKey? _kept;
    private byte[] _signature = [];

    [Params(
        DnssecAlgorithm.RsaSha1, DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha512, DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP384Sha384,
        DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448)]
    public DnssecAlgorithm Algorithm { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _key = ZoneKey.Create(Algorithm, "bench");
        _signature = _key.Sign(_data);
        _kept = Import();
    }

    [GlobalCleanup]
    public void Release() => _kept?.Dispose();

    [Benchmark]
    public bool KeptKey() => _kept!.Verify(_data, _signature);

    [Benchmark]
    public bool NewKey()
    {
        using VerificationKey key = Import();
        return key.Verify(_data, _signature);
    }

    private VerificationKey Import() =>
        SignatureVerifier.Import(_key!.Record) is KeyImport.Imported imported ? imported.Key : throw new NotSupportedException($"{Algorithm}");
}
