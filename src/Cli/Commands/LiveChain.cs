using System.Net;
using DaneCore.Cli.Options;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Smtp;
using DaneCore.Smtp.Checking;
using DaneCore.Smtp.Routing;

namespace DaneCore.Cli.Commands;

/// <summary>
/// Takes the certificates that a mail server shows after STARTTLS, whatever they are: nobody is authenticated here, and no
/// mail is offered. The first address that shows any decides.
/// </summary>
internal sealed class LiveChain(ISecureResolver resolver, SmtpOptions options)
{
    private static readonly TransportSecurity MustEncrypt =
        new(TransportPolicy.Encrypt, new("certificates are to be had over TLS only", "RFC 7672 section 2.2"));

    /// <summary>The certificates, or why there are none: exactly one of the two.</summary>
    public async Task<(PeerChain? Chain, string? Why)> FetchAsync(HostPort server, CancellationToken stop)
    {
        using CancellationTokenSource time = new(options.CheckTimeout, options.Clock);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        string? why = null;
        IReadOnlyList<IPAddress> addresses = server.Address is { } literal ? [literal] : [];
        if (server.Name is { } name)
        {
            Answer[] answers = await Task.WhenAll(
                resolver.LookupAsync(name, RecordType.AAAA, stop).AsTask(),
                resolver.LookupAsync(name, RecordType.A, stop).AsTask()).ConfigureAwait(false);
            addresses = [.. answers.SelectMany(answer => answer.Records).Select(record => record.Data).OfType<AddressRdata>().Select(data => data.Address)];
            why = answers.FirstOrDefault(answer => !answer.IsUsable)?.Why?.ToString() ?? "it has no address";
        }

        DomainName host = server.Name ?? DomainName.Root;
        HostTarget target = new(new MailExchanger(host, 0), MustEncrypt, new ReferenceNames(host));
        foreach (IPAddress address in addresses)
        {
            AddressProbe probe = new(options with { Port = server.Port }, new DaneVerifier(options.Profile, options.Clock));
            AddressReport report = await probe.RunAsync(target, address, budget.Token, stop).ConfigureAwait(false);
            if (report.Chain is { Leaf: not null } chain)
            {
                return (chain, null);
            }

            why = $"{address}: {report.Reason}";
        }

        return (null, $"no certificates from {server}: {why}");
    }
}
