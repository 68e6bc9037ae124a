using System.Text.Json.Serialization;
using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>check</c>, and of each domain in <c>demo</c>, which says more about it.</summary>
internal sealed record CheckJson
{
    /// <summary>What the domain shows; of sample domains only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Says { get; init; }

    /// <summary>What a check of a sample domain must come to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpectedVerdict { get; init; }

    /// <summary>Left out where mail flows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpectedCode { get; init; }

    public required string Domain { get; init; }

    public required string Profile { get; init; }

    public required string Verdict { get; init; }

    public required string? Code { get; init; }

    public required string? ResultType { get; init; }

    public required string Reason { get; init; }

    public required string MxSecurity { get; init; }

    public required bool ImplicitMx { get; init; }

    public required IReadOnlyList<CheckHostJson> Mx { get; init; }

    public required IReadOnlyList<string> Recommendations { get; init; }

    /// <summary>The instant of the check, by which ends are counted.</summary>
    public required string At { get; init; }

    public required EndingsJson Endings { get; init; }

    /// <summary>Every answer of DNS that the report rests on.</summary>
    public required IReadOnlyList<CheckAnswerJson> Dns { get; init; }

    public static CheckJson From(DomainReport report, bool explains = false) => new()
    {
        Domain = NameText.Of(report.Domain),
        Profile = report.Profile.Name,
        Verdict = report.VerdictText,
        Code = report.Code,
        ResultType = ResultTypes.ToText(report.ResultType),
        Reason = report.Reason,
        MxSecurity = SecurityText.Of(report.MxSecurity),
        ImplicitMx = report.IsImplicitMx,
        Mx = [.. report.Hosts.Select(CheckHostJson.From)],
        Recommendations = report.Recommendations,
        At = TextReport.Instant(report.At),
        Endings = EndingsJson.From(report),
        Dns = [.. report.Answers.Select(answer => CheckAnswerJson.From(answer, explains))],
    };
}
