using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Dane;

/// <summary>The three numbers of a TLSA record without its data: what may be published for any certificate.</summary>
public sealed record TlsaParameters(CertificateUsage Usage, Selector Selector, MatchingType MatchingType)
{
    /// <summary>The digest of the server's own key: what RFC 7672 section 3.1.1 recommends, and what holds for every certificate that can be read.</summary>
    public static TlsaParameters Recommended { get; } = new(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256);

    /// <summary>Reads <c>3 1 1</c>; each number has to be one that the registries know.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TlsaParameters? parameters, [NotNullWhen(false)] out string? why)
    {
        parameters = null;
        why = $"'{text}' are no TLSA parameters: write usage 0 to 3, selector 0 or 1 and matching type 0 to 2, as in '3 1 1'";
        string[] fields = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is not [[var usage], [var selector], [var matching]]
            || usage is < '0' or > '3' || selector is < '0' or > '1' || matching is < '0' or > '2')
        {
            return false;
        }

        parameters = new TlsaParameters((CertificateUsage)(usage - '0'), (Selector)(selector - '0'), (MatchingType)(matching - '0'));
        why = null;
        return true;
    }

    /// <summary>The three numbers.</summary>
    public override string ToString() => $"{(byte)Usage} {(byte)Selector} {(byte)MatchingType}";

    internal static TlsaParameters Of(TlsaRecord record) => new(record.Usage, record.Selector, record.MatchingType);
}
