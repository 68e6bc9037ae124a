using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>One address of a server, with the name it was found under.</summary>
internal sealed record ZoneServer(DomainName Name, IPEndPoint EndPoint)
{
    /// <summary>As it stands in reports.</summary>
    public override string ToString() => $"{EndPoint} ({Name})";
}
