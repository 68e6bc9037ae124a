using System.Globalization;
using DaneCore.Lab.Scenarios;
using Xunit.v3;

namespace DaneCore.Support;

/// <summary>
/// The test shows a rule of testdata/mail-rules.txt: what a sender owes, by its number. Runners filter by the trait <c>mail-rule</c>:
/// that number, or <c>any</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MailRuleAttribute(int number, RuleSide side) : Attribute, ITraitAttribute
{
    public int Number { get; } = number;

    public RuleSide Side { get; } = side;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
    [
        new("mail-rule", "any"),
        new("mail-rule", Number.ToString(CultureInfo.InvariantCulture)),
    ];
}
