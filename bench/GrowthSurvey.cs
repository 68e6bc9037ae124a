using System.Globalization;
using System.Security.Cryptography;
using DaneCore.Dane;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- growth</c>: whether a lookup costs more when there are more of them, more at once, more octets in an
/// answer, more certificates in a chain.
/// </summary>
internal static class GrowthSurvey
{
    public const string Command = "growth";

    private const int MostZones = 10_000;
    private const int ZonesForAtOnce = 2000;
    private const int Repeats = 50;
    private const int OctetsPerText = 200;

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        BulkWorld world = new(MostZones);
        await world.RunAsync(MostZones, BulkWorld.AtOnce);
        CheckCost check = new();
        Head("Cold signed zones, a hundred at once", "Each, µs", "Checks", "Each, KiB");
        foreach (int zones in (int[])[1, 10, 100, 1000, MostZones])
        {
            await PrintAsync(world, check, zones, BulkWorld.AtOnce, zones);
        }

        Head($"Lookups at once, of {Markdown.Number(ZonesForAtOnce)} cold zones", "Each, µs", "Checks", "Each, KiB");
        foreach (int atOnce in (int[])[1, 4, 16, 64, 256])
        {
            await PrintAsync(world, check, ZonesForAtOnce, atOnce, atOnce);
        }

        Head("Octets of an answer, nothing known", "Each, µs", "Each, KiB", "Outcome");
        foreach (int texts in (int[])[1, 4, 18, 75, 300])
        {
            await PrintAnswerAsync(texts);
        }

        Head("Certificates of a chain, `2 1 1` for the last", "Each, µs", "Each, KiB", "Outcome");
        foreach (int certificates in (int[])[2, 5, 10, 20, 50, 100])
        {
            PrintChain(certificates);
        }

        return 0;
    }

    private static void Head(params string[] columns)
    {
        Console.WriteLine();
        Markdown.Head(columns);
    }

    private static async Task PrintAsync(BulkWorld world, CheckCost check, int zones, int atOnce, int shown)
    {
        double before = check.Measure();

        // A few lookups are too short for the clock of the processor.
        int times = Math.Clamp(1000 / zones, 1, 50);
        double microseconds = 0;
        double allocated = 0;
        for (int time = 0; time < times; time++)
        {
            BulkWorld.Cost cost = await world.RunAsync(zones, atOnce);
            microseconds += cost.Microseconds / times;
            allocated += cost.Allocated / times;
        }

        double one = (before + check.Measure()) / 2;
        Markdown.Row(Markdown.Number(shown), Markdown.Number(microseconds), Markdown.Number(microseconds / one, 1), Markdown.Number(allocated, 1));
    }

    /// <summary>One signed set of texts, as octets, judged by a resolver that knows nothing.</summary>
    private static async Task PrintAnswerAsync(int texts)
    {
        string lines = string.Join('\n', Enumerable.Range(0, texts).Select(i => $"www TXT \"{new string('a', OctetsPerText - 4)}{i:D4}\""));
        ZoneSet zones = new ScenarioWorld().Zone(".", lines, SoundLookups.Split).Sign();
        var name = DomainName.Parse("www");
        int length = zones.Answer(new Question(name, RecordType.TXT)).ToWire().Length;
        await using ZoneOctetsSource source = new(zones);
        await MeasureAsync(length, async () =>
        {
            await using StubResolver resolver = new(source, new ResolverOptions { Anchors = ScenarioWorld.AnchorsOf(zones), Clock = new StillClock(ScenarioWorld.Now) });
            Answer answer = await resolver.LookupAsync(name, RecordType.TXT);
            return answer.Security == SecurityStatus.Secure && answer.Records.Count == texts;
        }, "secure");
    }

    private static void PrintChain(int certificates)
    {
        DateTimeOffset until = From.AddYears(1);
        List<LabCertificate> chain = [LabCertificates.Authority("ca 0", From, until)];
        while (chain.Count < certificates - 1)
        {
            chain.Add(LabCertificates.Authority(string.Create(CultureInfo.InvariantCulture, $"ca {chain.Count}"), From, until, chain[^1]));
        }

        chain.Add(LabCertificates.Leaf("mx.example.com", From, until, chain[^1]));
        chain.Reverse();
        ReferenceNames names = new(DomainName.Parse("mx.example.com"));
        var records = TlsaRecordSet.FromTrustedInput(new TlsaRecord(CertificateUsage.DaneTa, Selector.Spki, MatchingType.Sha256, SHA256.HashData(chain[^1].Spki.Span)));
        DaneVerifier verifier = new(UsageProfile.Smtp, new StillClock(From.AddDays(1)), TrustRoots.None);
        ReadOnlyMemory<byte>[] octets = [.. chain.Select(certificate => certificate.Der)];
        DaneOutcome first = verifier.Verify(records, PeerChain.FromDer(octets), names);
        MeasureAsync(certificates, () => Task.FromResult(verifier.Verify(records, PeerChain.FromDer(octets), names).Status == first.Status), first.Status == DaneStatus.Matched ? "matched" : first.Reason.Text)
            .GetAwaiter().GetResult();
    }

    private static async Task MeasureAsync(int shown, Func<Task<bool>> run, string outcome)
    {
        for (int i = 0; i < Repeats; i++)
        {
            await run();
        }

        bool holds = true;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < Repeats; i++)
        {
            holds &= await run();
        }

        double each = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Repeats;
        double kept = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Repeats / 1024.0;
        Markdown.Row(Markdown.Number(shown), Markdown.Number(each), Markdown.Number(kept), holds ? outcome : "not what it should be");
    }
}
