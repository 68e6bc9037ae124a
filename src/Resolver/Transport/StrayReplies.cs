using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>The messages that came while a query waited and were not its reply (RFC 5452 section 9.1): counted, never believed.</summary>
/// <param name="Count">All of them.</param>
/// <param name="WrongId">One had another id.</param>
/// <param name="WrongQuestion">One had the right id and another question.</param>
/// <param name="OtherCase">One had the right question in other letters: the server folds the case.</param>
/// <param name="Unreadable">One was no DNS message.</param>
internal sealed record StrayReplies(
    int Count = 0, bool WrongId = false, bool WrongQuestion = false, bool OtherCase = false, bool Unreadable = false)
{
    public static readonly StrayReplies None = new();

    /// <summary>One more, which could not be read.</summary>
    public StrayReplies WithUnreadable() => this with { Count = Count + 1, Unreadable = true };

    /// <summary>One more, which does not match.</summary>
    public StrayReplies With(Message query, Message stray) => this with
    {
        Count = Count + 1,
        WrongId = WrongId || stray.Id != query.Id,
        WrongQuestion = WrongQuestion || ReplyMatch.HasWrongQuestion(query, stray),
        OtherCase = OtherCase || ReplyMatch.HasOtherCase(query, stray),
    };

    /// <summary>These and those of another try.</summary>
    public StrayReplies And(StrayReplies other) => new(
        Count + other.Count,
        WrongId || other.WrongId,
        WrongQuestion || other.WrongQuestion,
        OtherCase || other.OtherCase,
        Unreadable || other.Unreadable);
}
