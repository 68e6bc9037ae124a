using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Zones;

/// <summary>What a validation, or a resolver with all it remembers, says; in the words of <see cref="Truth"/>.</summary>
internal sealed record Found
{
    public required SecurityStatus Status { get; init; }

    public required ResponseCode Code { get; init; }

    public required DomainName FinalName { get; init; }

    public required IReadOnlyList<AliasHop> Aliases { get; init; }

    public required IReadOnlySet<(DomainName Owner, Rdata Data)> Data { get; init; }

    public required IReadOnlySet<RecordType> Made { get; init; }

    /// <summary>The longest TTL of the data; zero without any.</summary>
    public required uint Ttl { get; init; }

    public required string? Why { get; init; }

    public static Found In(Judgement judgement) => Of(
        judgement.Verdict.Status, judgement.Code, judgement.FinalName, judgement.Aliases, [.. judgement.Data.SelectMany(set => set.Records)], judgement.Verdict.Why);

    public static Found In(Answer answer) => Of(answer.Security, answer.Code, answer.FinalName, answer.Aliases, answer.Records, answer.Why);

    public override string ToString() =>
        $"{Status} {Code} at {FinalName} [{string.Join("; ", Data)} {string.Join(" ", Made)}] via [{string.Join(", ", Aliases)}] {Why}";

    private static Found Of(SecurityStatus status, ResponseCode code, DomainName end, IReadOnlyList<AliasHop> aliases, IReadOnlyList<ResourceRecord> records, Reason? why) => new()
    {
        Status = status,
        Code = code,
        FinalName = end,
        Aliases = aliases,
        Data = records.Where(record => !PlainReading.IsMade(record.Type)).Select(record => (record.Owner, record.Data)).ToHashSet(),
        Made = records.Select(record => record.Type).Where(PlainReading.IsMade).ToHashSet(),
        Ttl = records.Select(record => record.Ttl).DefaultIfEmpty().Max(),
        Why = why?.Text,
    };
}
