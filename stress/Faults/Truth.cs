using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>A question and what its zone says to it, as a lookup without any fault found.</summary>
internal sealed record Truth(Question Question, SecurityStatus Security, string Text)
{
    public static string TextOf(Answer answer) =>
        $"{answer.Security} {answer.Code} " + string.Join("; ", answer.Records.Select(record => record.Data.ToString()).Order(StringComparer.Ordinal));
}
