using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>RFCs are cited in one form, <c>RFC 4035 section 5.3.1</c>, so that one search finds every use of a rule.</summary>
public sealed partial class RfcReferenceTests
{
    private static readonly string[] Folders = ["src", "tests", "fuzz", "bench", "stress", "docs"];

    [Fact]
    public void Reference_Anywhere_HasTheOneForm()
    {
        IEnumerable<string> paths =
        [
            .. Repository.Files(".cs", Folders).Where(path => !path.EndsWith("RfcReferenceTests.cs", StringComparison.Ordinal)),
            .. Repository.Files(".md"),
        ];
        IEnumerable<string> offences =
            from path in paths
            from line in Repository.Lines(path)
            where Faults(line)
            select $"{path}: {line.Trim()}";

        Offences.None(offences);
    }

    [Theory]
    [InlineData("// RFC 4035 section 5.3.1: the signer must be the zone.", false)]
    [InlineData("(RFC 4034 appendix B)", false)]
    [InlineData("RFC 5155 sections 8.4 to 8.7", false)]
    [InlineData("RFC 1982 leaves the answer open", false)]
    [InlineData("RFCs are cited by section", false)]
    [InlineData("RFC4035 section 5.3.1", true)]
    [InlineData("RFC 4035, section 5.3.1", true)]
    [InlineData("RFC 4035 Section 5.3.1", true)]
    [InlineData("RFC 4035 sec. 5.3.1", true)]
    [InlineData("RFC 4035 §5.3.1", true)]
    [InlineData("RFC 4035 5.3.1", true)]
    [InlineData("RFC-4035", true)]
    [InlineData("rfc 4035", true)]
    [InlineData("section 5.3.1 of RFC 4035", true)]
    public void Form_OfAReference_IsJudged(string line, bool faulty) => Assert.Equal(faulty, Faults(line));

    private static bool Faults(string line) => OtherForm().IsMatch(line);

    [GeneratedRegex(@"\bRFC[0-9-]|\b(rfc|Rfc) [0-9]|\bRFC [0-9]+\b(, ?| ?)([Ss]ec\b|[Ss]ec\.|S[Ee][Cc]|§|A[Pp][Pp]|app\.|[0-9])|\bRFC [0-9]+, (section|appendix)|[Ss]ections? [0-9.]+ of RFC|§")]
    private static partial Regex OtherForm();
}
