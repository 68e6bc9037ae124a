using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Cases;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>A case with what everybody made of it, the peers in the order of the panel.</summary>
internal sealed record CaseResult(ReplyTable Table, Answer Answer, IReadOnlyList<Opinion> Peers)
{
    public Opinion Ours { get; } = Own.OpinionOf(Answer);

    /// <summary>
    /// True where peer and we would do otherwise with the answer: use it or not, trust it or not, or take other data from it. Whoever
    /// judges bogus and whoever cannot judge both refuse it. What ANY brings is anybody's choice (RFC 8482 section 3).
    /// </summary>
    public bool Differs(int peer)
    {
        Opinion other = Peers[peer];
        return !other.IsSilent && (Effective(Ours.Word) != Effective(other.Word)
            || (Ours.Word == Word.Secure && Table.Plan.Question.Type != RecordType.ANY && other.Content is not null && other.Content != Ours.Content));
    }

    private static Word Effective(Word word) => word == Word.None ? Word.Bogus : word;
}
