using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>The replies a session was offered, and the questions it would like to have answered next.</summary>
internal sealed class ReplyStore(WorkBudget budget)
{
    private readonly Dictionary<Question, ReplySections> _offered = [];
    private readonly HashSet<Question> _asked = [];
    private readonly List<Question> _wanted = [];

    /// <summary>Questions whose replies nobody looked at, or that were not waited for.</summary>
    public int Unused => _asked.Count - _offered.Values.Count(reply => reply.IsUsed);

    /// <summary>True once something was looked for that a recording does not hold. A guess that is not held is no gap.</summary>
    public bool HasGap { get; private set; }

    public void Offer(Question question, ReplySections reply) => _offered[question] = reply;

    /// <summary>The reply, or null while there is none.</summary>
    public ReplySections? Find(DomainName name, RecordType type)
    {
        ReplySections? reply = _offered.GetValueOrDefault(new Question(name, type));
        if (reply is not null)
        {
            reply.IsUsed = true;
            HasGap |= reply.IsAbsent;
        }

        return reply;
    }

    /// <summary>The reply, or null while there is none; in that case it is asked for.</summary>
    public ReplySections? Require(DomainName name, RecordType type)
    {
        if (Find(name, type) is { } reply)
        {
            return reply;
        }

        Want(new Question(name, type));
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
