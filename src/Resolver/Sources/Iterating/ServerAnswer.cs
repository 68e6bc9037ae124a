using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>What one server said, in the case that was asked for, and what was noticed about it.</summary>
internal sealed record ServerAnswer(TransportReply Reply, IReadOnlyList<string> Findings);
