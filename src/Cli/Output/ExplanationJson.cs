using System.Text.Json.Serialization;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Explaining;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>One step of the explanation with the steps it leads to; members that make no sense for a step are left out.</summary>
internal sealed record ExplanationJson
{
    public required string Status { get; init; }

    public required string Text { get; init; }

    public required string Rfc { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KeyTag { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Algorithm { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Inception { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expiration { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DaysLeft { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EndsHere { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MendingJson? Mending { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExplanationJson>? Steps { get; init; }

    public static IReadOnlyList<ExplanationJson> From(IReadOnlyList<ExplanationStep> steps) => [.. steps.Select(From)];

    private static ExplanationJson From(ExplanationStep step)
    {
        Evidence? evidence = step.Evidence;
        return new ExplanationJson
        {
            Status = SecurityText.Of(step.Status),
            Text = step.Text,
            Rfc = step.Rfc,
            Name = evidence?.Name.ToString(),
            Type = evidence is { Type: not RecordType.None } ? RecordTypes.ToText(evidence.Type) : null,
            Zone = evidence?.Zone?.ToString(),
            KeyTag = evidence?.KeyTag,
            Algorithm = (int?)evidence?.Algorithm,
            Inception = evidence?.Inception is { } start ? TextReport.Instant(start) : null,
            Expiration = evidence?.Expiration is { } end ? TextReport.Instant(end) : null,
            DaysLeft = step.Left is { } left ? (int)left.TotalDays : null,
            EndsHere = step.IsWhereItEnds,
            Mending = MendingJson.From(step.Mending),
            Steps = step.Steps.Count == 0 ? null : From(step.Steps),
        };
    }
}
