using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Interop.Tests.MailTable.Asking;

/// <summary>Our own check, in this process; the resolver that the peers believe is a forwarder to it that it does not.</summary>
internal sealed class OwnCheck(TrustAnchorSet anchors, int port)
{
    public async Task<DomainReport> AskAsync(string domain)
    {
        await using StubResolver resolver = new(new ResolverOptions
        {
            Servers = [MailServers.Resolver],
            Anchors = anchors,
            Policy = new ValidationPolicy { PrivateZonesAreInsecure = false },
        });
        return await new DomainCheck(resolver, new SmtpOptions { Port = port }).CheckAsync(DomainName.Parse(domain), TestContext.Current.CancellationToken);
    }

    /// <summary>What would happen to mail for the domain: the first host that would take it decides.</summary>
    public static MailVerdict OfDomain(DomainReport report)
    {
        AddressReport? taker = report.Code is null ? report.Hosts.Select(host => host.Taker).FirstOrDefault(taker => taker is not null) : null;
        return taker is null
            ? new MailVerdict(MailVerdict.Refused, report.Code ?? "", $"{ResultTypes.ToText(report.ResultType)} {report.Reason}")
            : Taken(report, taker);
    }

    /// <summary>What would happen at one server; of the domain where no such server was reached.</summary>
    public static MailVerdict AtServer(DomainReport report, IPAddress? server)
    {
        AddressReport? found = report.Hosts.SelectMany(host => host.Addresses).FirstOrDefault(address => address.Address.Equals(server));
        return server is null || found is null ? OfDomain(report)
            : found.TakesMail ? Taken(report, found)
            : new MailVerdict(MailVerdict.Refused, found.Code ?? "", found.Reason) { Address = server };
    }

    private static MailVerdict Taken(DomainReport report, AddressReport address)
    {
        bool isHostAlone = address.Result == AddressResult.Authenticated && report.MxSecurity != SecurityStatus.Secure;
        return new MailVerdict(isHostAlone ? MailVerdict.HostAuthenticated : address.ResultText) { Address = address.Address };
    }
}
