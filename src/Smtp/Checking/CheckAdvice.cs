using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// What to do about a report: sentences that begin with who has to act and can be carried out as they stand. The domain
/// first, then each host in order. Recommends nothing that a proof in hand contradicts.
/// </summary>
internal static class CheckAdvice
{
    /// <summary>The sentences, each once.</summary>
    public static IReadOnlyList<string> For(DomainReport report, MxLookupResult mx, SmtpOptions options) =>
        [.. OfDomain(report, mx).Concat(report.Hosts.SelectMany(host => OfHost(host, report, options))).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> OfDomain(DomainReport report, MxLookupResult mx)
    {
        string domain = HostText.Of(report.Domain);
        foreach (UpstreamReport server in mx.Answer.Upstream.Where(server => server.Findings.Count > 0))
        {
            yield return $"Whoever runs the resolver {server.Server}: it shows {string.Join(", ", server.Findings)}; ask another one, or have it pass DNSSEC on.";
        }

        switch (mx)
        {
            case MxLookupResult.NullMx:
                yield return $"The sender: use another address, {domain} takes no mail. The administrator of {domain}: if it should, replace the MX record \"0 .\" by one that names a mail host.";
                break;
            case MxLookupResult.NoSuchDomain:
                yield return $"The sender: check the spelling, there is no {domain} in DNS. Its owner, if it should exist: check that the registration has not expired.";
                break;
            case MxLookupResult.NoneUsable:
                yield return $"The administrator of {domain}: have at least one MX record name a host with addresses.";
                break;
            case MxLookupResult.Failed when mx.Answer.Security == SecurityStatus.Bogus:
                yield return $"The DNS operator of {domain}: repair DNSSEC for the MX records ({mx.Answer.Why}); until then every sender that validates holds mail back.";
                break;
            case MxLookupResult.Failed:
                yield return $"The DNS operator of {domain}: have the name servers answer questions for MX ({mx.Answer.Why?.Text ?? "they gave an error"}). Whoever asks: check that the resolver in use can be reached.";
                break;
            case MxLookupResult.Hosts hosts when hosts.Security == SecurityStatus.Insecure:
                yield return $"The administrator of {domain}: nothing vouches for the MX records, so anyone who forges them gets the mail ({mx.Answer.Why}). Have the zone signed with a current algorithm and its DS record published through the registrar; DANE rests on that.";
                break;
            default:
                break;
        }

        if (Takers.LateOf(report) is { } late)
        {
            yield return $"Whoever asks: check again with more time; {HostText.Of(late.Host)} comes before the hosts that answered, or shares the mail with them, and it was not found out whether it takes any.";
        }

        // RFC 7672 section 2.2.1: behind unsigned MX records the hosts do not differ in what they are worth.
        IReadOnlyList<HostReport> takers = report.MxSecurity == SecurityStatus.Secure ? Takers.Of(report) : [];
        int weakest = takers.Select(Takers.StrengthOf).DefaultIfEmpty().Min();
        if (takers.Any(host => Takers.StrengthOf(host) > weakest))
        {
            string all = string.Join(", ", takers.Select(host => HostText.Of(host.Host)));
            string weak = string.Join(", ", takers.Where(host => Takers.StrengthOf(host) == weakest).Select(host => HostText.Of(host.Host)));
            yield return $"The administrator of {domain}: {all} have the same preference, so senders choose among them at random (RFC 5321 section 5.1), and mail is only as safe as with the weakest: {weak}. Bring it up to the others, or give it a higher preference value.";
        }
    }

    private static IEnumerable<string> OfHost(HostReport host, DomainReport report, SmtpOptions options)
    {
        string name = HostText.Of(host.Host);
        if (host.Lookup is { } lookup)
        {
            foreach (string sentence in OfLookup(host, name, lookup, report, options))
            {
                yield return sentence;
            }
        }
        else if (host.Policy != TransportPolicy.Skip)
        {
            yield return $"The administrator of {HostText.Of(report.Domain)}: have the MX record name a host in place of the address {name}; many senders refuse an address there (RFC 1035 section 3.3.9).";
        }

        // What holds for several addresses of a host is said once.
        IEnumerable<IGrouping<(string Who, string What), IPAddress>> sentences = host.Addresses
            .SelectMany(address => OfAddress(host, address, options).Select(sentence => (sentence.Who, sentence.What, address.Address)))
            .GroupBy(sentence => (sentence.Who, sentence.What), sentence => sentence.Address);
        foreach (IGrouping<(string Who, string What), IPAddress> sentence in sentences)
        {
            yield return $"{sentence.Key.Who} {name} ({string.Join(", ", sentence)}): {sentence.Key.What}";
        }
    }

    private static IEnumerable<string> OfLookup(
        HostReport host, string name, TlsaLookupResult lookup, DomainReport report, SmtpOptions options)
    {
        if (lookup.Host.HasNoAddress)
        {
            yield return $"The administrator of {HostText.Of(report.Domain)}: {name} has no address; give it one, or remove it from the MX records.";
            yield break;
        }

        foreach (FamilyAddresses family in new[] { lookup.Host.V6, lookup.Host.V4 }.Where(family => family.State == FamilyState.Failed))
        {
            yield return $"The DNS operator of {name}: the {RecordTypes.ToText(family.Type)} question fails ({family.Answer.Why?.ToString() ?? "an error was answered"}); repair it, senders that need it cannot reach the host that way.";
        }

        string place = $"_{options.Port}._tcp.{name}";
        string suggestion = KeyOf(host) is { } key ? $"\"{place}. IN TLSA 3 1 1 {key}\"" : $"a TLSA record 3 1 1 at {place}";
        switch (lookup)
        {
            case TlsaLookupResult.Failed { Answer: { Security: SecurityStatus.Bogus, Question.Type: RecordType.TLSA } answer }:
                yield return $"The DNS operator of {name}: repair DNSSEC for {HostText.Of(answer.Question.Name)} ({answer.Why}); until then no sender that does DANE uses this host.";
                break;
            case TlsaLookupResult.Failed failed when failed.Answer.Question.Type == RecordType.TLSA:
                yield return $"The DNS operator of {name}: have the TLSA question at {HostText.Of(failed.Answer.Question.Name)} answered, be it that there are none ({failed.Answer.Why?.ToString() ?? "an error was answered"}); until then no sender that does DANE uses this host.";
                break;
            case TlsaLookupResult.None when report.MxSecurity == SecurityStatus.Secure && host.Addresses.Any(address => address.Result == AddressResult.Cleartext):
                // A record for a server that does not do TLS everywhere would stop its mail (RFC 7672 section 2.2).
                yield return $"The administrator of {name}: once the server does STARTTLS at every address, publish {suggestion}; not before.";
                break;
            case TlsaLookupResult.None when report.MxSecurity == SecurityStatus.Secure:
                yield return $"The administrator of {name}: publish {suggestion}; DNSSEC is in place already, and with it senders authenticate the server.";
                break;
            case TlsaLookupResult.Insecure when report.MxSecurity == SecurityStatus.Secure:
                yield return $"The administrator of {name}: have the zone of the host signed with DNSSEC, then publish a TLSA record at {place} ({lookup.Why.Text}).";
                break;
            case TlsaLookupResult.Unusable:
                yield return $"The administrator of {name}: no sender can use the TLSA records at {place} ({lookup.Why.Text}); replace them by {suggestion}.";
                break;
            default:
                break;
        }
    }

    private static IEnumerable<(string Who, string What)> OfAddress(HostReport host, AddressReport address, SmtpOptions options)
    {
        const string Administrator = "The administrator of";
        if (address.Result == AddressResult.Cleartext)
        {
            yield return (Administrator, $"have the server do STARTTLS ({address.Reason}).");
        }

        if (address.Result != AddressResult.Failed)
        {
            // Where the records fail, what is said of the failure says enough.
            foreach (string warning in address.Outcome?.Warnings ?? [])
            {
                yield return (Administrator, $"{warning}.");
            }

            yield break;
        }

        string place = $"_{options.Port}._tcp.{HostText.Of(host.TlsaBase ?? host.Host)}";
        string? key = address.Chain?.Leaf is { Fault: null } leaf ? leaf.SubjectPublicKeySha256 : null;
        yield return address.ResultType switch
        {
            ResultType.StarttlsNotSupported when address.Refusal == SmtpRefusalKind.Injected =>
                (Administrator, $"have the server discard what it has buffered when TLS begins, and find out who writes into its connections in clear: {address.Reason}."),
            ResultType.StarttlsNotSupported =>
                (Administrator, $"its TLSA records promise TLS, which fails: {address.Reason}. Repair STARTTLS, or remove the TLSA records at {place}."),
            ResultType.CertificateExpired =>
                (Administrator, $"renew the certificate: {address.Reason}. A record 3 1 1 would not depend on dates."),
            ResultType.CertificateHostMismatch =>
                (Administrator, $"install a certificate that bears the host's name: {address.Reason}. A record 3 1 1 would not depend on names."),
            ResultType.None when address.IsFailureHere =>
                ("Whoever asks:", $"{address.Reason}; ask from a computer that has one to learn about this address."),
            ResultType.None when address.Transcript.Count == 0 =>
                (Administrator, $"no connection to port {options.Port}: {address.Reason}. Check host and firewall; and, whoever asks, whether this computer may reach port {options.Port} at all."),
            ResultType.None => (Administrator, $"the server ends the session before mail could be offered: {address.Reason}."),
            _ when key is not null =>
                (Administrator, $"the certificate is not what the TLSA records name: {address.Reason}. Install the one they name; or, if this one is right, publish \"{place}. IN TLSA 3 1 1 {key}\" and remove the old records."),
            _ => (Administrator, $"{address.Reason}."),
        };
    }

    // The key to publish, when every address that showed one showed the same.
    private static string? KeyOf(HostReport host)
    {
        string[] keys =
        [
            .. host.Addresses.Select(address => address.Chain?.Leaf).Where(leaf => leaf is { Fault: null })
                .Select(leaf => leaf!.SubjectPublicKeySha256).Distinct(StringComparer.Ordinal),
        ];
        return keys is [var only] ? only : null;
    }
}
