using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>What one validator makes of a case.</summary>
/// <param name="Word">The verdict.</param>
/// <param name="Content">Code and data of what was answered, in a form that can be compared; null where it is not known.</param>
/// <param name="Said">What it said about it.</param>
internal sealed record Opinion(Word Word, string? Content, string Said)
{
    /// <summary>True where no verdict means that there is nothing to compare with.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Code and data, the data in an order of their own.</summary>
    public static string ContentOf(ResponseCode code, IEnumerable<ReadOnlyMemory<byte>> data) =>
        $"{code} {string.Join(' ', data.Select(octets => Convert.ToHexString(octets.Span)).Distinct().Order(StringComparer.Ordinal))}";
}
