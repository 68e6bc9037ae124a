using System.Net;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench.Peers;

/// <summary>This resolver over sockets, as a program that embeds it has it.</summary>
internal sealed class DanecoreAsker : IBulkAsker
{
    private readonly ResolverOptions _options;
    private readonly DomainName[] _names;
    private StubResolver? _resolver;

    public DanecoreAsker(IPEndPoint server, string keys, int domains)
    {
        if (!TrustAnchorSet.TryParse(File.ReadAllText(keys), out TrustAnchorSet? anchors, out string? why))
        {
            throw new FormatException(why);
        }

        _options = new ResolverOptions { Anchors = anchors, Servers = [new UpstreamServer.Plain(server)], Clock = new StillClock(ScenarioWorld.Now) };
        _names = [.. Enumerable.Range(0, domains).Select(BulkWorld.NameOf)];
    }

    public string Version => "";

    public async Task RefreshAsync()
    {
        await DisposeAsync();
        _resolver = new StubResolver(_options);
        await _resolver.LookupAsync(BulkWorld.TopLevel, RecordType.SOA);
    }

    // Each of them has every hundredth name, so that they need nothing of each other.
    public async Task<int> AskAsync(int times) =>
        (await Task.WhenAll(Enumerable.Range(0, BulkWorld.AtOnce).Select(first => Task.Run(() => AskSomeAsync(first, times))))).Sum();

    public async ValueTask DisposeAsync()
    {
        if (_resolver is not null)
        {
            await _resolver.DisposeAsync();
        }
    }

    private async Task<int> AskSomeAsync(int first, int times)
    {
        int secure = 0;
        for (int time = 0; time < times; time++)
        {
            for (int i = first; i < _names.Length; i += BulkWorld.AtOnce)
            {
                Answer answer = await _resolver!.LookupAsync(_names[i], RecordType.TLSA);
                secure += answer is { Security: SecurityStatus.Secure, Records.Count: 1 } ? 1 : 0;
            }
        }

        return secure;
    }
}
