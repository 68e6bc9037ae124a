using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>One record of an answer, its name absolute.</summary>
internal sealed record RecordJson(string Name, string Type, string Class, uint Ttl, string Data)
{
    public static IReadOnlyList<RecordJson> From(IEnumerable<ResourceRecord> records) =>
    [
        .. records.Select(record => new RecordJson(
            record.Owner.ToString(),
            RecordTypes.ToText(record.Type),
            RecordClasses.ToText(record.Class),
            record.Ttl,
            record.Data.ToString() ?? "")),
    ];
}
