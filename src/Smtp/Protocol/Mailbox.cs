using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// An address for the envelope: a local part, kept as given but for needless quotes, and a domain or address literal (RFC 5321
/// section 4.1.2). What is in hand has no octet that could break out of a command. Domains are A-labels; the text of U-labels is
/// turned away with a sentence, because turning it into A-labels is the caller's choice of IDNA version.
/// </summary>
public sealed class Mailbox : IEquatable<Mailbox>
{
    // RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3.
    private const int MaxLocalPart = 64;
    private const int MaxPath = 256;

    private Mailbox(string localPart, DomainName? domain, IPAddress? literal)
    {
        LocalPart = localPart;
        Domain = domain;
        Literal = literal;
    }

    /// <summary>The part before the last <c>@</c>, quotes included. Its case may matter to the server.</summary>
    public string LocalPart { get; }

    /// <summary>The domain whose MX records count; null for an address literal.</summary>
    public DomainName? Domain { get; }

    /// <summary>The address of a literal such as <c>[192.0.2.1]</c>; DANE does not apply to it (RFC 7672 section 2.2).</summary>
    public IPAddress? Literal { get; }

    /// <summary>True when the local part holds characters beyond ASCII: only a server with SMTPUTF8 takes it (RFC 6531).</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">The text is no address; the message says why.</exception>
    public static Mailbox Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out Mailbox? mailbox, out string? why) ? mailbox : throw new FormatException(why);
    }

    /// <summary>Reads an address without exceptions; <paramref name="why"/> says what is wrong with the text.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out Mailbox? mailbox,
        [NotNullWhen(false)] out string? why)
    {
        mailbox = null;
        int at = text?.LastIndexOf('@') ?? -1;
        if (text is null || at <= 0 || at == text.Length - 1)
        {
            why = "an address has a local part, an @, and a domain";
            return false;
        }

        string localPart = text[..at];
        if (!IsWellFormed(localPart) || (!IsDotString(localPart) && !IsQuotedString(localPart)))
        {
            why = "the part before the @ holds a character that has to be quoted, or one that no address may hold";
            return false;
        }

        localPart = WithLeastQuoting(localPart);

        if (Encoding.UTF8.GetByteCount(localPart) > MaxLocalPart)
        {
            why = $"the part before the @ is longer than {MaxLocalPart} octets";
            return false;
        }

        string domainText = text[(at + 1)..];
        DomainName? domain = null;
        if (!TryParseLiteral(domainText, out IPAddress? literal) && !TryParseDomain(domainText, out domain, out why))
        {
            return false;
        }

        mailbox = new Mailbox(localPart, domain, literal);
        if (Encoding.UTF8.GetByteCount(mailbox.ToString()) + 2 > MaxPath)
        {
            why = $"the address is longer than {MaxPath} octets with its angle brackets";
            mailbox = null;
            return false;
        }

        why = null;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Mailbox? other) =>
        other is not null
        && string.Equals(LocalPart, other.LocalPart, StringComparison.Ordinal)
        && Equals(Domain, other.Domain)
        && Equals(Literal, other.Literal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mailbox);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LocalPart, Domain, Literal);

    /// <summary>The address as it stands between the angle brackets; the domain without its final dot.</summary>
    public override string ToString() => $"{LocalPart}@{DomainText()}";

    private string DomainText() => Literal is null ? HostText.Of(Domain!) : HostText.LiteralOf(Literal);

    // RFC 5321 section 4.1.2 Atom; RFC 6531 section 3.3 adds everything beyond ASCII.
    private static bool IsDotString(string text) => text.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtomText));

    private static bool IsAtomText(char c) =>
        char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal) || IsBeyondAscii(c);

    // RFC 5321 section 4.1.2 Quoted-string: printable ASCII and spaces, with \ before a quote or a backslash.
    private static bool IsQuotedString(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return false;
        }

        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return false;
            }

            if (i == text.Length - 1 || (text[i] is < ' ' or > '~' && !IsBeyondAscii(text[i])))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 5321 section 4.1.2: all ways to quote a text mean the same, and the one with the least of it is sent.
    private static string WithLeastQuoting(string localPart)
    {
        if (localPart[0] != '"')
        {
            return localPart;
        }

        StringBuilder text = new(localPart.Length);
        for (int i = 1; i < localPart.Length - 1; i++)
        {
            i += localPart[i] == '\\' ? 1 : 0;
            text.Append(localPart[i]);
        }

        return IsDotString(text.ToString()) ? text.ToString() : $"\"{text.Replace(@"\", @"\\").Replace("\"", "\\\"")}\"";
    }

    // Half a surrogate pair is no text: it would be sent as another character.
    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    // C1 controls (U+0080 to U+009F) are no characters of an address.
    private static bool IsBeyondAscii(char c) => c > '\u009F' && !char.IsControl(c);

    // RFC 5321 section 4.1.3. IPv6 without its tag is an error there; so it is here.
    private static bool TryParseLiteral(string text, [NotNullWhen(true)] out IPAddress? literal)
    {
        const string Tag = "[IPv6:";
        literal = null;
        if (text.Length < 3 || text[0] != '[' || text[^1] != ']')
        {
            return false;
        }

        bool isV6 = text.StartsWith(Tag, StringComparison.OrdinalIgnoreCase);
        string inside = isV6 ? text[Tag.Length..^1] : text[1..^1];
        AddressFamily family = isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

        // The platform also reads "1", "0x7f.1" and zones of IPv6 addresses; none of them is a literal.
        bool isPlain = isV6 ? !inside.Contains('%', StringComparison.Ordinal) : inside.Count(c => c == '.') == 3;
        return isPlain
            && inside.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':')
            && IPAddress.TryParse(inside, out literal)
            && literal.AddressFamily == family;
    }

    private static bool TryParseDomain(
        string text, [NotNullWhen(true)] out DomainName? domain, [NotNullWhen(false)] out string? why)
    {
        domain = null;
        if (!DomainName.TryParse(text, out DomainName? name, out why))
        {
            return false;
        }

        // RFC 5321 section 2.3.5: letters, digits, hyphens. Underscores exist in the wild and break nothing.
        if (name.IsRoot || !HostText.IsHostName(name))
        {
            why = "the part after the @ is no host name: it may hold letters, digits, hyphens and dots";
            return false;
        }

        domain = name;
        return true;
    }
}
