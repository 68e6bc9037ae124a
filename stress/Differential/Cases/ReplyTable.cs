using System.Collections.Concurrent;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Cases;

/// <summary>The replies of a case: each is made once, when it is first asked for, and is the same for whoever asks.</summary>
internal sealed class ReplyTable(World world, CasePlan plan) : ISource
{
    private readonly ConcurrentDictionary<Question, Message> _replies = [];

    public World World { get; } = world;

    public CasePlan Plan { get; } = plan;

    /// <summary>What was asked so far, with the reply.</summary>
    public IEnumerable<Message> Given => _replies.Values;

    public int Places => 1;

    /// <summary>The reply, under the id and with the spelling of the query.</summary>
    public LabReply ReplyTo(LabQuery query)
    {
        if (query.Question is not { Class: RecordClass.IN } question)
        {
            return new LabReply.Sent(query.Message with { Flags = MessageFlags.Response, Code = ResponseCode.Refused });
        }

        Message reply = ReplyTo(question);
        MessageFlags copied = query.Message.Flags & (MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled);
        return new LabReply.Sent(reply with
        {
            Id = query.Message.Id,
            Flags = reply.Flags | copied,
            Questions = query.Message.Questions,
            Edns = query.Message.Edns is null ? null : new Edns { DnssecOk = true },
        });
    }

    public Message ReplyTo(Question question) => _replies.GetOrAdd(question, Make);

    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) =>
        ValueTask.FromResult<SourceReply>(new SourceReply.Received(ReplyTo(question) with { Questions = [question] }, "table"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Read back from octets: what cannot be written is no reply.
    private Message Make(Question question)
    {
        Message reply = Plan.Acts.Where(act => act.At.Equals(question)).Aggregate(World.Zones.Answer(question), (soFar, act) => ReplyActs.Apply(act, World, question, soFar))
            with
        { Questions = [question] };
        return Message.TryRead(reply.ToWire(), out Message? read, out _) ? read : reply with { Code = ResponseCode.ServFail, Answer = [], Authority = [], Additional = [] };
    }
}
