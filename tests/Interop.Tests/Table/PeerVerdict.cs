using DaneCore.Resolver.Validation;

namespace DaneCore.Interop.Tests.Table;

/// <summary>What one program says: a word for the table, and what it printed.</summary>
internal sealed record PeerVerdict(string Verdict, string Said)
{
    public const string Secure = "secure";

    public const string Insecure = "insecure";

    public const string Bogus = "bogus";

    /// <summary>The program came to no verdict: it cannot ask this, gave up, or broke.</summary>
    public const string None = "none";

    public static string Word(SecurityStatus status) => status switch
    {
        SecurityStatus.Secure => Secure,
        SecurityStatus.Insecure => Insecure,
        SecurityStatus.Bogus => Bogus,
        _ => None,
    };
}
