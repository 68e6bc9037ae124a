using System.Text.Json.Serialization;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>One answer that a check rests on: what was asked, what vouches for it and until when; with <c>--explain</c> the evidence.</summary>
internal sealed record CheckAnswerJson
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Security { get; init; }

    public required string Rcode { get; init; }

    public required string? SignedUntil { get; init; }

    public required string? Reason { get; init; }

    public required string? Rfc { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EvidenceJson>? Chain { get; init; }

    public static CheckAnswerJson From(Answer answer, bool explains)
    {
        SignatureSpan? first = answer.Security == Resolver.Validation.SecurityStatus.Secure ? SignatureSpan.OfOwnZones(answer).MinBy(span => span.Until) : null;
        return new CheckAnswerJson
        {
            Name = answer.Question.Name.ToString(),
            Type = RecordTypes.ToText(answer.Question.Type),
            Security = SecurityText.Of(answer.Security),
            Rcode = ResponseCodes.ToText(answer.Code),
            SignedUntil = first is null ? null : TextReport.Instant(first.Until),
            Reason = answer.Why?.Text,
            Rfc = answer.Why?.Rfc,
            Chain = explains ? EvidenceJson.From(answer.Evidence) : null,
        };
    }
}
