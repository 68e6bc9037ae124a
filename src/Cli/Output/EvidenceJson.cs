using System.Text.Json.Serialization;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>One step of the evidence, with what it rests on; members that make no sense for a step are left out.</summary>
internal sealed record EvidenceJson
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    public required string Status { get; init; }

    public required string Text { get; init; }

    public required string Rfc { get; init; }

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
    public IReadOnlyList<EvidenceJson>? Basis { get; init; }

    public static IReadOnlyList<EvidenceJson> From(IReadOnlyList<Evidence> steps) => [.. steps.Select(From)];

    private static EvidenceJson From(Evidence step) => new()
    {
        Kind = KindOf(step.Kind),
        Name = step.Name.ToString(),
        Type = step.Type == RecordType.None ? null : RecordTypes.ToText(step.Type),
        Status = SecurityText.Of(step.Status),
        Text = step.Text,
        Rfc = step.Rfc,
        Zone = step.Zone?.ToString(),
        KeyTag = step.KeyTag,
        Algorithm = (int?)step.Algorithm,
        Inception = step.Inception is { } start ? TextReport.Instant(start) : null,
        Expiration = step.Expiration is { } end ? TextReport.Instant(end) : null,
        Basis = step.Basis.Count == 0 ? null : From(step.Basis),
    };

    private static string KindOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Anchor => "anchor",
        EvidenceKind.Delegation => "delegation",
        EvidenceKind.ZoneKeys => "zone-keys",
        EvidenceKind.Signature => "signature",
        EvidenceKind.Denial => "denial",
        EvidenceKind.Alias => "alias",
        EvidenceKind.InsecureDelegation => "insecure-delegation",
        EvidenceKind.Gap => "gap",
        _ => "step",
    };
}
