using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>
/// A <c>resolv.conf</c> of its own for programs that know no other way to be told a resolver: they run in a mount namespace in which
/// it stands in the place of the system's, and nobody else sees it. The resolver's word about signatures is believed (trust-ad).
/// </summary>
internal sealed class ResolverFile
{
    private const string Script = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";

    private ResolverFile(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    public static async Task<ResolverFile> WriteAsync(string folder, IPAddress resolver)
    {
        string file = System.IO.Path.Combine(folder, "resolv.conf");
        await File.WriteAllTextAsync(file, $"nameserver {resolver}\noptions trust-ad timeout:10 attempts:2\n");
        return new ResolverFile(file);
    }

    /// <summary>The command that runs a program so.</summary>
    public (string Program, IEnumerable<string> Arguments) Around(string program, params IEnumerable<string> arguments) =>
        ("unshare", ["--mount", "sh", "-c", Script, Path, program, .. arguments]);
}
