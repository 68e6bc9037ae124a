using System.Globalization;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>Parameters of a service binding as text (RFC 9460 section 2.1 and appendix A).</summary>
internal static class SvcbParameterText
{
    public static string ToText(SvcbParameter parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"key{parameter.Key}={CharacterString.ToText(parameter.Value.Span)}");
}
