using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace DaneCore.Resolver.Sources;

/// <summary>The servers this system uses, from resolv.conf(5). They are as little trusted as any other.</summary>
internal static class SystemResolvers
{
    public const string Path = "/etc/resolv.conf";

    private const int Port = 53;

    // resolv.conf(5): without the file, or without a server in it, the one on this machine is meant.
    private static readonly IReadOnlyList<IPEndPoint> Local = [new(IPAddress.Loopback, Port)];

    /// <summary>Reads the file; no file is an answer, an unreadable one is not.</summary>
    public static bool TryRead(string path, out IReadOnlyList<IPEndPoint> servers, [NotNullWhen(false)] out string? why)
    {
        servers = Local;
        why = null;
        try
        {
            return TryParse(File.ReadAllText(path), out servers, out why) || Fail($"{path}: {why}", out why);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail($"{path} cannot be read: {fault.Message}", out why);
        }
    }

    /// <summary>
    /// Takes every <c>nameserver</c> line that makes sense, as the system's own resolver does. False when there are such
    /// lines and none makes sense.
    /// </summary>
    public static bool TryParse(string text, out IReadOnlyList<IPEndPoint> servers, [NotNullWhen(false)] out string? why)
    {
        List<IPEndPoint> read = [];
        string? firstFault = null;
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            string[] fields = line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0 || fields[0] != "nameserver")
            {
                continue;
            }

            // IPv6 addresses of one link carry its name: fe80::1%eth0.
            if (fields.Length > 1 && IPAddress.TryParse(fields[1], out IPAddress? address))
            {
                read.Add(new IPEndPoint(address, Port));
            }
            else
            {
                firstFault ??= string.Create(CultureInfo.InvariantCulture, $"line {number} names no address");
            }
        }

        why = read.Count == 0 ? firstFault : null;
        servers = read.Count == 0 ? Local : [.. read.Distinct()];
        return why is null;
    }

    private static bool Fail(string text, out string why)
    {
        why = text;
        return false;
    }
}
