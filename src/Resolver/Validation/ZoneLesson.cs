using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>One thing a session found out about zones: what stands at an anchor or below a parent, and until when it can be relied on.</summary>
/// <param name="Anchor">The zone at which the chain of trust starts.</param>
/// <param name="Parent">The zone that speaks of the name; null at the anchor itself.</param>
/// <param name="Name">The name.</param>
/// <param name="Cut">What the parent proved about it; null at the anchor itself.</param>
/// <param name="Zone">The zone that begins here, where one was judged.</param>
internal sealed record ZoneLesson(DomainName Anchor, ZoneKeys? Parent, DomainName Name, CutFinding? Cut, Standing? Zone);
