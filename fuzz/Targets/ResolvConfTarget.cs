using System.Net;
using System.Text;
using DaneCore.Resolver.Sources;

namespace DaneCore.Fuzz.Targets;

/// <summary>The system's list of servers. What is taken names servers that can be asked, each once; a file of them alone is read the same.</summary>
internal sealed class ResolvConfTarget : IFuzzTarget
{
    public string Name => "ResolvConf";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Sources.SystemResolvers"];

    public IReadOnlyList<string> Words { get; } =
        ["nameserver ", "\n", "\r\n", "#", ";", "127.0.0.53", "::1", "fe80::1%eth0", "192.0.2.1:53", "options edns0", "search example", "\t", "\0"];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (SystemResolvers.TryParse(Encoding.UTF8.GetString(input), out IReadOnlyList<IPEndPoint> servers, out string? why))
        {
            BrokenPromiseException.Unless(servers.Count > 0 && servers.All(server => server.Port > 0), "a list that was read has servers");
            BrokenPromiseException.Unless(servers.Distinct().Count() == servers.Count, "each once");
            string written = string.Concat(servers.Select(server => $"nameserver {server.Address}\n"));
            BrokenPromiseException.Unless(
                SystemResolvers.TryParse(written, out IReadOnlyList<IPEndPoint> again, out _) && again.SequenceEqual(servers), "what is written is read the same");
        }
        else
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
        }
    }
}
