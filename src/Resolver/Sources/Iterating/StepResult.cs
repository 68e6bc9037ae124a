using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>What came of asking the servers of one zone one question.</summary>
internal sealed record StepResult
{
    /// <summary>An answer or a referral; null when no server had either.</summary>
    public AuthorityReply? Reply { get; init; }

    /// <summary>The server it came from, or the first that failed.</summary>
    public string Server { get; init; } = "none";

    /// <summary>Why there is no reply; one clause.</summary>
    public string Text { get; init; } = "";

    /// <summary>The kind of failure.</summary>
    public TransportFault Fault { get; init; }

    /// <summary>A failure code some server answered with, whole, for who wants to see it.</summary>
    public AuthorityReply.Answer? FailureCode { get; init; }

    /// <summary>True when some server said something, be it useless.</summary>
    public bool AnyReply { get; init; }

    /// <summary>What was noticed about the servers asked.</summary>
    public IReadOnlyList<UpstreamReport> Reports { get; init; } = [];
}
