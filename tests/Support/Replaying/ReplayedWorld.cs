using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>Answers questions from what was recorded once. It has no clock and asks nobody.</summary>
internal abstract class ReplayedWorld
{
    /// <summary>The reply, or null when the recording does not hold the question.</summary>
    public abstract Message? ReplyTo(Question question);

    /// <summary>This world, and where it is silent the other.</summary>
    public ReplayedWorld Or(ReplayedWorld other) => new Joined(this, other);

    /// <summary>This world, with every record of the answer and authority sections passed through a function; null drops it.</summary>
    public ReplayedWorld With(Func<ResourceRecord, ResourceRecord?> alter) => new Altered(this, alter);

    private sealed class Joined(ReplayedWorld first, ReplayedWorld second) : ReplayedWorld
    {
        public override Message? ReplyTo(Question question) => first.ReplyTo(question) ?? second.ReplyTo(question);
    }

    private sealed class Altered(ReplayedWorld original, Func<ResourceRecord, ResourceRecord?> alter) : ReplayedWorld
    {
        public override Message? ReplyTo(Question question) => original.ReplyTo(question) is { } reply
            ? reply with { Answer = Pass(reply.Answer), Authority = Pass(reply.Authority) }
            : null;

        private IReadOnlyList<ResourceRecord> Pass(IReadOnlyList<ResourceRecord> records) => [.. records.Select(alter).OfType<ResourceRecord>()];
    }
}
