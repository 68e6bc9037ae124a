using DaneCore.Lab;
using DaneCore.Lab.Internet;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>Every domain of the sample internet, once through a forwarder and once from the root: what is true must be the same.</summary>
public sealed class SampleWalkTests
{
    private static readonly RecordType[] Types = [RecordType.MX, RecordType.A, RecordType.TLSA];

    [Fact]
    public async Task Domain_FromTheRoot_IsJudgedAsThroughAForwarder()
    {
        await using var internet = SampleInternet.CreateOnLoopback();
        LabInternet servers = new(internet.Zones);
        ResolverOptions options = new() { Anchors = internet.Anchors, Clock = new FakeTimeProvider(internet.Now) };
        await using StubResolver forwarded = new(new LabSource(internet.Zones), options);
        await using StubResolver iterated = new(Iterating(servers, options.Clock), options);

        int judged = 0;
        foreach (string domain in internet.Domains.Select(domain => domain.Name))
        {
            foreach (string name in (string[])[domain, $"mx.{domain}", $"_25._tcp.mx.{domain}", $"no.such.name.{domain}"])
            {
                foreach (RecordType type in Types)
                {
                    var asked = DomainName.Parse(name);
                    Answer one = await forwarded.LookupAsync(asked, type, TestContext.Current.CancellationToken);
                    Answer two = await iterated.LookupAsync(asked, type, TestContext.Current.CancellationToken);
                    Assert.Equal(Shown(one), Shown(two));
                    judged++;
                }
            }
        }

        Assert.True(judged > 400);
    }

    private static IteratingSource Iterating(LabInternet servers, TimeProvider clock)
    {
        ushort drawn = 0;
        return new(
            servers.RootHints,
            new IterationLimits(),
            servers.Transports(),
            clock,
            () => (ushort)((drawn++ * 40503) & 0xFFFF),
            port: 53);
    }

    private static string Shown(Answer answer) => string.Join('\n',
    [
        $"{answer.Question} {answer.Security} {answer.Code} {answer.FinalName} {(answer.Security == SecurityStatus.Indeterminate ? "" : answer.Why?.Kind)}",
        .. answer.Chain.Select(record => record.ToString()),
    ]);
}
