using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>Whole replies, each to its own question. Of several to one question the first counts.</summary>
internal sealed class HeldReplies : ReplayedWorld
{
    private readonly Dictionary<Question, Message> _byQuestion = [];

    public HeldReplies(IEnumerable<Message> replies)
    {
        foreach (Message reply in replies)
        {
            if (reply.IsResponse && reply.Questions is [{ } question])
            {
                _byQuestion.TryAdd(question, reply);
            }
        }
    }

    public override Message? ReplyTo(Question question) => _byQuestion.GetValueOrDefault(question);
}
