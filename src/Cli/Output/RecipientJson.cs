using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>send</c> for one recipient.</summary>
internal sealed record RecipientJson
{
    public required string Recipient { get; init; }

    public required bool Delivered { get; init; }

    public required string? Host { get; init; }

    public required string? Address { get; init; }

    public required string? Security { get; init; }

    public required string Code { get; init; }

    public required string? ResultType { get; init; }

    public required string? Reply { get; init; }

    public required string Reason { get; init; }

    public required string? FinalCode { get; init; }

    public required bool Transient { get; init; }

    public required bool Uncertain { get; init; }

    public required bool RouteSecure { get; init; }

    public required string? Waived { get; init; }

    public required IReadOnlyList<AttemptJson> Attempts { get; init; }

    public static RecipientJson From(RecipientOutcome outcome, DeliveryReport report) => new()
    {
        Recipient = outcome.Recipient.Address.ToString(),
        Delivered = outcome.IsDelivered,
        Host = outcome.Host is { } host ? NameText.Of(host) : null,
        Address = outcome.Address?.ToString(),
        Security = outcome.SecurityText,
        Code = outcome.Code,
        ResultType = ResultTypes.ToText(outcome.ResultType),
        Reply = outcome.Reply,
        Reason = outcome.Reason,
        FinalCode = outcome.FinalCode,
        Transient = outcome.IsTransient,
        Uncertain = outcome.IsUncertain,
        RouteSecure = outcome.IsRouteSecure,
        Waived = outcome.Waived,
        Attempts = [.. report.AttemptsFor(outcome.Recipient).Select(AttemptJson.From)],
    };
}
