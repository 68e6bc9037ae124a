using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Checking;

/// <summary>What to do about one host: its addresses and TLSA records first, then each of its servers. Part of <see cref="CheckAdvice"/>.</summary>
internal static class HostAdvice
{
    /// <summary>The sentences.</summary>
    public static IEnumerable<string> For(HostReport host, DomainReport report, SmtpOptions options)
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
            case TlsaLookupResult.None or TlsaLookupResult.Insecure when ProviderAdvice.For(host, report) is { } hint:
                yield return hint;
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
            ResultType.CertificateNotTrusted when address.Outcome is not null =>
                (Administrator, $"{address.Reason}. Have the server send its issuers along with its own certificate, the one that the record names included"
                    + (key is null ? "." : $"; or publish \"{place}. IN TLSA 3 1 1 {key}\", which needs none.")),
            _ when Overruled(address) is { } record =>
                (Administrator, $"{address.Reason}. Publish \"{place}. IN TLSA {record}\" too, or remove every 3 x 2 record: a digest has to be there for each key or for none (RFC 7671 section 8.3)."),
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

    // The record that would have held, had another key not been published with a stronger digest: the same with that digest.
    private static TlsaRecord? Overruled(AddressReport address)
    {
        if (address is not { Outcome: { } outcome, Chain.Leaf: { Fault: null } leaf })
        {
            return null;
        }

        TlsaRecord? fitting = outcome.Records.Where(each => each is { State: RecordState.DroppedByAgility, Record.Usage: CertificateUsage.DaneEe })
            .Select(each => each.Record).FirstOrDefault(record => leaf.Associate(record.Selector, record.MatchingType).Span.SequenceEqual(record.Data));
        return fitting is null
            ? null
            : new TlsaRecord(fitting.Usage, fitting.Selector, MatchingType.Sha512, leaf.Associate(fitting.Selector, MatchingType.Sha512).Span);
    }
}
