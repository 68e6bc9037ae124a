using DaneCore.Stress.Differential.Asking;

namespace DaneCore.Stress.Differential.Kinds;

/// <summary>A kind of difference between us and a peer: by what it is known, and which rule decides.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Verdicts">Ours and the peer's, each by its first letter: secure, insecure, refused; several pairs.</param>
/// <param name="Rfc">The section that decides.</param>
/// <param name="Why">What it says, and who is right.</param>
/// <param name="Holds">True for a case that has what makes this difference.</param>
internal sealed record DifferenceKind(string Name, string Verdicts, string Rfc, string Why, Func<CaseFacts, bool> Holds)
{
    public bool Explains(CaseResult result, int peer, CaseFacts facts) =>
        Verdicts.Contains($"{Letter(result.Ours.Word)}{Letter(result.Peers[peer].Word)}", StringComparison.Ordinal) && Holds(facts);

    private static char Letter(Word word) => word switch
    {
        Word.Secure => 's',
        Word.Insecure => 'i',
        _ => 'r',
    };
}
