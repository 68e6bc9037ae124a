using Xunit.v3;

namespace DaneCore.Support;

/// <summary>
/// The test shows that a requirement of an RFC is kept: one of testdata/requirements, by its number, as <c>4035-5.3.1-1</c>. Runners
/// filter by the trait <c>requirement</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirementAttribute(string number) : Attribute, ITraitAttribute
{
    public string Number { get; } = number;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("requirement", Number)];
}
