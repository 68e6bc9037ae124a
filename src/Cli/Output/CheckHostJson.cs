using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>One mail host.</summary>
internal sealed record CheckHostJson
{
    public required string Host { get; init; }

    public required int Preference { get; init; }

    public required string AddressSecurity { get; init; }

    public required string? TlsaBase { get; init; }

    public required string? TlsaSecurity { get; init; }

    public required IReadOnlyList<string> Tlsa { get; init; }

    public required string Policy { get; init; }

    public required string PolicyReason { get; init; }

    public required string? Code { get; init; }

    public required string? ResultType { get; init; }

    public required IReadOnlyList<CheckAddressJson> Addresses { get; init; }

    public required RolloverJson? Rollover { get; init; }

    public static CheckHostJson From(HostReport host) => new()
    {
        Host = NameText.Of(host.Host),
        Preference = host.Preference,
        AddressSecurity = SecurityText.Of(host.AddressSecurity),
        TlsaBase = host.TlsaBase is { } name ? NameText.Of(name) : null,
        TlsaSecurity = host.TlsaSecurity is { } status ? SecurityText.Of(status) : null,
        Tlsa = [.. host.Tlsa.Select(record => record.ToString())],
        Policy = host.PolicyText,
        PolicyReason = host.PolicyReason,
        Code = host.Code,
        ResultType = ResultTypes.ToText(host.ResultType),
        Addresses = [.. host.Addresses.Select(CheckAddressJson.From)],
        Rollover = RolloverJson.From(host.Rollover),
    };
}
