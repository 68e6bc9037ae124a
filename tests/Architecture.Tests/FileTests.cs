using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>What holds for every source file.</summary>
public sealed class FileTests
{
    private const int MostLines = 500;

    private static readonly string[] Code = ["src", "tests", "fuzz", "bench", "stress", "sbom"];

    /// <summary>Marks of unfinished work and of one machine; the brackets keep this list from finding itself.</summary>
    private static readonly string[] Unwanted =
    [
        @"\bT[O]DO\b", @"\bF[I]XME\b", @"\bX[X]X\b", "N[o]tImplementedException", @"[[(,]\s*S[k]ip\s*=", @"Thread\.S[l]eep", "/w[o]rk/", "/r[o]ot/", @"\.\./s[h]ared",
    ];

    [Fact]
    public void SourceFile_Any_HasAtMostFiveHundredLines()
    {
        IEnumerable<string> offences =
            from path in Repository.Files(".cs", Code)
            let lines = Repository.Lines(path).Length
            where lines > MostLines
            select $"{path} has {lines} lines";

        Offences.None(offences);
    }

    [Fact]
    public void File_Any_IsFinishedAndSpeaksOfNoMachine()
    {
        IEnumerable<string> paths =
        [
            .. Repository.Files(".cs", Code), .. Repository.Files(".md"), .. Repository.Files(".sh"), .. Repository.Files(".csproj"),
            .. Repository.Files(".scenario"), .. Repository.Files(".props"),
        ];
        IEnumerable<string> offences =
            from path in paths
            from line in Repository.Lines(path)
            from word in Unwanted
            where Regex.IsMatch(line, word)
            select $"{path}: {line.Trim()}";

        Offences.None(offences);
    }

    /// <summary>What ships is safe code everywhere but where OpenSSL's library is called.</summary>
    [Fact]
    public void UnsafeCode_InTheProduct_IsInOneFile()
    {
        IEnumerable<string> files =
            from path in Repository.Files(".cs", "src")
            where Repository.Lines(path).Any(line => Regex.IsMatch(line, @"\bunsafe\b(?! code)"))
            select path;

        Assert.Equal(["src/Resolver/Crypto/LibCrypto.cs"], files);
    }

    /// <summary>Branches nobody tested are marked; the number may only fall.</summary>
    [Fact]
    public void BranchWithoutTest_Counted_IsNoNewOne()
    {
        const int Allowed = 1;
        string[] marks =
        [
            .. from path in Repository.Files(".cs", "src")
               from line in Repository.Lines(path)
               where line.TrimStart().StartsWith("// Untested:", StringComparison.Ordinal)
               select $"{path}: {line.Trim()}",
        ];

        Assert.True(marks.Length <= Allowed, string.Join('\n', marks));
    }
}
