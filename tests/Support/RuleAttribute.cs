using System.Globalization;
using DaneCore.Lab.Scenarios;
using Xunit.v3;

namespace DaneCore.Support;

/// <summary>
/// The test shows a rule of testdata/rules.txt that no scenario of zone data can. Runners filter by the trait <c>rule</c>: its number,
/// or <c>any</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RuleAttribute(int number, RuleSide side) : Attribute, ITraitAttribute
{
    public int Number { get; } = number;

    public RuleSide Side { get; } = side;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
    [
        new("rule", "any"),
        new("rule", Number.ToString(CultureInfo.InvariantCulture)),
    ];
}
