using DaneCore.Resolver;
using DaneCore.Resolver.Validation.Explaining;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>query</c> for one type.</summary>
internal sealed record QueryJson
{
    public required QuestionJson Question { get; init; }

    public required string Security { get; init; }

    public required string Rcode { get; init; }

    public required string? UpstreamRcode { get; init; }

    public required IReadOnlyList<RecordJson> Answers { get; init; }

    public required IReadOnlyList<RecordJson> Authority { get; init; }

    public required IReadOnlyList<ExtendedErrorJson> ExtendedErrors { get; init; }

    public required IReadOnlyList<UpstreamJson> Upstream { get; init; }

    public required IReadOnlyList<string> Remarks { get; init; }

    public required string? ValidUntil { get; init; }

    /// <summary>The most by which a signature used was outside its window; 0 as a rule.</summary>
    public required int ClockSkewUsed { get; init; }

    public required int RoundTrips { get; init; }

    public required int Queries { get; init; }

    public required double ElapsedMs { get; init; }

    public required MendingJson? Mending { get; init; }

    public required IReadOnlyList<EvidenceJson> Chain { get; init; }

    public required IReadOnlyList<ExplanationJson> Explanation { get; init; }

    public static QueryJson From(Answer answer) => new()
    {
        Question = new QuestionJson(
            answer.Question.Name.ToString(), RecordTypes.ToText(answer.Question.Type), RecordClasses.ToText(answer.Question.Class)),
        Security = SecurityText.Of(answer.Security),
        Rcode = ResponseCodes.ToText(answer.Code),
        UpstreamRcode = answer.UpstreamCode is { } code ? ResponseCodes.ToText(code) : null,
        Answers = RecordJson.From(answer.Chain),
        Authority = RecordJson.From(answer.Authority),
        ExtendedErrors = answer.Why is { } why
            ? [new ExtendedErrorJson((int)why.Code, ExtendedErrorNames.Of(why.Code), why.Text, why.Rfc)]
            : [],
        Upstream = [.. answer.Upstream.Select(UpstreamJson.From)],
        Remarks = answer.Remarks,
        ValidUntil = answer.IsUsable ? TextReport.Instant(answer.ValidUntil) : null,
        ClockSkewUsed = (int)answer.ClockSkewUsed.TotalSeconds,
        RoundTrips = answer.RoundTrips,
        Queries = answer.Queries,
        ElapsedMs = Math.Round(answer.Elapsed.TotalMilliseconds, 1),
        Mending = MendingJson.From(answer.Why is { } reason ? ReasonMending.Of(reason.Kind) : null),
        Chain = EvidenceJson.From(answer.Evidence),
        Explanation = ExplanationJson.From(answer.Explain()),
    };
}
