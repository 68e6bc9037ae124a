using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>One address of a mail host.</summary>
internal sealed record CheckAddressJson
{
    public required string Address { get; init; }

    public required string Result { get; init; }

    public required string? Code { get; init; }

    public required string? ResultType { get; init; }

    public required string Reason { get; init; }

    public required TlsJson? Tls { get; init; }

    public required IReadOnlyList<CertificateJson> Chain { get; init; }

    public required IReadOnlyList<TlsaRecordJson> Tlsa { get; init; }

    public required IReadOnlyList<string> Transcript { get; init; }

    public static CheckAddressJson From(AddressReport address) => new()
    {
        Address = address.Address.ToString(),
        Result = address.ResultText,
        Code = address.Code,
        ResultType = ResultTypes.ToText(address.ResultType),
        Reason = address.Reason,
        Tls = address is { TlsVersion: { } version, TlsCipher: { } cipher } ? new TlsJson(version, cipher) : null,
        Chain = [.. (address.Chain?.Certificates ?? []).Select(CertificateJson.From)],
        Tlsa = address.Outcome is { } outcome ? TlsaRecordJson.From(outcome) : [],
        Transcript = address.Transcript,
    };
}
