using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Where the root is asked for the first time (RFC 1035 section 5.3.2). Hints are for asking the root who its servers are
/// (RFC 9609 section 3), and for nothing else.
/// </summary>
public sealed class RootHints
{
    // The 13 letters, as IANA publishes them in https://www.internic.net/domain/named.root (that of April 18, 2024).
    private const string IanaText = """
        a 198.41.0.4     2001:503:ba3e::2:30
        b 170.247.170.2  2801:1b8:10::b
        c 192.33.4.12    2001:500:2::c
        d 199.7.91.13    2001:500:2d::d
        e 192.203.230.10 2001:500:a8::e
        f 192.5.5.241    2001:500:2f::f
        g 192.112.36.4   2001:500:12::d0d
        h 198.97.190.53  2001:500:1::53
        i 192.36.148.17  2001:7fe::53
        j 192.58.128.30  2001:503:c27::2:30
        k 193.0.14.129   2001:7fd::1
        l 199.7.83.42    2001:500:9f::42
        m 202.12.27.33   2001:dc3::35
        """;

    private RootHints(ImmutableArray<NameServer> servers) => Servers = servers;

    /// <summary>The root servers of the public DNS, IPv4 and IPv6.</summary>
    public static RootHints Iana { get; } = new(
    [
        .. from line in IanaText.Split('\n')
           let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           select new NameServer(DomainName.Parse($"{fields[0]}.root-servers.net"), [.. fields.Skip(1).Select(IPAddress.Parse)]),
    ]);

    /// <summary>The servers, each with at least one address.</summary>
    public IReadOnlyList<NameServer> Servers { get; }

    /// <summary>Reads a file in the form of named.root; false with what is missing or the line that makes no sense.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RootHints? hints, [NotNullWhen(false)] out string? why)
    {
        hints = null;
        if (!ZoneFileReader.TryParse(text, DomainName.Root, out IReadOnlyList<ResourceRecord> records, out why))
        {
            return false;
        }

        DomainName[] names =
        [
            .. records.Where(record => record.Owner.IsRoot).Select(record => record.Data).OfType<NameRdata>()
                .Where(data => data.Type == RecordType.NS).Select(data => data.Target).Distinct(),
        ];
        ImmutableArray<NameServer> servers =
        [
            .. from name in names
               let addresses = records.Where(record => record.Owner.Equals(name)).Select(record => record.Data).OfType<AddressRdata>()
                   .Select(data => data.Address).Distinct().ToImmutableArray()
               where addresses.Length > 0
               select new NameServer(name, addresses),
        ];
        why = names.Length == 0 ? "no NS record of the root is in it"
            : servers.Length == 0 ? "no server in it has an A or AAAA record"
            : null;
        hints = why is null ? new RootHints(servers) : null;
        return why is null;
    }
}
