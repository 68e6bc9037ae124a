using System.Reflection;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Smtp;

namespace DaneCore.Fuzz.Tests;

/// <summary>What every target has to have, and where the kept inputs of others come from.</summary>
public sealed class CatalogTests
{
    private static readonly Type[] Types =
        [.. new[] { typeof(StubResolver).Assembly, typeof(DaneVerifier).Assembly, typeof(SmtpSender).Assembly, Assembly.Load("danecore") }.SelectMany(assembly => assembly.GetTypes())];

    public static TheoryData<string> Targets => [.. Catalog.Targets.Select(target => target.Name)];

    private static string CorpusFolder => Path.Combine(AppContext.BaseDirectory, "corpus");

    private static string[][] Rows =>
        [.. File.ReadLines(Path.Combine(CorpusFolder, "SOURCES.tsv")).Skip(1).Select(line => line.Split('\t'))];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_Listed_HasADictionary(string target) => Assert.NotEmpty(Catalog.Find(target)!.Words);

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_Listed_IsAboutSomethingThatExists(string target)
    {
        IReadOnlyList<string> parts = Catalog.Find(target)!.Parts;

        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.Contains(Types, type => type.FullName == $"DaneCore.{part}" || type.Namespace == $"DaneCore.{part}"));
    }

    [Fact]
    public void Targets_Listed_HaveNamesOfTheirOwnAndAFolderEach()
    {
        string[] names = [.. Catalog.Targets.Select(target => target.Name).Order(StringComparer.Ordinal)];

        Assert.Equal(names, names.Distinct(StringComparer.Ordinal));
        Assert.Equal(names, Directory.EnumerateDirectories(CorpusFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SourcesOfKeptInputs_EachRow_NamesAnInputAProjectAPathACommitAndALicence()
    {
        Assert.NotEmpty(Rows);
        Assert.All(Rows, row =>
        {
            Assert.Equal(5, row.Length);
            Assert.True(File.Exists(Path.Combine(CorpusFolder, row[0])), row[0]);
            Assert.Matches("^[^/ ]+/[^/ ]+$", row[1]);
            Assert.NotEmpty(row[2]);
            Assert.Matches("^[0-9a-f]{12,40}$", row[3]);
            Assert.Contains(row[4], (string[])["MIT", "BSD-2-Clause", "BSD-3-Clause"]);
        });
    }
}
