using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Internet;

/// <summary>
/// Collects what one sample domain consists of: lines of its zone, how the zone is signed, and mail servers at addresses. What
/// is not said is sound.
/// </summary>
internal sealed class SampleSite(string domain, LabMailNet net, SampleAddresses addresses, IPAddress nameServer)
{
    private readonly StringBuilder _lines = new();

    public string Domain { get; } = domain;

    public DomainName Apex { get; } = DomainName.Parse(domain);

    /// <summary>How the zone is signed.</summary>
    public SigningPlan Plan { get; set; } = SigningPlan.Simple(domain, SampleTimes.Inception, SampleTimes.Expiration);

    /// <summary>What the parent says about the zone.</summary>
    public SampleDelegation Delegation { get; set; }

    /// <summary>The zone as written so far.</summary>
    public ZoneContent Content => ZoneContent.Parse(Domain, $"{_lines}ns1 A {nameServer}\n");

    /// <summary>Lines of the zone file, names relative to the domain.</summary>
    public SampleSite Zone(string lines)
    {
        _lines.Append(lines).Append('\n');
        return this;
    }

    /// <summary>A mail host with an IPv4 address, or one of each family; its name is relative to the domain.</summary>
    public SampleSite Host(string name, LabMailBehaviour behaviour, bool bothFamilies = false)
    {
        foreach (IPAddress address in addresses.Next(bothFamilies))
        {
            net.Add(address, behaviour with { HostName = Full(name) });
            string type = address.AddressFamily == AddressFamily.InterNetwork ? "A" : "AAAA";
            _lines.Append(CultureInfo.InvariantCulture, $"{name} {type} {address}\n");
        }

        return this;
    }

    /// <summary>The usual host, <c>mx</c>, as the only MX, with this chain and these TLSA records.</summary>
    public SampleSite MailHost(IReadOnlyList<LabCertificate> chain, params IEnumerable<string> tlsa) =>
        MailHost(new LabMailBehaviour { Chain = chain }, tlsa);

    /// <summary>The usual host, <c>mx</c>, as the only MX, behaving like this.</summary>
    public SampleSite MailHost(LabMailBehaviour behaviour, params IEnumerable<string> tlsa)
    {
        Zone("@ MX 10 mx");
        Host("mx", behaviour);
        return Tlsa("mx", tlsa);
    }

    /// <summary>TLSA records for port 25 of a host.</summary>
    public SampleSite Tlsa(string host, params IEnumerable<string> records)
    {
        foreach (string record in records)
        {
            Zone($"_25._tcp.{host} TLSA {record}");
        }

        return this;
    }

    /// <summary>An exception from how the zone is signed, for one set.</summary>
    public SampleSite Except(string owner, RecordType type, Func<SetPlan, SetPlan> otherwise)
    {
        Plan = Plan.Except(otherwise(new SetPlan(DomainName.Parse(Full(owner)), type)));
        return this;
    }

    /// <summary>A certificate for the usual host, self-signed unless there is an issuer.</summary>
    public LabCertificate Leaf(LabCertificate? issuer = null, string host = "mx") =>
        LabCertificates.Leaf(Full(host), SampleTimes.CertificateStart, SampleTimes.CertificateEnd, issuer);

    /// <summary>This domain's own certificate authority.</summary>
    public LabCertificate Authority() =>
        LabCertificates.Authority($"{Domain} authority", SampleTimes.CertificateStart, SampleTimes.CertificateEnd);

    private string Full(string name) => name switch
    {
        "@" => Domain,
        _ when name.EndsWith('.') => name.TrimEnd('.'),
        _ => $"{name}.{Domain}",
    };
}
