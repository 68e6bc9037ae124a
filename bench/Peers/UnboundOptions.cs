using System.Globalization;
using System.Net;
using DaneCore.Lab.Scenarios;

namespace DaneCore.Bench.Peers;

/// <summary>What Unbound is told, as a server and as a library: room for everything, the time of the signatures, and as it comes for the rest.</summary>
internal static class UnboundOptions
{
    public static IReadOnlyList<(string Option, string Value)> Of { get; } =
    [
        ("module-config", "validator iterator"), ("val-override-date", ScenarioWorld.Now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)),
        ("do-not-query-localhost", "no"), ("do-ip6", "no"), ("use-syslog", "no"), ("verbosity", "0"),
        ("msg-cache-size", "64m"), ("rrset-cache-size", "128m"), ("key-cache-size", "64m"), ("neg-cache-size", "16m"),
    ];

    public static string AddressOf(IPEndPoint server) => string.Create(CultureInfo.InvariantCulture, $"{server.Address}@{server.Port}");
}
