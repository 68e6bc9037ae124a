using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Tests.Hostile;

/// <summary>What one hostile upstream does to every reply.</summary>
/// <param name="Name">What it does, in words.</param>
/// <param name="Change">The question and the honest reply in, the reply that is sent out.</param>
internal sealed record Attack(string Name, Func<Question, Message, Message> Change)
{
    /// <summary>First this, then the other.</summary>
    public Attack And(Attack other) => new($"{Name}; {other.Name}", (question, reply) => other.Change(question, Change(question, reply)));

    /// <summary>For some questions only.</summary>
    public Attack Where(string which, Func<Question, bool> applies) => new($"{Name}, {which}", (question, reply) => applies(question) ? Change(question, reply) : reply);

    /// <summary>For questions of these types only.</summary>
    public Attack For(params RecordType[] types) => Where($"for {string.Join(" and ", types)}", question => types.Contains(question.Type));

    /// <summary>For questions of all types but these.</summary>
    public Attack ButFor(params RecordType[] types) => Where($"but for {string.Join(" and ", types)}", question => !types.Contains(question.Type));
}
