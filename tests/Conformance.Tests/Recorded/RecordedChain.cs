using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>One question to a recording of the public DNS, with what is needed to judge it.</summary>
internal sealed record RecordedChain(Question Question, ReplayedWorld World, DateTimeOffset Instant)
{
    /// <summary>The root's as of the instant, unless the recording has its own.</summary>
    public TrustAnchorSet Anchors { get; init; } = RootAnchors.At(Instant);

    /// <summary>SHA-1 counts here as it did when most of these were recorded; what becomes of it today is a test of its own.</summary>
    public ValidationPolicy Policy { get; init; } = new() { ValidateSha1 = true };

    public Judgement Judge() => Replay.Judge(Question, World, Anchors, Instant, Policy);
}
