using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>One link of an alias chain as it was judged.</summary>
/// <param name="Link">The name and type it stands for.</param>
/// <param name="Hop">What came of it.</param>
/// <param name="IsKept">True when it came from memory.</param>
/// <param name="WasAsked">True when the reply judged was one to this very question, not to one further up the chain.</param>
internal sealed record JudgedLink(Question Link, Hop Hop, bool IsKept, bool WasAsked);
