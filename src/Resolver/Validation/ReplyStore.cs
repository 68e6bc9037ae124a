using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>The replies a session was offered, and the questions it would like to have answered next.</summary>
internal sealed class ReplyStore(WorkBudget budget)
{
    private readonly Dictionary<Question, ReplySections> _offered = [];
    private readonly HashSet<Question> _asked = [];
    private readonly List<Question> _wanted = [];

    public void Offer(Question question, ReplySections reply) => _offered[question] = reply;

    /// <summary>The reply, or null while there is none.</summary>
    public ReplySections? Find(DomainName name, RecordType type) => _offered.GetValueOrDefault(new Question(name, type));

    /// <summary>The reply, or null while there is none; in that case it is asked for.</summary>
    public ReplySections? Require(DomainName name, RecordType type)
    {
        Question question = new(name, type);
        if (_offered.TryGetValue(question, out ReplySections? reply))
        {
            return reply;
        }

        Want(question);
        return null;
    }

    /// <summary>Asks for something that will probably be needed.</summary>
    public void Foresee(DomainName name, RecordType type) => Want(new Question(name, type));

    /// <summary>Every question asked for and not answered yet, the ones already out included.</summary>
    public IReadOnlyList<Question> Outstanding() => [.. _wanted.Where(question => !_offered.ContainsKey(question))];

    private void Want(Question question)
    {
        if (!_offered.ContainsKey(question) && _asked.Add(question) && budget.TryQuestion())
        {
            _wanted.Add(question);
        }
    }
}
