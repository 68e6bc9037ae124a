using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>A validated answer that is kept, asked for again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the cleanup.")]
public class CacheHitBench
{
    private readonly DomainName _name = DomainName.Parse($"_25._tcp.{MailDiscovery.DeepHost}");
    private StubResolver? _resolver;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        ZoneSet zones = MailDiscovery.ZonesAt(ScenarioWorld.Now);
        _resolver = new StubResolver(new LabSource(zones), new ResolverOptions { Anchors = ScenarioWorld.AnchorsOf(zones), Clock = new StillClock(ScenarioWorld.Now) });
        await _resolver.LookupAsync(_name, RecordType.TLSA);
    }

    [GlobalCleanup]
    public async Task ReleaseAsync() => await _resolver!.DisposeAsync();

    [Benchmark]
    public bool Find()
    {
        ValueTask<Answer> answer = _resolver!.LookupAsync(_name, RecordType.TLSA);
        return answer.IsCompletedSuccessfully && answer.Result.FromCache;
    }
}
