using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Internet;
using DaneCore.Lab.Mail;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Faults;

/// <summary>The sample internet, questions about it with what its zones say to them, and resolvers with little patience.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    /// <summary>Time for one try. Everything is on this machine; what is not there after so long was lost.</summary>
    public static readonly TimeSpan TryTimeout = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private const int AtOnce = 16;

    private static readonly DateTimeOffset From = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private FaultWorld(SampleInternet internet, int seed, IReadOnlyList<Truth> truths)
    {
        Internet = internet;
        Seed = seed;
        Truths = truths;
    }

    public SampleInternet Internet { get; }

    public int Seed { get; }

    /// <summary>What the zones say.</summary>
    public IReadOnlyList<Truth> Truths { get; }

    /// <summary>The certificate of servers that are asked over TLS, and its issuer; handshakes are judged by this system's time.</summary>
    public static LabCertificate Issuer { get; } = LabCertificates.Authority("Stress root", From, To);

    public static LabCertificate Certificate { get; } = LabCertificates.Leaf("dns.lab", From, To, Issuer);

    /// <summary>Asks every question once, without faults and in process.</summary>
    public static async Task<FaultWorld> OpenAsync(int seed)
    {
        var internet = SampleInternet.Create();
        StubResolver resolver = new(new SteppingSource(internet.Source, () => { }), Sound(internet));
        await using ConfiguredAsyncDisposable closing = resolver.ConfigureAwait(false);
        List<Truth> truths = [];
        async Task<Answer> AskAsync(DomainName name, RecordType type)
        {
            Answer answer = await resolver.LookupAsync(name, type).ConfigureAwait(false);
            if (answer.Security != SecurityStatus.Indeterminate)
            {
                truths.Add(new Truth(answer.Question, answer.Security, Truth.TextOf(answer)));
            }

            return answer;
        }

        foreach (SampleDomain domain in internet.Domains)
        {
            var name = DomainName.Parse(domain.Name);
            Answer mx = await AskAsync(name, RecordType.MX).ConfigureAwait(false);
            await AskAsync(DomainName.Parse($"nothing.{domain.Name}"), RecordType.A).ConfigureAwait(false);
            foreach (DomainName host in mx.Records.Select(record => record.Data).OfType<MxRdata>().Select(data => data.Exchange).Where(host => !host.IsRoot))
            {
                await AskAsync(host, RecordType.A).ConfigureAwait(false);
                await AskAsync(DomainName.Parse($"_25._tcp.{host}"), RecordType.TLSA).ConfigureAwait(false);
            }
        }

        Truth[] mixed = [.. truths.DistinctBy(truth => truth.Question)];
        new FaultDice(seed).Shuffle(mixed);
        return new FaultWorld(internet, seed, mixed);
    }

    /// <summary>Dice of a row's own, so that a row is the same whichever rows come before it.</summary>
    public FaultDice DiceFor(string row) => new(HashCode(row) ^ Seed);

    /// <summary>A resolver that asks this server, remembers no answer and has little patience.</summary>
    public StubResolver Open(params IReadOnlyList<UpstreamServer> servers) => new(Options(servers));

    public ResolverOptions Options(params IReadOnlyList<UpstreamServer> servers) => Sound(Internet) with
    {
        Servers = servers,
        ServerRoots = [X509CertificateLoader.LoadCertificate(Issuer.Der.Span)],
        TryTimeout = TryTimeout,
        Timeout = LookupTimeout,
        IteratesAsLastResort = false,
        Cache = null,
    };

    /// <summary>So many lookups, some at a time, each held against what its zone says.</summary>
    public async Task LookUpAsync(StubResolver resolver, FaultTally tally, int lookups)
    {
        int next = -1;
        async Task WorkAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < lookups; i = Interlocked.Increment(ref next))
            {
                Truth truth = Truths[i % Truths.Count];
                try
                {
                    tally.Count(truth, await resolver.LookupAsync(truth.Question.Name, truth.Question.Type).ConfigureAwait(false));
                }
#pragma warning disable CA1031 // Whatever it is, it is counted: there must be none.
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    tally.CountException(truth.Question.ToString(), fault);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WorkAsync))).ConfigureAwait(false);
    }

    /// <summary>The fault is over: a few of the questions again.</summary>
    public async Task LookUpAgainAsync(StubResolver resolver, FaultTally tally)
    {
        const int Few = 10;
        foreach (Truth truth in Truths.Where((_, i) => i % (Truths.Count / Few) == 0))
        {
            Answer answer = await resolver.LookupAsync(truth.Question.Name, truth.Question.Type).ConfigureAwait(false);

            // This machine may be busy with other things; a fault that stays is there at the second time too.
            if (answer.Security == SecurityStatus.Indeterminate)
            {
                answer = await resolver.LookupAsync(truth.Question.Name, truth.Question.Type).ConfigureAwait(false);
            }

            tally.CountAgain(truth, answer);
        }
    }

    /// <summary>Descriptors of this process that are sockets.</summary>
    public static int Sockets()
    {
        int sockets = 0;
        foreach (string descriptor in Directory.EnumerateFiles("/proc/self/fd"))
        {
            try
            {
                sockets += new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true ? 1 : 0;
            }
            catch (IOException)
            {
                // Closed meanwhile.
            }
        }

        return sockets;
    }

    /// <summary>The same, when what was closed has had time to be closed.</summary>
    public static async Task<int> SettledSocketsAsync(int expected)
    {
        var watch = Stopwatch.StartNew();
        while (Sockets() > expected && watch.Elapsed < Settling)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System).ConfigureAwait(false);
        }

        return Sockets();
    }

    public ValueTask DisposeAsync() => Internet.DisposeAsync();

    private static ResolverOptions Sound(SampleInternet internet) => new()
    {
        Anchors = internet.Anchors,
        Clock = new SampleClock(internet.Now),
        Cache = null,
    };

    // That of the platform differs from run to run.
    private static int HashCode(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
