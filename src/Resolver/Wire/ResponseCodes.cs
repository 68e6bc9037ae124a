using System.Globalization;

namespace DaneCore.Resolver.Wire;

/// <summary>Mnemonics of response codes, as other tools print them.</summary>
public static class ResponseCodes
{
    /// <summary>The mnemonic in capitals, or <c>RCODE123</c>.</summary>
    public static string ToText(ResponseCode code) =>
        Enum.IsDefined(code)
            ? Enum.GetName(code)!.ToUpperInvariant()
            : "RCODE" + ((ushort)code).ToString(CultureInfo.InvariantCulture);
}
