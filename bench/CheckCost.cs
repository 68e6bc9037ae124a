using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Bench;

/// <summary>What a check of a P-256 signature costs at the moment, with a key that is kept.</summary>
internal sealed class CheckCost
{
    private const int Checks = 1000;

    private readonly byte[] _data = new byte[200];
    private readonly byte[] _signature;
    private readonly VerificationKey _key;

    public CheckCost()
    {
        var key = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "bulk");
        _signature = key.Sign(_data);
        _key = ((KeyImport.Imported)SignatureVerifier.Import(key.Record)).Key;
    }

    /// <summary>Microseconds of processor.</summary>
    public double Measure()
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < Checks; i++)
        {
            _key.Verify(_data, _signature);
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Checks;
    }
}
