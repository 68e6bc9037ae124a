using System.Net;

namespace DaneCore.Interop.Tests.MailTable;

/// <summary>What one program makes of a domain or a host: a word for the table, what it gave as its reason, and what it printed.</summary>
internal sealed record MailVerdict(string Word, string Detail = "", string Said = "")
{
    /// <summary>Mail goes to the server that TLSA records authenticate, found by signed MX records.</summary>
    public const string Authenticated = "authenticated";

    /// <summary>The same behind unsigned MX records: the host is the right one, and nobody vouches for its being the domain's.</summary>
    public const string HostAuthenticated = "host-authenticated";

    /// <summary>Mail goes over TLS, to whoever answers.</summary>
    public const string Encrypted = "encrypted";

    /// <summary>Mail goes in clear.</summary>
    public const string Cleartext = "cleartext";

    /// <summary>No mail goes: it waits, or comes back.</summary>
    public const string Refused = "refused";

    /// <summary>The program came to no verdict, or cannot show one.</summary>
    public const string None = "none";

    /// <summary>The server that the word is about; null when it is about the domain.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Word and code, as an expectation is written.</summary>
    public string Full => Word == Refused ? $"{Word} {Detail}" : Word;
}
