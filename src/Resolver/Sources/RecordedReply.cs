using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>One question of a recording and what came of it.</summary>
internal sealed record RecordedReply(Question Question, SourceReply Reply);
