using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>One place where a service is offered (RFC 2782).</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port, never 0; TLSA records belong to it.</param>
/// <param name="Priority">Lower ones are tried first.</param>
/// <param name="Weight">The share among targets of one priority.</param>
public sealed record SrvTarget(DomainName Host, int Port, ushort Priority, ushort Weight);
