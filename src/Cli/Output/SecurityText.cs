using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Output;

/// <summary>The four states of RFC 4035 section 4.3, as word, sentence and colour.</summary>
internal static class SecurityText
{
    public static string Of(SecurityStatus status) => status switch
    {
        SecurityStatus.Secure => "secure",
        SecurityStatus.Insecure => "insecure",
        SecurityStatus.Bogus => "bogus",
        _ => "indeterminate",
    };

    public static string Meaning(SecurityStatus status) => status switch
    {
        SecurityStatus.Secure => "a chain of signatures from a trust anchor vouches for this",
        SecurityStatus.Insecure => "it is proved that nothing vouches for this: use it as you would use any unsigned data",
        SecurityStatus.Bogus => "this should be signed and does not hold: forged or broken, not to be used",
        _ => "it could not be found out whether this holds: not to be used, and not the same as unsigned",
    };

    public static Tone ToneOf(SecurityStatus status) => status switch
    {
        SecurityStatus.Secure => Tone.Good,
        SecurityStatus.Insecure => Tone.Doubtful,
        _ => Tone.Bad,
    };
}
