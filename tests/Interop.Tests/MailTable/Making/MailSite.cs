using System.Globalization;
using System.Net;
using System.Text;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Interop.Tests.MailTable.Making;

/// <summary>Collects what a domain of the table consists of. What is not said is sound.</summary>
internal sealed class MailSite(string domain, MailHosts hosts)
{
    private readonly StringBuilder _lines = new();
    private readonly List<IReplyFault> _faults = [];
    private readonly List<IPAddress> _addresses = [];

    public string Domain { get; } = domain;

    /// <summary>How the zone is signed; null when it is not.</summary>
    public SigningPlan? Plan { get; set; } = SigningPlan.Simple(domain, MailTimes.Start, MailTimes.End);

    /// <summary>What the zone above says instead of the DS that belongs there.</summary>
    public string Delegation { get; set; } = "";

    /// <summary>False for a domain that the zone above denies.</summary>
    public bool Exists { get; set; } = true;

    public MailHosts Hosts { get; } = hosts;

    public ZoneContent Content => ZoneContent.Parse(Domain, $"{_lines}ns1 A 192.0.2.53\n");

    /// <summary>What befalls answers about this domain.</summary>
    public IReadOnlyList<IReplyFault> Faults => _faults;

    /// <summary>The addresses of its hosts, in the order they were given.</summary>
    public IReadOnlyList<IPAddress> Addresses => _addresses;

    /// <summary>Lines of the zone file, names relative to the domain.</summary>
    public MailSite Zone(string lines)
    {
        _lines.Append(lines).Append('\n');
        return this;
    }

    /// <summary>A host that Postfix plays, with this chain; without one it has no TLS.</summary>
    public MailSite Host(string name, params IReadOnlyList<LabCertificate> chain) => HostAt(name, Hosts.Add(chain));

    /// <summary>A host that behaves like this.</summary>
    public MailSite Host(string name, LabMailBehaviour behaviour) => HostAt(name, Hosts.Add(behaviour with { HostName = Full(name) }));

    /// <summary>A host that is there, and where nothing listens.</summary>
    public MailSite DeadHost(string name) => HostAt(name, Hosts.Next());

    /// <summary>The usual host, <c>mx</c>, as the only MX.</summary>
    public MailSite MailHost(IReadOnlyList<LabCertificate> chain, params IEnumerable<string> tlsa) =>
        Zone("@ MX 10 mx").Host("mx", chain).Tlsa("mx", tlsa);

    /// <summary>The usual host, <c>mx</c>, as the only MX, behaving like this.</summary>
    public MailSite MailHost(LabMailBehaviour behaviour, params IEnumerable<string> tlsa) =>
        Zone("@ MX 10 mx").Host("mx", behaviour).Tlsa("mx", tlsa);

    /// <summary>TLSA records of a host, for the port of the table.</summary>
    public MailSite Tlsa(string host, params IEnumerable<string> records)
    {
        foreach (string record in records)
        {
            Zone($"{TlsaOwner(host)} TLSA {record}");
        }

        return this;
    }

    /// <summary>The owner of a host's TLSA records, relative to the domain.</summary>
    public string TlsaOwner(string host) =>
        string.Create(CultureInfo.InvariantCulture, $"_{Hosts.Port}._tcp{(host == "@" ? "" : "." + host)}");

    /// <summary>The zone is not signed, and the one above says so.</summary>
    public MailSite Unsigned()
    {
        Plan = null;
        return this;
    }

    /// <summary>An exception from how the zone is signed, for one set.</summary>
    public MailSite Except(string owner, RecordType type, Func<SetPlan, SetPlan> otherwise)
    {
        Plan = Plan!.Except(otherwise(new SetPlan(NameOf(owner), type)));
        return this;
    }

    /// <summary>What befalls answers about a name of this domain, or about one type below it.</summary>
    public MailSite Fault(IReplyFault fault, string owner)
    {
        _faults.Add(fault.For(NameOf(owner)));
        return this;
    }

    public MailSite FaultFor(RecordType type, IReplyFault fault)
    {
        var apex = DomainName.Parse(Domain);
        _faults.Add(fault.When(query => query.Question is { } question && question.Type == type && question.Name.IsAtOrBelow(apex)));
        return this;
    }

    /// <summary>A certificate for a host, self-signed unless there is an issuer.</summary>
    public LabCertificate Leaf(LabCertificate? issuer = null, string host = "mx") =>
        LabCertificates.Leaf(Full(host), MailTimes.Start, MailTimes.End, issuer);

    /// <summary>The same, with dates in days from now.</summary>
    public LabCertificate Leaf(int fromDay, int toDay, LabCertificate? issuer = null) =>
        LabCertificates.Leaf(Full("mx"), MailTimes.Now.AddDays(fromDay), MailTimes.Now.AddDays(toDay), issuer);

    /// <summary>An authority of this domain's own; self-signed unless there is an issuer.</summary>
    public LabCertificate Authority(string name = "authority", LabCertificate? issuer = null) =>
        LabCertificates.Authority($"{Domain} {name}", MailTimes.Start, MailTimes.End, issuer);

    private MailSite HostAt(string name, IPAddress address)
    {
        _addresses.Add(address);
        return Zone($"{name} A {address}");
    }

    private DomainName NameOf(string owner) => DomainName.Parse(Full(owner));

    private string Full(string name) => name switch
    {
        "@" => Domain,
        _ when name.EndsWith('.') => name.TrimEnd('.'),
        _ => $"{name}.{Domain}",
    };
}
