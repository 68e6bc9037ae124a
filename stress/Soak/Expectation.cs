using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Soak;

/// <summary>What a lookup has to come to: status, reason, code, data and the name it belongs to.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Reasons">The reasons that may stand for it; none for a secure answer.</param>
/// <param name="Code">What a validating resolver answers.</param>
/// <param name="Data">The data, in any order.</param>
/// <param name="FinalName">The last name of the alias chain; null where nothing is usable.</param>
internal sealed record Expectation(SecurityStatus Status, IReadOnlyList<ReasonKind> Reasons, ResponseCode Code, IReadOnlyList<Rdata> Data, DomainName? FinalName)
{
    /// <summary>Null when the answer is what it has to be, or what is wrong with it.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="asked">The instant at which it was asked for.</param>
    public string? Fault(Answer answer, DateTimeOffset asked)
    {
        if (answer.Security != Status)
        {
            return $"{answer.Security} instead of {Status}: {answer.Why}";
        }

        if (Reasons.Count == 0 ? answer.Why is not null : answer.Why is null || !Reasons.Contains(answer.Why.Kind))
        {
            return $"{Status}, but for {answer.Why?.Kind} instead of {string.Join(" or ", Reasons)}: {answer.Why}";
        }

        if (answer.Code != Code)
        {
            return $"{answer.Code} instead of {Code}";
        }

        if (answer.Records.Count != Data.Count || !Data.All(expected => answer.Records.Any(record => record.Data.Equals(expected))))
        {
            return $"{answer.Records.Count} records ({string.Join(", ", answer.Records)}) instead of {Data.Count} ({string.Join(", ", Data)})";
        }

        if ((answer.Secure is not null) != (Status == SecurityStatus.Secure && Data.Count > 0))
        {
            return $"evidence is {(answer.Secure is null ? "missing" : "there")}";
        }

        if (!answer.IsUsable)
        {
            return answer.Chain.Count + answer.Authority.Count > 0 ? "records of what may not be used are handed on" : null;
        }

        return FinalName is not null && !answer.FinalName.Equals(FinalName) ? $"ends at {answer.FinalName} instead of {FinalName}"
            : answer.Records.Any(record => record.Ttl > ZoneSpec.DataTtl) ? "a TTL is longer than the zone's"
            : answer.ValidUntil <= asked ? $"held until {answer.ValidUntil:O}, and was asked for at {asked:O}"
            : answer.Age > TimeSpan.FromSeconds(ZoneMaker.DelegationTtl) ? $"is {answer.Age} old"
            : null;
    }
}
