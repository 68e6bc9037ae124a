using System.Globalization;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Tests.Sources.Iterating;
using DaneCore.Resolver.Tests.Transport;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>
/// A lookup cancelled at each of its steps: where something is asked, where an id or a port is drawn, where a server answers. Each time it ends with cancellation and nothing
/// else, the resolver is of use afterwards, and no socket is left.
/// </summary>
public sealed class CancellationTests
{
    private static readonly DomainName Name = DomainName.Parse("alias.example.lab");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("source", 4)]
    [InlineData("datagrams", 12)]
    [InlineData("cut datagrams", 12)]
    [InlineData("tls", 8)]
    [InlineData("https", 4)]
    [InlineData("walk", 20)]
    [InlineData("last resort", 20)]
    public async Task Lookup_CancelledAtAnyStep_EndsAndLeavesNothing(string way, int atLeast)
    {
        (int cancelled, int ended) = await CancellationSweep.RunAsync(async (step, stop) =>
        {
            await using World world = await World.OpenAsync(way, step);
            bool isCancelled;
            await using (StubResolver resolver = world.Open(step))
            {
                isCancelled = await IsCancelledAsync(resolver, stop);
                await world.UntilNoDatagramIsWaitedForAsync();
                Answer again = await resolver.LookupAsync(Name, RecordType.A, Stop);
                Assert.Equal((SecurityStatus.Secure, null), (again.Security, again.Why));
            }

            await world.UntilNoSocketAsync();
            return isCancelled;
        });

        Assert.InRange(cancelled, atLeast, 2000);

        // Only where it was cancelled after everything was known, as when a guess comes home too late.
        Assert.InRange(ended, 1, 1 + (cancelled / 2));
    }

    private static async Task<bool> IsCancelledAsync(StubResolver resolver, CancellationToken stop)
    {
        try
        {
            Answer answer = await resolver.LookupAsync(Name, RecordType.A, stop);
            Assert.Equal((SecurityStatus.Secure, null), (answer.Security, answer.Why));
            return false;
        }
        catch (OperationCanceledException)
        {
            Assert.True(stop.IsCancellationRequested);
            return true;
        }
    }

    /// <summary>Servers, and a resolver before them.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly List<IAsyncDisposable> _owned = [];
        private readonly HashSet<int> _ports = [];
        private ISource? _source;
        private ResolverOptions _options = SmallInternet.Options();

        public static async Task<World> OpenAsync(string way, Action step)
        {
            World world = new();
            IReplyFault stepping = ReplyFaults.MapMessage(message =>
            {
                step();
                return message;
            });
            switch (way)
            {
                case "source":
                    world._source = new LabSource(SmallInternet.Zones, stepping);
                    break;
                case "datagrams":
                case "cut datagrams":
                    IEnumerable<IReplyFault> cut = way == "datagrams" ? [] : [ReplyFaults.Truncate()];
                    world.Take(LoopbackDnsServer.Start(SmallInternet.Zones, [stepping, .. cut]));
                    break;
                case "tls":
                    var tls = LoopbackDnsServer.StartTls(new LabNameServer(SmallInternet.Zones, stepping), DnsCertificates.Good, DnsCertificates.Between);
                    world.Take(tls, new UpstreamServer.OverTls(tls.EndPoint, new ServerIdentity(DomainName.Parse("dns.lab"), [])));
                    break;
                case "https":
                    DohServer https = await DohServer.StartAsync((context, query) =>
                    {
                        step();
                        return DohServer.Sound(context, query);
                    });
                    world._owned.Add(https);
                    world._ports.Add(https.Port);
                    world._options = world._options with
                    {
                        Servers = [new UpstreamServer.OverHttps(new UriBuilder("https", "127.0.0.1", https.Port, "/dns-query").Uri, new ServerIdentity(DomainName.Parse("dns.lab"), []))],
                    };
                    break;
                default:
                    await world.AddWalkAsync(stepping, forwards: way == "last resort");
                    break;
            }

            return world;
        }

        public StubResolver Open(Action step)
        {
            ResolverOptions options = _options with
            {
                ServerRoots = DnsCertificates.Roots,
                Draw = () =>
                {
                    step();
                    return RandomNumbers.Draw();
                },
            };
            return _source is { } source ? new StubResolver(source, options) : new StubResolver(options);
        }

        /// <summary>A connection may be kept for the next lookup; a datagram is waited for by nobody.</summary>
        public Task UntilNoDatagramIsWaitedForAsync() => UntilAsync(() => Count("udp") == 0);

        public Task UntilNoSocketAsync() => UntilAsync(() => Count("udp") + Count("tcp") == 0);

        public async ValueTask DisposeAsync()
        {
            foreach (IAsyncDisposable each in _owned)
            {
                await each.DisposeAsync();
            }
        }

        private void Take(LoopbackDnsServer server, UpstreamServer? named = null)
        {
            _owned.Add(server);
            _ports.Add(server.EndPoint.Port);
            _options = _options with { Servers = [named ?? server.EndPoint] };
        }

        private async Task AddWalkAsync(IReplyFault stepping, bool forwards)
        {
            IterationLab lab = new();
            foreach (int zone in Enumerable.Range(0, 5))
            {
                lab.Fault(zone, null, stepping);
            }

            LoopbackInternet internet = await LoopbackInternet.StartAsync(lab.Internet);
            _owned.Add(internet);
            _owned.Add(lab);
            _ports.Add(internet.Port);
            _options = lab.Options() with { Clock = new FakeTimeProvider(IterationLab.Now), RootHints = lab.Internet.RootHints, AuthorityPort = internet.Port, Iterate = !forwards };
            if (forwards)
            {
                Take(LoopbackDnsServer.Start(lab.Zones, stepping, ReplyFaults.StripSignatures()));
            }
        }

        private static async Task UntilAsync(Func<bool> condition)
        {
            while (!condition())
            {
                Stop.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        // Sockets of this system that lead to our servers and that somebody still holds: those have an inode.
        private int Count(string protocol) => File.ReadLines($"/proc/net/{protocol}").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => _ports.Contains(int.Parse(fields[2].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)) && fields[9] != "0");
    }
}
