using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Explaining;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// The closed list of reasons: each has its code, its section, somebody who can mend it, and a scenario or test that reaches
/// it. docs/reasons.md tells all of that; <c>DANECORE_ACCEPT=1</c> writes it anew.
/// </summary>
public sealed partial class ReasonTests
{
    private const string Document = "docs/reasons.md";

    private static readonly ReasonKind[] Kinds = [.. Enum.GetValues<ReasonKind>().Where(kind => kind != ReasonKind.None)];

    private static readonly ILookup<string, string> Reached = Scenarios().Concat(Tests()).ToLookup(found => found.Kind, found => found.Where, StringComparer.Ordinal);

    [Fact]
    public void Kind_OfTheList_IsReachedByAScenarioOrATest() =>
        Offences.None(
            from kind in Kinds
            let name = kind.ToString()
            where !Reached.Contains(name)
            select $"{name} is reached by no scenario and named by no test");

    [Fact]
    public void Kind_OfTheList_HasItsRows() => Assert.All(Kinds, kind =>
    {
        Reason reason = new(kind, "");
        Assert.StartsWith("RFC ", reason.Rfc, StringComparison.Ordinal);
        Assert.NotEmpty(ReasonMending.Of(kind).How);
        Assert.True(Enum.IsDefined(reason.Code), $"{kind}: {reason.Code}");
    });

    [Fact]
    public void Document_Generated_IsTheOneInTheTree()
    {
        string present = ToMarkdown();
        if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
        {
            File.WriteAllText(Repository.Absolute(Document), present);
        }

        Assert.True(Repository.Exists(Document), $"{Document} is missing: run with DANECORE_ACCEPT=1");
        Assert.Equal(present, Repository.Read(Document));
    }

    private static string ToMarkdown()
    {
        var comments = XDocument.Load(Path.ChangeExtension(typeof(Reason).Assembly.Location, "xml"));
        StringBuilder text = new();
        text.Append("# Reasons\n\nEvery verdict but secure has a reason from this closed list, and so has every failed step of an explanation. Generated from\n");
        text.Append("`ReasonKind`, `ReasonCatalog` and `ReasonMending`; the code is the extended error of RFC 8914. A name with a slash is a scenario of\n");
        text.Append("[testdata/zones](../testdata/zones/README.md), one with a dot a test.\n\n");
        foreach (ReasonKind kind in Kinds)
        {
            Reason reason = new(kind, "");
            Mending mending = ReasonMending.Of(kind);
            string says = comments.Descendants("member")
                .Single(member => member.Attribute("name")?.Value == $"F:{typeof(ReasonKind).FullName}.{kind}").Element("summary")!.Value.Trim();
            string[] where = [.. Reached[kind.ToString()].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            string shown = where.Length switch
            {
                <= 3 => string.Join(", ", where.Select(name => $"`{name}`")),
                _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", where.Take(3).Select(name => $"`{name}`"))} and {where.Length - 3} more"),
            };
            text.Append(CultureInfo.InvariantCulture, $"**{kind}**: {says}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- {reason.Rfc}; extended error {(int)reason.Code} ({reason.Code})\n");
            text.Append(CultureInfo.InvariantCulture, $"- to be mended by {mending.WhoText}: {mending.How}\n");
            text.Append(CultureInfo.InvariantCulture, $"- shown by {shown}\n\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Kinds.Length} reasons\n").ToString();
    }

    private static IEnumerable<(string Kind, string Where)> Scenarios() =>
        from path in Repository.Files(".scenario", "testdata/zones")
        from line in Repository.Lines(path).TakeWhile(line => !line.StartsWith("zone", StringComparison.Ordinal))
        let match = Expectation().Match(line)
        where match.Success
        select (match.Groups["kind"].Value, path["testdata/zones/".Length..^".scenario".Length]);

    // A test that names a kind is taken for one that reaches it: review sees to it that it asserts.
    private static IEnumerable<(string Kind, string Where)> Tests() =>
        from path in Repository.Files("Tests.cs", "tests")
        where !path.Contains("Architecture.Tests", StringComparison.Ordinal)
        from line in Repository.Lines(path)
        from Match match in Mention().Matches(line)
        select (match.Groups["kind"].Value, $"{Path.GetFileName(Path.GetDirectoryName(path))}.{Path.GetFileNameWithoutExtension(path)}");

    [GeneratedRegex("^expect [a-z]+ [A-Z]+ (?<kind>[A-Za-z0-9]+)$")]
    private static partial Regex Expectation();

    [GeneratedRegex(@"ReasonKind\.(?<kind>\w+)")]
    private static partial Regex Mention();
}
