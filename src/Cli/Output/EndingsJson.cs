using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>What of a checked domain ends first: a server's certificate, and a signature in DNS; null where there is none.</summary>
internal sealed record EndingsJson(CertificateEndJson? Certificate, SignatureEndJson? Signature)
{
    public static EndingsJson From(DomainReport report) => new(
        report.FirstCertificateEnd is { } end
            ? new CertificateEndJson(
                NameText.Of(end.Host), end.Address.ToString(), end.Certificate.Subject, TextReport.Instant(end.NotAfter), DaysOf(end.NotAfter - report.At), end.IsJudged)
            : null,
        report.FirstSignatureEnd is { } span
            ? new SignatureEndJson(
                span.Name.ToString(), RecordTypes.ToText(span.Type), span.Zone.ToString(), TextReport.Instant(span.Until), DaysOf(span.Until - report.At))
            : null);

    // Rounded down: a day that has begun to run out is not a day left.
    private static double DaysOf(TimeSpan left) => Math.Floor(left.TotalDays * 10) / 10;
}
