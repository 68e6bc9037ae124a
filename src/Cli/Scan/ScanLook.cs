using DaneCore.Cli.Output;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Smtp;

namespace DaneCore.Cli.Scan;

/// <summary>Looks at one domain: asks, judges, and makes its row.</summary>
internal sealed class ScanLook(DomainCheck check, bool connects, bool isStamped, IScanFormat format)
{
    public async Task<ScanResult> AtAsync(ScanSubject subject, CancellationToken stop)
    {
        if (subject.Domain is not { } domain)
        {
            return Of(subject, ScanRowJson.NoneOf(subject.Number, subject.Text, subject.Fault!), isOpen: false, isAnswered: true);
        }

        DomainReport report = connects
            ? await check.CheckAsync(domain, stop).ConfigureAwait(false)
            : await check.CheckDnsAsync(domain, stop).ConfigureAwait(false);
        return Of(subject, ScanRowJson.From(subject.Number, subject.Text, report, connects, isStamped), IsOpen(report), IsAnswered(report));
    }

    private ScanResult Of(ScanSubject subject, ScanRowJson row, bool isOpen, bool isAnswered) =>
        new(subject, ScanMark.Of(row), format.ToLine(row), isOpen, isAnswered);

    // A host about which nothing is known leaves the row half empty, even where another host decides.
    private bool IsOpen(DomainReport report) =>
        report.Verdict == CheckVerdict.Undeterminable
        || report.Hosts.Any(host => host.IsLookupOutOfTime || host.Lookup is TlsaLookupResult.Failed { Answer.Security: not SecurityStatus.Bogus })
        || (connects && report.Verdict == CheckVerdict.Unreachable && report.Hosts.Any(host => host.Addresses.Count > 0));

    private static bool IsAnswered(DomainReport report) =>
        report.MxAnswer is not null
        && report.Hosts.All(host => !host.IsLookupOutOfTime)
        && report.Answers.All(answer => !IsSilence(answer));

    private static bool IsSilence(Answer answer) =>
        !answer.IsUsable && (answer.NobodyAnswered || answer.Why?.Kind is ReasonKind.TimedOut or ReasonKind.KeysUnanswered or ReasonKind.DelegationUnanswered);
}
