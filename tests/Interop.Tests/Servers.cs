using System.Net;
using System.Net.Sockets;

namespace DaneCore.Interop.Tests;

/// <summary>Whether real servers are to be used, and ports for them.</summary>
internal static class Servers
{
    public static bool AreAskedFor => Environment.GetEnvironmentVariable("DANECORE_INTEROP") == "1";

    /// <summary>A port that nobody listened on a moment ago, for UDP and TCP alike.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
