using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>One step of a delivery.</summary>
internal sealed record AttemptJson
{
    public required string? Host { get; init; }

    public required string? Address { get; init; }

    public required string Policy { get; init; }

    public required string PolicyReason { get; init; }

    public required string? Security { get; init; }

    public required string? Code { get; init; }

    public required string? ResultType { get; init; }

    public required string Reason { get; init; }

    public required bool Reused { get; init; }

    public required TlsJson? Tls { get; init; }

    public required IReadOnlyList<TlsaRecordJson> Tlsa { get; init; }

    public required IReadOnlyList<string> Transcript { get; init; }

    public static AttemptJson From(DeliveryAttempt attempt) => new()
    {
        Host = attempt.Host is { } host ? NameText.Of(host) : null,
        Address = attempt.Address?.ToString(),
        Policy = attempt.PolicyText,
        PolicyReason = attempt.PolicyReason,
        Security = attempt.SecurityText,
        Code = attempt.Code,
        ResultType = ResultTypes.ToText(attempt.ResultType),
        Reason = attempt.Reason,
        Reused = attempt.IsReused,
        Tls = attempt is { TlsVersion: { } version, TlsCipher: { } cipher } ? new TlsJson(version, cipher) : null,
        Tlsa = attempt.Outcome is { } outcome ? TlsaRecordJson.From(outcome) : [],
        Transcript = attempt.Transcript,
    };
}
