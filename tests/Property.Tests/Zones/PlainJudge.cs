using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Zones;

/// <summary>Plays replies through a validation, and holds what comes of it against the truth.</summary>
internal static class PlainJudge
{
    public static Found Play(PlainInternet internet, Question question, Func<Question, Message> replyTo, ValidationPolicy? policy = null) =>
        Play(question, internet.Anchors, replyTo, policy);

    public static Found Play(Question question, TrustAnchorSet anchors, Func<Question, Message> replyTo, ValidationPolicy? policy = null)
    {
        ValidationSession session = new(question, anchors, policy ?? new ValidationPolicy(), new ValidationLimits(), PlainInternet.Now);
        for (int round = 0; round < 500; round++)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    return Found.In(done.Judgement);
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
    public static string? Difference(Found found, Truth truth)
    {
        if (truth.IsTangled)
        {
            return found.Status is SecurityStatus.Secure ? "secure, though the aliases lead nowhere" : null;
        }

        return found.Status != truth.Status ? $"{found.Status}, though it is {truth.Status}"
            : found.Code != truth.Code ? $"{found.Code}, though it is {truth.Code}"
            : !found.FinalName.Equals(truth.FinalName) ? $"ends at {found.FinalName}, not at {truth.FinalName}"
            : !found.Aliases.SequenceEqual(truth.Aliases) ? "other aliases"
            : !found.Data.SetEquals(truth.Data) ? "other data"
            : !found.Made.SetEquals(truth.Made) ? $"the signer's {string.Join(" ", found.Made)}, not {string.Join(" ", truth.Made)}"
            : null;
    }

    /// <summary>
    /// What an answer to tampered replies claims that is not so; null when nothing. It may fail; it may not be secure and differ, and what
    /// is secure may not become insecure. Of ANY a server may leave out what it likes (RFC 8482 section 4.1).
    /// </summary>
    public static string? Lie(Found found, Truth truth, RecordType type)
    {
        if (found.Status is SecurityStatus.Bogus or SecurityStatus.Indeterminate)
        {
            return null;
        }

        // RFC 5155 section 7.2.8: a server denies that the owners of NSEC3 records are names. Whoever has such a record may show it all the same.
        if (type == RecordType.NSEC3 && found.Data.Count > 0 && found.Data.All(one => one.Data is Nsec3Rdata))
        {
            return null;
        }

        if (found.Status == SecurityStatus.Secure)
        {
            bool isPart = type == RecordType.ANY && found.Data.Count + found.Made.Count > 0 && found.Data.IsSubsetOf(truth.Data) && found.Made.IsSubsetOf(truth.Made);
            return isPart ? Difference(found with { Data = new HashSet<(DomainName, Rdata)>(), Made = new HashSet<RecordType>() }, truth with { Data = [], Made = new HashSet<RecordType>() }) : Difference(found, truth);
        }

        if (truth.Status == SecurityStatus.Secure)
        {
            return "insecure, though it is secure";
        }

        // Up to where trust ends, the aliases are as they are.
        AliasHop[] certain = [.. truth.Aliases.TakeWhile(alias => alias.Status == SecurityStatus.Secure)];
        return found.Aliases.Take(certain.Length).SequenceEqual(certain) ? null : "an alias that is certain was changed or lost";
    }
}
