using BenchmarkDotNet.Attributes;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>The hash of one name, at the iterations that RFC 9276 recommends and at more.</summary>
public class Nsec3HashBench
{
    private readonly DomainName _name = DomainName.Parse("_25._tcp.mx.example.com");
    private readonly byte[] _hash = new byte[Nsec3Hash.Length];

    [Params(0, 100)]
    public int Iterations { get; set; }

    [Benchmark]
    public void Compute() => Nsec3Hash.Compute(_name, [0xAA, 0xBB, 0xCC, 0xDD], Iterations, _hash);
}
