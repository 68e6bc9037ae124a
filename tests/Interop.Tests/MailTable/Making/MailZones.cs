using System.Net;
using DaneCore.Interop.Tests.MailTable.Catalogue;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Interop.Tests.MailTable.Making;

/// <summary>The zones of all domains below a signed root, and the server that has them.</summary>
internal sealed class MailZones
{
    private readonly Dictionary<string, IReadOnlyList<IPAddress>> _addresses;

    private MailZones(LabNameServer server, string anchors, Dictionary<string, IReadOnlyList<IPAddress>> addresses)
    {
        _addresses = addresses;
        Server = server;
        Anchors = anchors;
    }

    /// <summary>Answers everything, as a forwarder that judges nothing.</summary>
    public LabNameServer Server { get; }

    /// <summary>The DS records of the root, one a line.</summary>
    public string Anchors { get; }

    /// <summary>The addresses of a domain's hosts, in the order they were given.</summary>
    public IReadOnlyList<IPAddress> AddressesOf(string domain) => _addresses[domain];

    public static MailZones Make(IEnumerable<MailDomain> domains, MailHosts hosts)
    {
        MailSite[] sites = [.. MailList.Others.Concat(domains).Select(domain => Build(domain, hosts))];
        ZoneTree tree = new();
        string delegations = "";
        foreach (MailSite site in sites.Where(site => site.Exists))
        {
            tree.Add(site.Content, site.Plan);
            delegations += site.Delegation.Length == 0 ? "" : $"{site.Domain}. {site.Delegation}\n";
        }

        ZoneSet zones = tree
            .Add(ZoneContent.Parse("test", "ns1 A 192.0.2.53\n" + delegations), Sound("test"))
            .Add(ZoneContent.Parse(".", "ns1 A 192.0.2.53\n"), Sound("root"))
            .Sign();
        return new MailZones(
            new LabNameServer(zones, sites.SelectMany(site => site.Faults)),
            string.Concat(zones.Find(DomainName.Root)!.DelegationSigners(DigestType.Sha256).Select(record => $"{record}\n")),
            sites.ToDictionary(site => site.Domain, site => site.Addresses));
    }

    private static MailSite Build(MailDomain domain, MailHosts hosts)
    {
        MailSite site = new(domain.Name, hosts);
        domain.Build(site);
        return site;
    }

    private static SigningPlan Sound(string seed) => SigningPlan.Simple(seed, MailTimes.Start, MailTimes.End);
}
