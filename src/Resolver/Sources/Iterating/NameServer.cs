using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>A name server and the addresses that somebody said it has; none when its name must be looked up first.</summary>
public sealed record NameServer(DomainName Name, IReadOnlyList<IPAddress> Addresses);
