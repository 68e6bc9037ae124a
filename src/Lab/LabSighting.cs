using System.Net;
using DaneCore.Lab.Faults;

namespace DaneCore.Lab;

/// <summary>A query that reached a server of a <see cref="LabInternet"/>, and which server.</summary>
public sealed record LabSighting(IPAddress Server, LabQuery Query)
{
    /// <summary><c>192.0.2.1 lab. IN A</c>.</summary>
    public override string ToString() => $"{Server} {Query.Question?.ToString() ?? "?"}";
}
