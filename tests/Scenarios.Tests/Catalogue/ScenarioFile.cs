using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>A scenario under the name of its file, which says what must happen. Made complete step by step.</summary>
internal sealed record ScenarioFile
{
    private ScenarioFile(string path, Scenario scenario)
    {
        Path = path;
        Scenario = scenario;
    }

    /// <summary>Path below testdata/zones, without extension: <c>denial/nsec-no-name-is-secure</c>.</summary>
    public string Path { get; }

    public Scenario Scenario { get; init; }

    /// <summary>A secure answer with data, unless said otherwise.</summary>
    public static ScenarioFile Of(string path, string claim, ScenarioWorld world, string name, RecordType type = RecordType.A)
    {
        ZoneSet zones = world.Sign();
        return new ScenarioFile(path, new Scenario
        {
            Claim = claim,
            Time = ScenarioWorld.Now,
            Anchors = ScenarioWorld.AnchorsOf(zones),
            Question = new Question(DomainName.Parse(name), type),
            Status = SecurityStatus.Secure,
            Code = ResponseCode.NoError,
            Zones = zones,
        });
    }

    /// <summary>Shows these rules from the side where they hold.</summary>
    public ScenarioFile Holds(params IEnumerable<int> rules) => Showing(RuleSide.Holds, rules);

    /// <summary>Shows these rules from the side where they are broken and that is noticed.</summary>
    public ScenarioFile Breaks(params IEnumerable<int> rules) => Showing(RuleSide.Broken, rules);

    public ScenarioFile Secure(ResponseCode code) => this with { Scenario = Scenario with { Code = code } };

    public ScenarioFile Insecure(ReasonKind reason, ResponseCode code = ResponseCode.NoError) =>
        this with { Scenario = Scenario with { Status = SecurityStatus.Insecure, Reason = reason, Code = code } };

    public ScenarioFile Bogus(ReasonKind reason) =>
        this with { Scenario = Scenario with { Status = SecurityStatus.Bogus, Reason = reason, Code = ResponseCode.ServFail } };

    public ScenarioFile Indeterminate(ReasonKind reason) =>
        this with { Scenario = Scenario with { Status = SecurityStatus.Indeterminate, Reason = reason, Code = ResponseCode.ServFail } };

    public ScenarioFile TrustedAt(string apex) =>
        this with { Scenario = Scenario with { Anchors = ScenarioWorld.AnchorsOf(Scenario.Zones, apex) } };

    public ScenarioFile Trusting(TrustAnchorSet anchors) => this with { Scenario = Scenario with { Anchors = anchors } };

    public ScenarioFile At(DateTimeOffset time) => this with { Scenario = Scenario with { Time = time } };

    public ScenarioFile Under(ValidationPolicy policy) => this with { Scenario = Scenario with { Policy = policy } };

    /// <summary>The reply to a question is not what the zones say.</summary>
    public ScenarioFile Answering(string name, RecordType type, Func<Message, ZoneSet, Message> otherwise)
    {
        Question question = new(DomainName.Parse(name), type);
        Message reply = otherwise(Scenario.Zones.Answer(question), Scenario.Zones);
        return this with { Scenario = Scenario with { Replies = [.. Scenario.Replies, reply with { Questions = [question] }] } };
    }

    /// <summary>The reply to the question of the scenario is not what the zones say.</summary>
    public ScenarioFile Answering(Func<Message, ZoneSet, Message> otherwise) =>
        Answering(Scenario.Question.Name.ToString(), Scenario.Question.Type, otherwise);

    private ScenarioFile Showing(RuleSide side, IEnumerable<int> rules) =>
        this with { Scenario = Scenario with { Rules = [.. Scenario.Rules, .. rules.Select(rule => new RuleShown(rule, side))] } };
}
