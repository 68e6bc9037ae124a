using System.Collections.Concurrent;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// A whole validation with a liar on the way. The first octet chooses the question, the rest what is done to which reply.
/// Whatever is done, the verdict is bogus or indeterminate, or it is what the honest replies give: never secure with other
/// records, never insecure where a zone is signed.
/// </summary>
internal sealed class ValidationTarget : IFuzzTarget
{
    // Each round asks for something new, and questions are limited; a session that goes on is a defect.
    private const int MostRounds = 64;
    private const int EveryReply = 7;

    // Judged when first asked for, in a run: where honest replies come to something else than the zones hold, that is a finding like any other.
    private static readonly ConcurrentDictionary<Question, Judgement> Honest = new();

    public string Name => "Validation";

    public IReadOnlyList<string> Parts { get; } =
    [
        "Resolver.Validation.ValidationSession", "Resolver.Validation.AnswerCheck", "Resolver.Validation.CutCheck",
        "Resolver.Validation.DelegationCheck", "Resolver.Validation.SetJudge", "Resolver.Validation.SignatureCheck",
        "Resolver.Validation.SynthesisCheck", "Resolver.Validation.Denial", "Resolver.Validation.ZoneMap", "Resolver.Validation.ZoneKeys",
        "Resolver.Validation.ReplySections", "Resolver.Validation.AliasChain",
    ];

    public IReadOnlyList<string> Words { get; } = [.. ReplyTampering.EachAct(EveryReply)];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        Question question = SignedInternet.Questions[input[0] % SignedInternet.Questions.Count];
        Judgement honest = Honest.GetOrAdd(question, JudgeHonestly);
        Judgement judged = Judge(question, input[1..]);
        SecurityStatus status = judged.Verdict.Status;
        if (status is SecurityStatus.Bogus or SecurityStatus.Indeterminate)
        {
            BrokenPromiseException.Unless(judged.Verdict.Why is { Text.Length: > 0 }, "what is refused has a reason");
            BrokenPromiseException.Unless(judged.SecureData.Count == 0, "what is refused is no evidence");
            return;
        }

        BrokenPromiseException.Unless(status == honest.Verdict.Status, $"{question} is {honest.Verdict.Status}, and became {status}");
        if (status == SecurityStatus.Secure)
        {
            BrokenPromiseException.Unless(judged.FinalName.Equals(honest.FinalName), $"{question} leads to {honest.FinalName}, and led to {judged.FinalName}");
            BrokenPromiseException.Unless(Data(judged).SetEquals(Data(honest)), $"{question} has the records it has");
            BrokenPromiseException.Unless(Aliases(judged).SequenceEqual(Aliases(honest)), $"{question} is led on by the aliases there are");
            BrokenPromiseException.Unless(judged.Code == honest.Code, $"{question} is {honest.Code}, and became {judged.Code}");
        }
    }

    private static HashSet<(DomainName, Rdata)> Data(Judgement judgement) =>
        [.. judgement.SecureData.SelectMany(set => set.Set.Data.Select(data => (set.Set.Owner, data)))];

    private static IEnumerable<(DomainName, Rdata)> Aliases(Judgement judgement) =>
        judgement.AliasSets.SelectMany(set => set.Data.Select(data => (set.Owner, data)));

    private static Judgement JudgeHonestly(Question question)
    {
        Judgement judged = Judge(question, []);
        BrokenPromiseException.Unless(
            judged.Verdict.Status == SignedInternet.Expected(question), $"{question}, untouched, is {judged.Verdict.Status}: {judged.Verdict.Why}");

        // What is held against all that follows comes from the zones, not from the code under test.
        HashSet<(DomainName, Rdata)> held =
            [.. SignedInternet.Reply(question).Answer.Where(record => record.Type == question.Type).Select(record => (record.Owner, record.Data))];
        BrokenPromiseException.Unless(
            judged.Verdict.Status == SecurityStatus.Insecure || Data(judged).SetEquals(held), $"{question}, untouched, has the records it has");
        return judged;
    }

    private static Judgement Judge(Question question, ReadOnlySpan<byte> acts)
    {
        ValidationSession session = new(question, SignedInternet.Anchors, new ValidationPolicy(), new ValidationLimits(), SignedInternet.Now);
        int asked = 0;
        for (int round = 0; round < MostRounds; round++)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    return done.Judgement;
                case Progress.Needs needs:
                    BrokenPromiseException.Unless(needs.Questions.Count > 0, "who is not done needs something");
                    foreach (Question next in needs.Questions)
                    {
                        Answer(session, next, acts, asked++);
                    }

                    break;
            }
        }

        throw new BrokenPromiseException($"{question} is judged within {MostRounds} rounds");
    }

    /// <summary>The lower three bits of an act say which reply it is for, counted in the order asked; 6 means every further one, 7 all of them.</summary>
    private static void Answer(ValidationSession session, Question question, ReadOnlySpan<byte> acts, int ordinal)
    {
        Message? reply = SignedInternet.Reply(question);
        for (ReadOnlySpan<byte> rest = acts; rest.Length >= ReplyTampering.ActLength && reply is not null; rest = rest[ReplyTampering.ActLength..])
        {
            int which = rest[0] & EveryReply;
            if (which == EveryReply || which == Math.Min(ordinal, EveryReply - 1))
            {
                reply = ReplyTampering.Apply(rest[..ReplyTampering.ActLength], reply);
            }
        }

        if (reply is null)
        {
            session.OfferFailure(question, new Reason(ReasonKind.NobodyAnswered, "no reply came"));
        }
        else
        {
            session.Offer(question, reply);
        }
    }
}
