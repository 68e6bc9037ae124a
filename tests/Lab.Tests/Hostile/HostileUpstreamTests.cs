using System.Collections.Concurrent;
using System.Diagnostics;
using DaneCore.Lab.Internet;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Lab.Tests.Hostile;

/// <summary>
/// The whole sample internet behind a hostile upstream: every lookup a mail check makes, under every attack, judged against what the zones
/// hold. No lie may be accepted; and where an honest server stands second, no domain may suffer.
/// </summary>
public sealed class HostileUpstreamTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EveryLookup_UnderEveryAttack_AcceptsNoLieAndLosesNoDomain()
    {
        await using Bench bench = new();
        Tally tally = new();

        await bench.PlayAsync(Attacks.All(bench.World), bench.Anchors, tally);

        output.WriteLine(tally.ToString());
        Assert.Empty(tally.Lies);
        Assert.Empty(tally.Lost);
        Assert.True(tally.Played > 5000, tally.ToString());
        Assert.True(tally.Elsewhere > tally.Played / 4, tally.ToString());
        Assert.Empty(tally.WithoutEffect);
    }

    /// <summary>Without an attacker, the validator and the zones agree on every lookup: what is secure, insecure and broken.</summary>
    [Fact]
    public async Task EveryLookup_Unattacked_IsWhatTheZonesSay()
    {
        await using Bench bench = new();
        Tally tally = new();

        await bench.PlayAsync([new Attack("none", (_, reply) => reply)], bench.Anchors, tally, even: true);

        output.WriteLine(tally.ToString());
        Assert.Empty(tally.Lies);
        Assert.Empty(tally.Lost);
        Assert.Equal(bench.Questions.Count, tally.Played);
        Assert.True(tally.Verdicts[SecurityStatus.Secure] > tally.Played / 2, tally.ToString());
        Assert.True(tally.Verdicts[SecurityStatus.Insecure] > 0 && tally.Verdicts[SecurityStatus.Bogus] > 0, tally.ToString());
    }

    /// <summary>The judge sees: a validator that trusts the attacker's root takes the forged internet for true, and that is counted.</summary>
    [Fact]
    public async Task Oracle_BehindAForgedAnchor_SeesTheLies()
    {
        await using Bench bench = new();
        TrustAnchorSet forged = new([TrustAnchor.FromKey(DomainName.Root, bench.World.Shadow.Find(DomainName.Root)!.Keys.First())]);
        Tally tally = new();

        await bench.PlayAsync([new Attack("a forged internet", (question, _) => bench.World.Shadow.Answer(question))], forged, tally);

        output.WriteLine(tally.ToString());
        Assert.True(tally.Lies.Count > tally.Played / 3, tally.ToString());
    }

    /// <summary>The judge sees the other half too: a validator that takes a missing DS for an unsigned zone accepts forged data as insecure.</summary>
    [Fact]
    public async Task Oracle_WhereTheZonesCountAsUnsigned_SeesTheDowngrade()
    {
        await using Bench bench = new();
        Tally tally = new();
        ValidationPolicy careless = new() { NegativeTrustAnchors = [new NegativeTrustAnchor(DomainName.Parse("lab")), new NegativeTrustAnchor(DomainName.Parse("sample"))] };

        await bench.PlayAsync([new Attack("none", (_, reply) => reply)], bench.Anchors, tally, even: true, careless);

        Assert.True(tally.Lies.Count > tally.Played / 3, tally.ToString());
    }

    private sealed class Bench : IAsyncDisposable
    {
        // Each attack meets each domain, and each kind of lookup; not every lookup of every domain, unless DANECORE_SWEEP=all asks for
        // that. Prime to the number of lookups.
        private static readonly int Share = Environment.GetEnvironmentVariable("DANECORE_SWEEP") == "all" ? 1 : 5;

        private readonly SampleInternet _internet = SampleInternet.Create();
        private readonly ConcurrentDictionary<Question, Message> _honest = new();
        private readonly ZoneTruth _truth;

        public Bench()
        {
            World = new HostileWorld(_internet);
            _truth = new ZoneTruth(_internet);
            Questions =
            [
                .. from domain in _internet.Domains.Select(domain => domain.Name).Append("provider.lab").Append("unsigned-host.lab").Where(name => !DomainName.Parse(name).Equals(HostileWorld.Own))
                   from lookup in new[] { ("", RecordType.MX), ("", RecordType.A), ("mx.", RecordType.A), ("mx.", RecordType.AAAA), ("_25._tcp.mx.", RecordType.TLSA), ("zz-nothing.", RecordType.A) }
                   select new Question(DomainName.Parse(lookup.Item1 + domain), lookup.Item2),
            ];
        }

        public HostileWorld World { get; }

        public IReadOnlyList<Question> Questions { get; }

        public TrustAnchorSet Anchors => _internet.Anchors;

        public async Task PlayAsync(IReadOnlyList<Attack> attacks, TrustAnchorSet anchors, Tally tally, bool even = false, ValidationPolicy? policy = null)
        {
            var clock = Stopwatch.StartNew();
            ResolverOptions options = new() { Anchors = anchors, Clock = new FakeTimeProvider(_internet.Now), Cache = null, Policy = policy ?? new() };
            foreach (Attack attack in attacks)
            {
                tally.Begin(attack);
            }

            await Parallel.ForEachAsync(
                from question in Questions.Index() from attack in attacks.Index() where even || (question.Index + attack.Index) % Share == 0 select (question: question.Item, attack: attack.Item),
                TestContext.Current.CancellationToken,
                async (pair, stop) =>
                {
                    HostileSource source = new(question => _honest.GetOrAdd(question, asked => World.Honest.Answer(asked)), pair.attack);
                    await using StubResolver resolver = new(source, options);
                    Answer answer = await resolver.LookupAsync(pair.question.Name, pair.question.Type, stop);
                    ZoneTruth.Fact fact = _truth.About(pair.question);
                    if (source.HasChanged || even)
                    {
                        tally.Count(pair.question, pair.attack, answer, source.AskedElsewhere, _truth.LieIn(answer, fact), fact.Standing < ZoneTruth.Standing.Silent && !answer.IsUsable);
                    }
                });
            tally.Elapsed = clock.Elapsed;
        }

        public ValueTask DisposeAsync() => _internet.DisposeAsync();
    }

    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, int> _effects = [];

        public List<string> Lies { get; } = [];

        public List<string> Lost { get; } = [];

        public Dictionary<SecurityStatus, int> Verdicts { get; } = Enum.GetValues<SecurityStatus>().ToDictionary(status => status, _ => 0);

        public int Played { get; private set; }

        public int Elsewhere { get; private set; }

        public TimeSpan Elapsed { get; set; }

        public IEnumerable<string> WithoutEffect => _effects.Where(attack => attack.Value == 0).Select(attack => attack.Key);

        public void Begin(Attack attack) => _effects.TryAdd(attack.Name, 0);

        public void Count(Question question, Attack attack, Answer answer, bool elsewhere, string? lie, bool isLost)
        {
            lock (_gate)
            {
                Played++;
                Elsewhere += elsewhere ? 1 : 0;
                Verdicts[answer.Security]++;
                _effects[attack.Name]++;
                if (lie is not null)
                {
                    Lies.Add($"{question} under '{attack.Name}': {lie}");
                }

                if (isLost)
                {
                    Lost.Add($"{question} under '{attack.Name}': {answer.Security}, {answer.Why?.Text}");
                }
            }
        }

        public override string ToString() =>
            $"{_effects.Count} attacks, {Played} lookups touched by one, {Elsewhere} asked again elsewhere; " +
            $"{string.Join(", ", Verdicts.Select(verdict => $"{verdict.Value} {verdict.Key}"))}; {Lies.Count} lies accepted, {Lost.Count} domains lost; {Elapsed.TotalSeconds:F1} s\n" +
            string.Join('\n', Lies.Concat(Lost).Order(StringComparer.Ordinal).Take(40));
    }
}
