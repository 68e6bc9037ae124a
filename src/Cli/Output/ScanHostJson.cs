using System.Text.Json.Serialization;
using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>One mail host in a line of <c>scan</c>.</summary>
internal sealed record ScanHostJson
{
    public required string Host { get; init; }

    public required int Preference { get; init; }

    public required string AddressSecurity { get; init; }

    public required string? TlsaBase { get; init; }

    public required string? TlsaSecurity { get; init; }

    public required IReadOnlyList<string> Tlsa { get; init; }

    public required string Policy { get; init; }

    public required string? Code { get; init; }

    public required string? ResultType { get; init; }

    /// <summary>Only with <c>--connect</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScanAddressJson>? Addresses { get; init; }

    public static ScanHostJson From(HostReport host, bool connects) => new()
    {
        Host = NameText.Of(host.Host),
        Preference = host.Preference,
        AddressSecurity = SecurityText.Of(host.AddressSecurity),
        TlsaBase = host.TlsaBase is { } name ? NameText.Of(name) : null,
        TlsaSecurity = host.TlsaSecurity is { } status ? SecurityText.Of(status) : null,
        Tlsa = [.. host.Tlsa.Select(record => record.ToString())],
        Policy = host.PolicyText,
        Code = host.Code,
        ResultType = ResultTypes.ToText(host.ResultType),
        Addresses = connects ? [.. host.Addresses.Select(ScanAddressJson.From)] : null,
    };
}
