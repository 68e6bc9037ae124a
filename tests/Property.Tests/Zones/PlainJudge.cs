using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Zones;

/// <summary>Plays replies through a validation, and holds what comes of it against the truth.</summary>
internal static class PlainJudge
{
    public static Judgement Play(PlainInternet internet, Question question, Func<Question, Message> replyTo, ValidationPolicy? policy = null)
    {
        ValidationSession session = new(question, internet.Anchors, policy ?? new ValidationPolicy(), new ValidationLimits(), PlainInternet.Now);
        for (int round = 0; round < 500; round++)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    return done.Judgement;
                case Progress.Needs needs:
                    foreach (Question asked in needs.Questions)
                    {
                        session.Offer(asked, replyTo(asked));
                    }

                    break;
            }
        }

        throw new InvalidOperationException($"{question}: the session goes on asking");
    }

    /// <summary>What differs between an honest answer and the truth; null when nothing does.</summary>
    public static string? Difference(Judgement found, Truth truth)
    {
        if (truth.IsTangled)
        {
            return found.Verdict.Status is SecurityStatus.Secure ? "secure, though the aliases lead nowhere" : null;
        }

        return found.Verdict.Status != truth.Status ? $"{found.Verdict.Status}, though it is {truth.Status}"
            : found.Code != truth.Code ? $"{found.Code}, though it is {truth.Code}"
            : !found.FinalName.Equals(truth.FinalName) ? $"ends at {found.FinalName}, not at {truth.FinalName}"
            : !found.Aliases.SequenceEqual(truth.Aliases) ? "other aliases"
            : !DataOf(found).SetEquals(truth.Data) ? "other data"
            : !MadeOf(found).SetEquals(truth.Made) ? $"the signer's {string.Join(" ", MadeOf(found))}, not {string.Join(" ", truth.Made)}"
            : null;
    }

    /// <summary>
    /// What an answer to tampered replies claims that is not so; null when nothing. It may fail; it may not be secure and differ, and what
    /// is secure may not become insecure. Of ANY a server may leave out what it likes (RFC 8482 section 4.1).
    /// </summary>
    public static string? Lie(Judgement found, Truth truth, RecordType type)
    {
        if (found.Verdict.Status is SecurityStatus.Bogus or SecurityStatus.Indeterminate)
        {
            return null;
        }

        if (found.Verdict.Status == SecurityStatus.Secure)
        {
            bool isPart = type == RecordType.ANY && found.Data.Count > 0 && DataOf(found).IsSubsetOf(truth.Data) && MadeOf(found).IsSubsetOf(truth.Made);
            return isPart ? Difference(found with { Data = [] }, truth with { Data = [], Made = new HashSet<RecordType>() }) : Difference(found, truth);
        }

        if (truth.Status == SecurityStatus.Secure)
        {
            return "insecure, though it is secure";
        }

        // Up to where trust ends, the aliases are as they are.
        AliasHop[] certain = [.. truth.Aliases.TakeWhile(alias => alias.Status == SecurityStatus.Secure)];
        return found.Aliases.Take(certain.Length).SequenceEqual(certain) ? null : "an alias that is certain was changed or lost";
    }

    private static HashSet<(DomainName, Rdata)> DataOf(Judgement found) =>
        [.. from set in found.Data where !PlainReading.IsMade(set.Type) from data in set.Data select (set.Owner, data)];

    private static HashSet<RecordType> MadeOf(Judgement found) => [.. found.Data.Select(set => set.Type).Where(PlainReading.IsMade)];

    public static string Describe(Judgement found) =>
        $"{found.Verdict.Status} {found.Code} at {found.FinalName} [{string.Join("; ", found.Data.SelectMany(set => set.Records))}] via [{string.Join(", ", found.Aliases)}] {found.Verdict.Why?.Text}";

    public static string Describe(Truth truth) =>
        $"{truth.Status} {truth.Code} at {truth.FinalName} [{string.Join("; ", truth.Data)} {string.Join(" ", truth.Made)}] via [{string.Join(", ", truth.Aliases)}]{(truth.IsTangled ? " tangled" : "")}";
}
