using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Costs;

/// <summary>A lookup whose price is of interest, sound or hostile, with the outcome it must have.</summary>
public sealed record CostlyLookup(string Name, string Claim, Scenario Scenario)
{
    internal static CostlyLookup Of(string name, string claim, ScenarioWorld world, string asked, RecordType type = RecordType.A)
    {
        ZoneSet zones = world.Sign();
        return new CostlyLookup(name, claim, new Scenario
        {
            Claim = claim,
            Time = ScenarioWorld.Now,
            Anchors = ScenarioWorld.AnchorsOf(zones),
            Question = new Question(DomainName.Parse(asked), type),
            Status = SecurityStatus.Secure,
            Code = ResponseCode.NoError,
            Zones = zones,
        });
    }

    internal CostlyLookup Secure(ResponseCode code) => this with { Scenario = Scenario with { Code = code } };

    internal CostlyLookup Insecure(ReasonKind why, ResponseCode code) =>
        this with { Scenario = Scenario with { Status = SecurityStatus.Insecure, Reason = why, Code = code } };

    internal CostlyLookup Bogus(ReasonKind why) =>
        this with { Scenario = Scenario with { Status = SecurityStatus.Bogus, Reason = why, Code = ResponseCode.ServFail } };

    internal CostlyLookup Answering(string name, RecordType type, Func<Message, Message> otherwise)
    {
        Question question = new(DomainName.Parse(name), type);
        Message reply = otherwise(Scenario.ReplyTo(question)) with { Questions = [question] };
        return this with { Scenario = Scenario with { Replies = [.. Scenario.Replies, reply] } };
    }

    internal CostlyLookup Answering(Func<Message, Message> otherwise) =>
        Answering(Scenario.Question.Name.ToString(), Scenario.Question.Type, otherwise);
}
