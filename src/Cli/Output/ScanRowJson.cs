using System.Text.Json.Serialization;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>
/// A line of <c>scan</c>: what <c>check</c> says of a domain, without its sentences for people and without what differs from run to run. Its first members are those
/// that a survey is resumed by; <c>mx</c> stays last.
/// </summary>
internal sealed record ScanRowJson
{
    /// <summary>What stands in place of a verdict for a line that names no domain.</summary>
    public const string NoDomain = "not-a-domain";

    /// <summary>The number of the line in the list.</summary>
    public required long N { get; init; }

    public required string Domain { get; init; }

    public required string Verdict { get; init; }

    public string? Code { get; init; }

    public string? ResultType { get; init; }

    /// <summary>Null where nothing was asked.</summary>
    public string? MxSecurity { get; init; }

    public bool ImplicitMx { get; init; }

    /// <summary>What RFC 8914 calls the failure of the answer that decided; null where none failed.</summary>
    public string? Error { get; init; }

    public required string Reason { get; init; }

    /// <summary>The instant of the lookup; only where it is asked for, since it differs from run to run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? At { get; init; }

    public IReadOnlyList<ScanHostJson> Mx { get; init; } = [];

    public static ScanRowJson From(long number, string text, DomainReport report, bool connects, bool isStamped) => new()
    {
        N = number,
        Domain = text,
        Verdict = report.VerdictText,
        Code = report.Code,
        ResultType = ResultTypes.ToText(report.ResultType),
        MxSecurity = SecurityText.Of(report.MxSecurity),
        ImplicitMx = report.IsImplicitMx,
        Error = ErrorOf(report),
        Reason = report.Reason,
        At = isStamped ? TextReport.Instant(report.At) : null,
        Mx = [.. report.Hosts.Select(host => ScanHostJson.From(host, connects))],
    };

    /// <summary>For a line that names no domain.</summary>
    public static ScanRowJson NoneOf(long number, string text, string fault) => new()
    {
        N = number,
        Domain = text,
        Verdict = NoDomain,
        Reason = fault,
    };

    private static string? ErrorOf(DomainReport report)
    {
        if (report.Verdict is not (CheckVerdict.DnssecBogus or CheckVerdict.Undeterminable))
        {
            return null;
        }

        Answer? decisive = report.Hosts is [var best, ..] ? (best.Lookup as TlsaLookupResult.Failed)?.Answer : report.MxAnswer;
        return decisive?.Why is { } why ? ExtendedErrorNames.Of(why.Code) : null;
    }
}
