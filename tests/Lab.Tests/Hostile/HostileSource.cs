using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Tests.Hostile;

/// <summary>Two places: the attacker's first, then an honest one. Notices whether the attack changed anything.</summary>
internal sealed class HostileSource(Func<Question, Message> honest, Attack? attack) : ISource
{
    public int Places => 2;

    /// <summary>The attack made a difference to at least one reply.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The honest place was asked.</summary>
    public bool AskedElsewhere { get; private set; }

    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        Message reply = honest(question);
        AskedElsewhere |= place > 0;
        if (place == 0 && attack is not null)
        {
            Message changed = attack.Change(question, reply) with { Id = reply.Id, Questions = reply.Questions };
            HasChanged |= changed.Code != reply.Code || changed.Flags != reply.Flags || !changed.Answer.SequenceEqual(reply.Answer) || !changed.Authority.SequenceEqual(reply.Authority);
            reply = changed;
        }

        return ValueTask.FromResult<SourceReply>(new SourceReply.Received(reply, place == 0 ? "hostile" : "honest"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
