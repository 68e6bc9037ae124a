using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>One address of a mail host in a line of <c>scan --connect</c>.</summary>
internal sealed record ScanAddressJson(string Address, string Result, string? Code, string? ResultType, string Reason, TlsJson? Tls)
{
    public static ScanAddressJson From(AddressReport address) => new(
        address.Address.ToString(),
        address.ResultText,
        address.Code,
        ResultTypes.ToText(address.ResultType),
        address.Reason,
        address is { TlsVersion: { } version, TlsCipher: { } cipher } ? new TlsJson(version, cipher) : null);
}
