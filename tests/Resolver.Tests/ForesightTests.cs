using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>What is guessed costs questions; it neither makes a zone nor hides one.</summary>
public sealed class ForesightTests
{
    private const string Records = "_25._tcp TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922\n";

    private static readonly Question Tlsa = new(DomainName.Parse("_25._tcp.mx.example.test"), RecordType.TLSA);

    private static readonly ZoneSet WithCut = new ScenarioWorld()
        .Zone("test", "www A 192.0.2.1").Zone("example.test", "www A 192.0.2.1").Zone("mx.example.test", $"@ A 192.0.2.25\n{Records}").Sign();

    // The same names and keys, but no zone begins at mx.
    private static readonly ZoneSet WithoutCut = new ScenarioWorld()
        .Zone("test", "www A 192.0.2.1").Zone("example.test", Records.Replace("_tcp", "_tcp.mx", StringComparison.Ordinal)).Sign();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_ThatIsAZoneAfterAll_IsFoundToBeOne()
    {
        Answer answer = await LookupAsync(new LabSource(WithCut));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal("mx.example.test.", answer.Evidence[^1].Zone?.ToString());
    }

    /// <summary>The zone above signs what belongs to the zone below, and the guess at the name itself is answered by the latter.</summary>
    [Fact]
    public async Task Zone_AboveAHostThatIsAZone_DoesNotSpeakForItsNames()
    {
        LabSource source = new(WithCut)
        {
            Hook = (question, _) => question.Type == RecordType.TLSA ? new SourceReply.Received(WithoutCut.Answer(Tlsa), "lab") : null,
        };

        Answer answer = await LookupAsync(source);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.SignerNotZone, answer.Why?.Kind);
        Assert.Contains(new Question(DomainName.Parse("mx.example.test"), RecordType.DS), source.Asked);
    }

    /// <summary>The zone above has a record in its own chain for the name, too, as if it had delegated nothing; its delegation says otherwise.</summary>
    [Fact]
    public async Task Zone_AboveAHostThatIsAZone_DoesNotSpeakForItsNamesByItsChainEither()
    {
        LabSource source = new(WithCut)
        {
            Hook = (question, _) => question.Name.Equals(Tlsa.Name) ? new SourceReply.Received(WithoutCut.Answer(question), "lab") : null,
        };

        Answer answer = await LookupAsync(source);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.DenialNotBySigner, answer.Why?.Kind);
    }

    [Fact]
    public async Task Host_ThatIsNoZone_IsAskedAboutLikeTheNameBelowIt()
    {
        LabSource source = new(WithoutCut);

        Answer answer = await LookupAsync(source);

        Assert.Equal((SecurityStatus.Secure, 1), (answer.Security, answer.RoundTrips));
        Assert.Contains(new Question(DomainName.Parse("mx.example.test"), RecordType.DS), source.Asked);
    }

    [Fact]
    public async Task Guess_ThatFails_ChangesNothing()
    {
        LabSource source = new(WithoutCut)
        {
            Hook = (question, _) => question is { Type: RecordType.DNSKEY } && question.Name.Equals(DomainName.Parse("www.test"))
                ? new SourceReply.Received(new Message { Flags = MessageFlags.Response, Questions = [question], Code = ResponseCode.ServFail }, "lab")
                : null,
        };
        await using StubResolver resolver = new(source, Options());
        await resolver.LookupAsync(DomainName.Parse("test"), RecordType.SOA, Stop);

        Answer answer = await resolver.LookupAsync(DomainName.Parse("www.test"), RecordType.MX, Stop);

        Assert.Equal((SecurityStatus.Secure, true, 1), (answer.Security, answer.IsNegative, answer.Unused));
        Assert.Contains(new Question(DomainName.Parse("www.test"), RecordType.DNSKEY), source.Asked);
    }

    [Fact]
    public async Task Zone_KnownToBeUnsigned_IsNotGuessedBelow()
    {
        LabSource source = new(new ScenarioWorld().Zone("test", "www A 192.0.2.1").UnsignedZone("open.test", "a.b A 192.0.2.1\nb.b A 192.0.2.2").Sign());
        await using StubResolver resolver = new(source, Options());
        await resolver.LookupAsync(DomainName.Parse("a.b.open.test"), RecordType.A, Stop);

        Answer answer = await resolver.LookupAsync(DomainName.Parse("b.b.open.test"), RecordType.A, Stop);

        Assert.Equal((SecurityStatus.Insecure, 1), (answer.Security, answer.Queries));
    }

    private static async Task<Answer> LookupAsync(LabSource source)
    {
        await using StubResolver resolver = new(source, Options());
        await resolver.LookupAsync(DomainName.Parse("test"), RecordType.SOA, Stop);
        return await resolver.LookupAsync(Tlsa.Name, Tlsa.Type, Stop);
    }

    private static ResolverOptions Options() => new()
    {
        Anchors = ScenarioWorld.AnchorsOf(WithCut),
        Clock = new FakeTimeProvider(ScenarioWorld.Now),
    };
}
