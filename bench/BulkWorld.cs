using System.Globalization;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>
/// Thousands of signed domains under one top-level domain, each with one mail host and its TLSA record, and every reply that a lookup of that needs, as
/// octets. Making the replies is not counted; reading them is.
/// </summary>
internal sealed class BulkWorld
{
    /// <summary>Lookups under way at the same time.</summary>
    public const int AtOnce = 100;

    private readonly Dictionary<Question, byte[]> _replies = [];

    public BulkWorld(int domains)
    {
        ScenarioWorld world = new ScenarioWorld().Zone(".", "", SoundLookups.Split).Zone("tld", "", SoundLookups.Split);
        for (int i = 0; i < domains; i++)
        {
            world.Zone(
                string.Create(CultureInfo.InvariantCulture, $"d{i}.tld"),
                "mx A 192.0.2.25\n_25._tcp.mx TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922\n");
        }

        Zones = world.Sign();
        foreach (Question question in Needed(domains))
        {
            _replies[question] = Zones.Answer(question).ToWire();
        }
    }

    /// <summary>The zone above all of them.</summary>
    public static DomainName TopLevel { get; } = DomainName.Parse("tld");

    public ZoneSet Zones { get; }

    /// <summary>What is asked and what is said, for each of them.</summary>
    public IReadOnlyDictionary<Question, byte[]> Replies => _replies;

    /// <summary>Where the TLSA record of a domain stands.</summary>
    public static DomainName NameOf(int i) => DomainName.Parse(string.Create(CultureInfo.InvariantCulture, $"_25._tcp.mx.d{i}.tld"));

    /// <summary>One fresh resolver that knows the keys of the top-level domain, so many domains, so many of them at once.</summary>
    public async Task<Cost> RunAsync(int domains, int atOnce)
    {
        Question[] questions = [.. Enumerable.Range(0, domains).Select(i => new Question(NameOf(i), RecordType.TLSA))];
        await using OctetSource source = new(_replies);
        await using StubResolver resolver = new(
            source, new ResolverOptions { Anchors = ScenarioWorld.AnchorsOf(Zones), Clock = new StillClock(ScenarioWorld.Now) });
        await resolver.LookupAsync(TopLevel, RecordType.SOA);
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        int secure = 0;
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (question, stop) =>
        {
            Answer answer = await resolver.LookupAsync(question.Name, question.Type, stop);
            Interlocked.Add(ref secure, answer is { Security: SecurityStatus.Secure, Records.Count: 1 } ? 1 : 0);
        });
        return new Cost(
            secure,
            (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / domains,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / domains / 1024.0,
            source.Missing);
    }

    private static IEnumerable<Question> Needed(int domains)
    {
        foreach (string top in new[] { ".", "tld" })
        {
            yield return new Question(DomainName.Parse(top), RecordType.DNSKEY);
            yield return new Question(DomainName.Parse(top), RecordType.SOA);
            yield return new Question(DomainName.Parse(top), RecordType.DS);
        }

        for (int i = 0; i < domains; i++)
        {
            DomainName name = NameOf(i);
            DomainName apex = name.Ancestor(2);
            yield return new Question(name, RecordType.TLSA);
            yield return new Question(name, RecordType.DS);
            yield return new Question(name.Ancestor(3), RecordType.DS);
            yield return new Question(apex, RecordType.DS);
            yield return new Question(apex, RecordType.DNSKEY);
        }
    }

    /// <summary>What one run cost, for each lookup.</summary>
    public sealed record Cost(int Secure, double Microseconds, double Allocated, int Missing);

    /// <summary>Replies as octets, read anew each time, that come a moment later as from a socket.</summary>
    private sealed class OctetSource(Dictionary<Question, byte[]> replies) : ISource
    {
        private int _missing;

        public int Places => 1;

        public int Missing => _missing;

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            await Task.Yield();
            if (replies.TryGetValue(question, out byte[]? octets) && Message.TryRead(octets, out Message? message, out WireFault fault))
            {
                return new SourceReply.Received(message, "bulk");
            }

            Interlocked.Increment(ref _missing);
            return new SourceReply.NotRecorded();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
