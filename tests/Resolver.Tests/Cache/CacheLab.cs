using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>
/// A resolver that remembers, before zones that may change and servers that may lie, by a clock that moves when told to. Beside the
/// signed root there is <c>test.</c>, signed, with NSEC, and <c>plain.</c>, not signed.
/// </summary>
internal sealed class CacheLab : IAsyncDisposable
{
    public const string TestZone =
        "www 3600 A 192.0.2.1\nshort 60 A 192.0.2.2\nalias CNAME www\n*.wild A 192.0.2.3\nmx MX 10 www\nb A 192.0.2.4\nd A 192.0.2.5\n";

    public CacheLab(ScenarioWorld? world = null, CacheOptions? cache = null, params IReadOnlyList<LabNameServer> servers)
    {
        Zones = (world ?? World()).Sign();
        Server = new LabNameServer(Zones) { Name = "lab" };
        Source = new LabSource(servers.Count > 0 ? servers : [Server]);
        Options = new ResolverOptions { Anchors = ScenarioWorld.AnchorsOf(Zones), Clock = Clock, Timeout = TimeSpan.FromDays(1), Cache = cache ?? new CacheOptions() };
        Resolver = new StubResolver(Source, Options);
    }

    public ZoneSet Zones { get; }

    public FakeTimeProvider Clock { get; } = new(ScenarioWorld.Now);

    public ResolverOptions Options { get; }

    /// <summary>The server, where there is one only.</summary>
    public LabNameServer Server { get; }

    public LabSource Source { get; }

    public StubResolver Resolver { get; }

    public int Asked => Source.Asked.Count;

    public static ScenarioWorld World() => new ScenarioWorld().Zone("test", TestZone).UnsignedZone("plain", "www A 192.0.2.9\nalias CNAME www\n");

    /// <summary>A lab with one server behind a fault.</summary>
    public static CacheLab Behind(IReplyFault fault, ScenarioWorld? world = null) =>
        new(world, servers: [new LabNameServer((world ?? World()).Sign(), fault)]);

    public async Task<Answer> AskAsync(string name, RecordType type = RecordType.A) =>
        await Resolver.LookupAsync(DomainName.Parse(name), type, TestContext.Current.CancellationToken);

    /// <summary>The answer, and how many questions it took.</summary>
    public async Task<(Answer Answer, int Asked)> CountAsync(string name, RecordType type = RecordType.A)
    {
        int before = Asked;
        Answer answer = await AskAsync(name, type);
        return (answer, Asked - before);
    }

    public void Wait(TimeSpan time) => Clock.Advance(time);

    public void WaitSeconds(int seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    public ValueTask DisposeAsync() => Resolver.DisposeAsync();
}
