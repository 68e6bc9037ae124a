using System.Globalization;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>A checked domain for a person: the verdict, then each host and address, then what to do.</summary>
internal static class CheckText
{
    public static void Write(TextReport report, DomainReport domain, bool explains)
    {
        report.Mark("", $"{NameText.Of(domain.Domain)}: {domain.VerdictText}", ToneOf(domain.Verdict));
        report.Field("meaning", Meaning(domain.Verdict));
        report.Field("why", domain.Reason);
        if (domain.Code is { } code)
        {
            report.Field("code", Code(code, domain.ResultType));
        }

        report.Field("mx records", domain.IsImplicitMx ? $"{SecurityText.Of(domain.MxSecurity)}: there are none, the domain is its own host" : SecurityText.Of(domain.MxSecurity));
        report.Field("profile", domain.Profile.Name);
        if (domain.FirstCertificateEnd is { } end)
        {
            report.Field("certificate", $"{Left(end.NotAfter - domain.At)}, until {TextReport.Instant(end.NotAfter)}: {NameText.Of(end.Host)} at {end.Address}"
                + (end.IsJudged ? "" : "; usage 3 does not mind its end"));
        }

        if (domain.FirstSignatureEnd is { } span)
        {
            report.Field("signatures", $"{Left(span.Until - domain.At)}, until {TextReport.Instant(span.Until)}: {NameText.Of(span.Name)} {RecordTypes.ToText(span.Type)}, by {NameText.Of(span.Zone)}");
        }

        foreach (HostReport host in domain.Hosts)
        {
            report.Line();
            Write(report, host, explains);
        }

        if (domain.Recommendations.Count > 0)
        {
            report.Line();
            report.Line("What to do:");
            foreach (string sentence in domain.Recommendations)
            {
                report.Line($"  - {sentence}");
            }
        }

        if (explains && domain.MxAnswer is { } answer)
        {
            Explain(report, answer);
        }
    }

    public static Tone ToneOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.DaneOk => Tone.Good,
        CheckVerdict.EncryptOnly or CheckVerdict.NoDane or CheckVerdict.NullMx => Tone.Doubtful,
        _ => Tone.Bad,
    };

    private static string Meaning(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.DaneOk => "mail goes over TLS to a server that DNS, signed, vouches for",
        CheckVerdict.DaneFailed => "mail waits and then bounces: no server is the one that DNS vouches for",
        CheckVerdict.DnssecBogus => "mail waits and then bounces: what DNS says is forged or broken",
        CheckVerdict.EncryptOnly => "mail goes over TLS, to a server that nobody vouches for",
        CheckVerdict.NoDane => "mail goes as it always did: whoever sits on the way can read or redirect it",
        CheckVerdict.NullMx => "the domain says that it takes no mail: it bounces at once",
        CheckVerdict.Unreachable => "mail waits: no mail host could be reached from here",
        CheckVerdict.NoSuchDomain => "mail bounces at once: there is no such domain",
        _ => "it could not be found out what would happen; a sender would wait and try again",
    };

    private static void Write(TextReport report, HostReport host, bool explains)
    {
        Tone tone = host.Taker is null ? Tone.Bad : host.Policy == TransportPolicy.Dane ? Tone.Good : Tone.Doubtful;
        report.Mark("", $"{NameText.Of(host.Host)}, preference {host.Preference}: {host.PolicyText}", tone);
        report.Field("why", host.PolicyReason);
        report.Field("addresses", SecurityText.Of(host.AddressSecurity));
        if (host.TlsaSecurity is { } security)
        {
            string where = host.TlsaBase is { } name ? $" at {NameText.Of(name)}" : "";
            report.Field("tlsa", $"{SecurityText.Of(security)}, {(host.Tlsa.Count == 0 ? "no records that count" : $"{host.Tlsa.Count} that count")}{where}");

            // Where an address was judged by them, each record stands there with what became of it.
            foreach (TlsaRecord record in host.Addresses.Any(address => address.Outcome is not null) ? [] : host.Tlsa)
            {
                report.More(TlsaText.Short(record));
            }
        }

        if (host.Rollover is { } rollover)
        {
            report.Field("rollover", $"{rollover.StateText}: {rollover.Reason}", rollover.IsReady ? Tone.Good : Tone.Plain);
        }

        foreach (AddressReport address in host.Addresses)
        {
            Write(report, address, explains);
        }

        foreach (Answer answer in explains ? host.Answers : [])
        {
            Explain(report, answer);
        }
    }

    private static void Write(TextReport report, AddressReport address, bool explains)
    {
        Tone tone = address.Result switch
        {
            AddressResult.Authenticated => Tone.Good,
            AddressResult.Failed => Tone.Bad,
            AddressResult.NotTried => Tone.Faint,
            _ => Tone.Doubtful,
        };
        report.Mark("  ", $"{address.Address}: {address.ResultText}", tone);
        report.Line($"    {address.Reason}");
        if (address.Code is { } code)
        {
            report.Line($"    code {Code(code, address.ResultType)}");
        }

        if (address is { TlsVersion: { } version, TlsCipher: { } cipher })
        {
            report.Line($"    {version}, {cipher}", Tone.Faint);
        }

        if (address.Outcome is { } outcome)
        {
            TlsaText.Records(report, outcome.Records, "    ");
        }

        foreach (PeerCertificate certificate in explains ? address.Chain?.Certificates ?? [] : [])
        {
            var shown = CertificateJson.From(certificate);
            report.Line($"    certificate {certificate.Position}: {shown.Subject}, by {shown.Issuer}, {shown.NotBefore} to {shown.NotAfter}", Tone.Faint);
        }

        foreach (string line in explains ? address.Transcript : [])
        {
            report.Line($"      {line}", Tone.Faint);
        }
    }

    private static string Left(TimeSpan left) =>
        left < TimeSpan.Zero ? "ended" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(left.TotalDays):0} days left");

    private static void Explain(TextReport report, Answer answer)
    {
        report.Line();
        report.Line($"Evidence for {answer.Question}, from the trust anchor down:");
        ExplanationText.Write(report, answer.Explain(), indent: 1);
    }

    private static string Code(string code, ResultType type) =>
        ResultTypes.ToText(type) is { } text ? $"{code}, {text}" : code;
}
