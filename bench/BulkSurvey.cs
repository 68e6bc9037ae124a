using System.Globalization;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- bulk</c>: thousands of cold signed domains under one top-level domain, a hundred at once; processor
/// time for each validated TLSA record as a multiple of the three signatures that it rests on. Replies are octets, as from a socket; making them is
/// not counted.
/// </summary>
internal static class BulkSurvey
{
    public const string Command = "bulk";

    private const int Domains = 5000;
    private const int AtOnce = 100;
    private const int Rounds = 10;
    private const int Checks = 2000;

    public static async Task<int> RunAsync()
    {
        ZoneSet zones = World();
        Dictionary<Question, byte[]> replies = [];
        Question[] questions = [.. Enumerable.Range(0, Domains).Select(i => new Question(Name(i), RecordType.TLSA))];
        foreach (Question question in Needed())
        {
            replies[question] = zones.Answer(question).ToWire();
        }

        double three = 3 * CheckCost();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"three checks of P-256: {three / 1000:F3} ms"));
        for (int round = 0; round < Rounds; round++)
        {
            await using OctetSource source = new(replies);
            await using StubResolver resolver = NewResolver(zones, source);
            await resolver.LookupAsync(DomainName.Parse("tld"), RecordType.SOA);
            GC.Collect();
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            int secure = 0;
            await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (question, stop) =>
            {
                Answer answer = await resolver.LookupAsync(question.Name, question.Type, stop);
                Interlocked.Add(ref secure, answer is { Security: SecurityStatus.Secure, Records.Count: 1 } ? 1 : 0);
            });
            double each = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Domains;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{secure} of {Domains} secure, {each / 1000:F3} ms of processor each, {each / three:F2} times the three checks; {allocated / Domains / 1024.0:F1} KiB allocated each, {source.Missing} questions without a reply"));
        }

        return 0;
    }

    private static DomainName Name(int i) => DomainName.Parse(string.Create(CultureInfo.InvariantCulture, $"_25._tcp.mx.d{i}.tld"));

    private static IEnumerable<Question> Needed()
    {
        foreach (string top in new[] { ".", "tld" })
        {
            yield return new Question(DomainName.Parse(top), RecordType.DNSKEY);
            yield return new Question(DomainName.Parse(top), RecordType.SOA);
            yield return new Question(DomainName.Parse(top), RecordType.DS);
        }

        for (int i = 0; i < Domains; i++)
        {
            DomainName name = Name(i);
            DomainName apex = name.Ancestor(2);
            yield return new Question(name, RecordType.TLSA);
            yield return new Question(name, RecordType.DS);
            yield return new Question(name.Ancestor(3), RecordType.DS);
            yield return new Question(apex, RecordType.DS);
            yield return new Question(apex, RecordType.DNSKEY);
        }
    }

    private static ZoneSet World()
    {
        ScenarioWorld world = new ScenarioWorld().Zone(".", "", SoundLookups.Split).Zone("tld", "", SoundLookups.Split);
        for (int i = 0; i < Domains; i++)
        {
            world.Zone(
                string.Create(CultureInfo.InvariantCulture, $"d{i}.tld"),
                "mx A 192.0.2.25\n_25._tcp.mx TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922\n");
        }

        return world.Sign();
    }

    private static StubResolver NewResolver(ZoneSet zones, ISource source) =>
        new(source, new ResolverOptions { Anchors = ScenarioWorld.AnchorsOf(zones), Clock = new StillClock(ScenarioWorld.Now) });

    /// <summary>Microseconds of processor for one check with a key that is kept.</summary>
    private static double CheckCost()
    {
        var key = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "bulk");
        byte[] data = new byte[200];
        byte[] signature = key.Sign(data);
        using VerificationKey kept = ((KeyImport.Imported)SignatureVerifier.Import(key.Record)).Key;
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < Checks; i++)
            {
                kept.Verify(data, signature);
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Checks);
        }

        return best;
    }

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
