using System.Globalization;
using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Bench;

/// <summary>What the validators of Debian's packages want to be told, as files: the keys of a root of one's own, and whom to ask.</summary>
internal sealed class PeerBelongings : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench").FullName;

    public PeerBelongings(ZoneSet zones, IPEndPoint server)
    {
        RootKeys = Path.Combine(_folder, "root.key");
        DelvAnchors = Path.Combine(_folder, "anchors.conf");
        UnboundForward = Path.Combine(_folder, "unbound.conf");
        ResourceRecord[] keys = [.. zones.Find(DomainName.Root)!.Sets.Single(set => set.Type == RecordType.DNSKEY).Records.Where(record => ((DnskeyRdata)record.Data).Flags == 257)];
        File.WriteAllLines(RootKeys, keys.Select(key => key.ToString()));
        string anchor = string.Join('\n', keys.Select(key => (DnskeyRdata)key.Data)
            .Select(key => $"  . static-key {key.Flags} {key.Protocol} {(int)key.Algorithm} \"{Convert.ToBase64String(key.PublicKey.Span)}\";"));
        File.WriteAllText(DelvAnchors, $"trust-anchors {{\n{anchor}\n}};\n");
        File.WriteAllText(UnboundForward, string.Create(
            CultureInfo.InvariantCulture,
            $"server:\n do-not-query-localhost: no\n trust-anchor-file: \"{RootKeys}\"\n module-config: \"validator iterator\"\nforward-zone:\n name: \".\"\n forward-addr: 127.0.0.1@{server.Port}\n"));
    }

    /// <summary>The root's keys as a zone file has them.</summary>
    public string RootKeys { get; }

    /// <summary>The same for delv.</summary>
    public string DelvAnchors { get; }

    /// <summary>A configuration for libunbound.</summary>
    public string UnboundForward { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
